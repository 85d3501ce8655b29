"""What every answer of the store has in common."""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import orjson
from django.http import HttpResponse

from tracking.lrs.protocol.errors import XapiError
from tracking.lrs.protocol.versions import HEADER, Version

CONSISTENT_THROUGH = "X-Experience-API-Consistent-Through"
_COMMON = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, Last-Modified, Content-Type, {HEADER}, {CONSISTENT_THROUGH}, "
    "X-Experience-API-Hash, Retry-After",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
"""Documents and attachments are what others sent: no browser runs them as pages of ours."""
_PREFLIGHT = {
    "Access-Control-Allow-Headers": f"Authorization, Content-Type, If-Match, If-None-Match, Accept-Language, {HEADER}",
    "Access-Control-Max-Age": "86400",
}


def json_answer(values: Any, *, status: int = 200, **headers: str) -> HttpResponse:
    return bytes_answer(orjson.dumps(values), status=status, **headers)


def bytes_answer(
    content: bytes, *, content_type: str = "application/json", status: int = 200, **headers: str
) -> HttpResponse:
    """Headers by their names in lower case, "_" for "-"."""
    given = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return HttpResponse(content, content_type=content_type, status=status, headers=given)


def no_content() -> HttpResponse:
    return HttpResponse(status=204)


def error_answer(error: XapiError) -> HttpResponse:
    """`path`: where in the request; `rule`: what should be; `clause`: where the standard asks for it."""
    told = {"path": error.path, "rule": error.rule, "clause": error.clause}
    answer = json_answer({name: text for name, text in told.items() if text}, status=error.status)
    for name, value in error.headers.items():
        answer.headers[name] = value
    if error.status == 401:
        answer["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
    return answer


def with_common_headers(answer: HttpResponse, version: Version) -> HttpResponse:
    answer.headers[HEADER] = version.value
    for name, value in _COMMON.items():
        answer.headers.setdefault(name, value)
    if answer.status_code != 204:
        answer.headers["Content-Length"] = str(len(answer.content))
    return answer


def preflight(allowed: str) -> HttpResponse:
    """To OPTIONS; asked by browsers, without a key."""
    return HttpResponse(status=204, headers={**_PREFLIGHT, "Allow": allowed, "Access-Control-Allow-Methods": allowed})


def without_body(answer: HttpResponse) -> HttpResponse:
    """To HEAD; its headers are those of GET."""
    answer.content = b""
    return answer


def http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def iso_time(moment: datetime) -> str:
    """RFC 3339 in UTC, as in 2026-11-25T10:00:00.123456Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
