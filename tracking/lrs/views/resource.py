"""What happens to every request before a resource sees it, in this order: who asks, how often, in which version,
whether the key may, and with which parameters. The body is read after all that; a form of the alternate syntax after
its key alone, and a small one before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from tracking.lrs.authentication import authenticated
from tracking.lrs.protocol.answers import error_answer, preflight, with_common_headers, without_body
from tracking.lrs.protocol.errors import BadRequestError, MethodNotAllowedError, XapiError
from tracking.lrs.protocol.requests import Asked, XapiRequest, asked
from tracking.lrs.protocol.versions import HEADER, Version, negotiated, version_told
from tracking.lrs.rate_limit import count_request
from tracking.lrs.scopes import Scope, allows
from tracking.lrs.validators import StatementInvalidError

BY_KEY = "lrs.by_key"
"""Keys decide, not people: no session opens anything here."""
Handler = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Method:
    """Of a resource: what answers it, which of the scopes is enough, and the parameters it knows."""

    handler: Handler
    scopes: tuple[Scope, ...]
    params: frozenset[str] = frozenset()


def resource(**methods: Method) -> Callable[..., HttpResponse]:
    """A view that answers these HTTP methods; HEAD is answered as GET."""

    @csrf_exempt
    def view(http: HttpRequest, **path: Any) -> HttpResponse:
        return answered(http, lambda request: _handled(request, methods, path), *methods)

    view.methods = methods  # type: ignore[attr-defined]  # -- docs/xapi-openapi.yaml is held to it
    view.policy_action = BY_KEY  # type: ignore[attr-defined]  # -- read by the authorisation table
    return view


def answered(http: HttpRequest, handle: Callable[[Asked], HttpResponse], *methods: str) -> HttpResponse:
    """Never anything but an answer in the manner of the standard. A method that is none of `methods` is refused before
    anybody is asked for a key."""
    version = http.headers.get(HEADER)
    allowed = ", ".join(sorted({*methods, "HEAD", "OPTIONS"}))
    try:
        request = asked(http, key_of=authenticated)
        version = request.headers.get(HEADER, version)
        if request.is_alternate and version_told(version) is Version.V2:
            raise BadRequestError("method", "xAPI 2.0 knows no alternate request syntax", clause="IEEE 9274.1.1")
        if request.method not in {*methods, "HEAD", "OPTIONS"}:
            raise MethodNotAllowedError(allowed)
        answer = preflight(allowed) if request.method == "OPTIONS" else handle(request)
    except XapiError as error:
        answer = error_answer(error)
    except StatementInvalidError as error:
        answer = error_answer(BadRequestError(error.path or "body", error.reason, clause=error.clause))
    answer = with_common_headers(answer, version_told(version))
    return without_body(answer) if http.method == "HEAD" else answer


def _handled(request: Asked, methods: Mapping[str, Method], path: Mapping[str, Any]) -> HttpResponse:
    key = request.key or authenticated(request.headers.get("Authorization"))
    count_request(key)
    version = negotiated(request.headers.get(HEADER))
    method = methods["GET" if request.method == "HEAD" else request.method]
    if not allows(key.scopes, *method.scopes):
        raise XapiError(HTTPStatus.FORBIDDEN, "Authorization", f"the key lacks the scope {method.scopes[0].value}")
    return method.handler(XapiRequest(request, version, key, _params(request, method.params)), **path)


def _params(request: Asked, known: frozenset[str]) -> dict[str, str]:
    params: dict[str, str] = {}
    for name, value in request.query:
        if name not in known:
            raise BadRequestError(name or "query", "is no parameter of this resource", clause="xAPI 1.0.3 Part 3 3.2")
        if name in params:
            raise BadRequestError(name, "is given twice")
        params[name] = value
    return params
