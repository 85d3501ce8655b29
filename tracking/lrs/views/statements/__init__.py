"""/statements, and where its lists go on."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from tracking.lrs.open_writes import consistent_through
from tracking.lrs.protocol.answers import CONSISTENT_THROUGH, iso_time
from tracking.lrs.scopes import Scope
from tracking.lrs.views.resource import Method, resource
from tracking.lrs.views.statements import reading, writing


def told_through(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Every answer names the moment up to which nothing is missing (IEEE 9274.1.1, 4.1.6.1), also that to a write and
    one that says what is wrong."""

    @wraps(view)
    def told(http: HttpRequest, **path: Any) -> HttpResponse:
        answer = view(http, **path)
        is_known = http.method != "OPTIONS" and answer.status_code != HTTPStatus.UNAUTHORIZED
        if is_known and CONSISTENT_THROUGH not in answer:
            answer[CONSISTENT_THROUGH] = iso_time(consistent_through())
        return answer

    return told


_reads = (Scope.READ_MINE,)
statements = told_through(
    resource(
        GET=Method(reading.get, _reads, reading.PARAMS),
        PUT=Method(writing.put, (Scope.WRITE,), frozenset({"statementId"})),
        POST=Method(writing.post, (Scope.WRITE,)),
    )
)
more = told_through(resource(GET=Method(reading.get_more, _reads)))
