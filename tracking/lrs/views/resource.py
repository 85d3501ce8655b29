"""What happens to every request before a resource sees it, in this order: who asks, how often, in which version,
whether the key may, and with which parameters. The body is read after all that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from tracking.lrs.authentication import authenticated
from tracking.lrs.protocol.answers import error_answer, preflight, with_common_headers
from tracking.lrs.protocol.errors import BadRequestError, XapiError
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
        return answered(http, lambda request: _handled(request, methods, path))

    view.policy_action = BY_KEY  # type: ignore[attr-defined]  # -- read by the authorisation table
    return view


def answered(http: HttpRequest, handle: Callable[[Asked], HttpResponse]) -> HttpResponse:
    """Never anything but an answer in the manner of the standard."""
    version = http.headers.get(HEADER)
    try:
        request = asked(http)
        version = request.headers.get(HEADER, version)
        answer = preflight() if request.method == "OPTIONS" else handle(request)
    except XapiError as error:
        answer = error_answer(error)
    except StatementInvalidError as error:
        answer = error_answer(BadRequestError(error.path, error.reason, clause=getattr(error, "clause", "")))
    return with_common_headers(answer, version_told(version))


def _handled(request: Asked, methods: Mapping[str, Method], path: Mapping[str, Any]) -> HttpResponse:
    key = authenticated(request.headers.get("Authorization"))
    count_request(key)
    version = negotiated(request.headers.get(HEADER))
    if request.is_alternate and version is Version.V2:
        raise BadRequestError(
            "method", "the alternate request syntax is not part of this version", clause="IEEE 9274.1.1"
        )
    method = methods.get("GET" if request.method == "HEAD" else request.method)
    if method is None:
        raise XapiError(HTTPStatus.METHOD_NOT_ALLOWED, "method", f"must be one of {', '.join(sorted(methods))}")
    if not allows(key.scopes, *method.scopes):
        raise XapiError(HTTPStatus.FORBIDDEN, "Authorization", f"the key lacks the scope {method.scopes[0].value}")
    return method.handler(XapiRequest(request, version, key, _params(request, method.params)), **path)


def _params(request: Asked, known: frozenset[str]) -> dict[str, str]:
    params: dict[str, str] = {}
    for name, value in request.query:
        if name not in known:
            raise BadRequestError(name, "is no parameter of this resource", clause="xAPI 1.0.3 Part 3 3.2")
        if name in params:
            raise BadRequestError(name, "is given twice")
        params[name] = value
    return params
