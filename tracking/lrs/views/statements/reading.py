"""GET of /statements and where its lists go on (IEEE 9274.1.1, 4.1.6.1)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from tracking.lrs.attachment_files import content_if_whole
from tracking.lrs.cursors import Cursor, CursorError, as_token, from_token
from tracking.lrs.filters import Filter, page
from tracking.lrs.formats import in_format, in_version_1
from tracking.lrs.identities import identifier
from tracking.lrs.models import Activity, Agent, Verb
from tracking.lrs.open_writes import consistent_through
from tracking.lrs.protocol.answers import CONSISTENT_THROUGH, bytes_answer, http_date, iso_time
from tracking.lrs.protocol.errors import BadRequestError, XapiError
from tracking.lrs.protocol.languages import preferred
from tracking.lrs.protocol.multipart import Part, written
from tracking.lrs.protocol.parameters import agent_of, count_of, flag_of, iri_of, time_of, uuid_of
from tracking.lrs.protocol.requests import XapiRequest
from tracking.lrs.protocol.submissions import HASH
from tracking.lrs.protocol.versions import Version
from tracking.lrs.queries import KeptAttachment, attachments_of, statement_by_uuid
from tracking.lrs.scopes import Scope, allows
from tracking.lrs.shared_rows import ids_if_known

PAGE, PAGE_AT_MOST = 100, 500
FORMATS = ("exact", "ids", "canonical")
ONE = ("statementId", "voidedStatementId")
FILTERS = (
    *("agent", "verb", "activity", "registration", "related_activities", "related_agents"),
    *("since", "until", "limit", "ascending"),
)
PARAMS = frozenset((*ONE, *FILTERS, "format", "attachments"))


def get(request: XapiRequest) -> HttpResponse:
    moment = consistent_through()
    if named := [name for name in ONE if name in request.params]:
        answer = _one(request, named)
    else:
        answer = _list(request, _first(request))
    answer[CONSISTENT_THROUGH] = iso_time(moment)
    return answer


def get_more(request: XapiRequest, *, token: str) -> HttpResponse:
    moment = consistent_through()
    try:
        cursor = from_token(token)
    except CursorError as error:
        raise BadRequestError("more", "is no address that was given here") from error
    if not allows(request.key.scopes, Scope.READ) and cursor.wanted.authority != request.key.authority_id:
        raise XapiError(HTTPStatus.FORBIDDEN, "more", "belongs to another key")
    answer = _list(request, cursor)
    answer[CONSISTENT_THROUGH] = iso_time(moment)
    return answer


def _first(request: XapiRequest) -> Cursor:
    wanted = _filter(request)
    return Cursor(
        wanted=wanted,
        after=0 if wanted.ascending else 2**62,
        count=min(count_of(request.params, "limit") or PAGE, PAGE_AT_MOST),
        format=_format(request),
        attachments=flag_of(request.params, "attachments"),
    )


def _filter(request: XapiRequest) -> Filter:
    params, version = request.params, request.version
    return Filter(
        **_shared(request),
        registration=uuid_of(params, "registration"),
        related_agents=flag_of(params, "related_agents"),
        related_activities=flag_of(params, "related_activities"),
        since=time_of(params, "since", version),
        until=time_of(params, "until", version),
        ascending=flag_of(params, "ascending"),
        authority=None if allows(request.key.scopes, Scope.READ) else request.key.authority_id,
    )


def _shared(request: XapiRequest) -> dict[str, Any]:
    """Row ids of the agent, verb and activity that are asked for."""
    agent = agent_of(request.params, "agent", request.version)
    verb, activity = iri_of(request.params, "verb"), iri_of(request.params, "activity")
    ids = ids_if_known({Agent: identifier(agent) if agent else None, Verb: verb, Activity: activity})
    return {"agent": ids[Agent], "verb": ids[Verb], "activity": ids[Activity]}


def _list(request: XapiRequest, cursor: Cursor) -> HttpResponse:
    rows = page(cursor.wanted, after=cursor.after, count=cursor.count + 1)
    shown = rows[: cursor.count]
    held = attachments_of({pk: text for pk, text, _stored in shown}) if cursor.attachments else {}
    shown = _within_limit(shown, held)
    more = ""
    if len(rows) > len(shown):
        onward = Cursor(**{**vars(cursor), "after": shown[-1][0]})
        more = reverse("xapi:more", kwargs={"token": as_token(onward)})
    payloads = [text for _pk, text, _stored in shown]
    body = f'{{"statements":[{",".join(_as_wanted(request, payloads, cursor.format))}],"more":"{more}"}}'.encode()
    held_here = (each for pk, _text, _stored in shown for each in held.get(pk, ()))
    answer = _with_attachments(body, held_here) if cursor.attachments else bytes_answer(body)
    if shown:
        answer["Last-Modified"] = http_date(max(stored for _pk, _text, stored in shown))
    return answer


def _one(request: XapiRequest, named: Sequence[str]) -> HttpResponse:
    name = named[0]
    others = [each for each in request.params if each not in {name, "format", "attachments"}]
    if others:
        raise BadRequestError(others[0], f"does not go with {name}", clause="xAPI 1.0.3 Part 3 2.1.3")
    uuid, wanted, attachments = uuid_of(request.params, name), _format(request), flag_of(request.params, "attachments")
    row = statement_by_uuid(request.key, uuid, voided=name == "voidedStatementId") if uuid else None
    if row is None:
        raise XapiError(HTTPStatus.NOT_FOUND, name, "no such statement")
    body = _as_wanted(request, [row.payload], wanted)[0].encode()
    held = attachments_of({row.pk: row.payload}).get(row.pk, []) if attachments else []
    answer = _with_attachments(body, held) if attachments else bytes_answer(body)
    answer["Last-Modified"] = http_date(row.stored)
    return answer


def _as_wanted(request: XapiRequest, payloads: Sequence[str], name: str) -> list[str]:
    known = in_version_1(payloads) if settings.XAPI_CONVERT_DOWN and request.version is Version.V1 else payloads
    return in_format(known, name, languages=preferred(request.headers.get("Accept-Language")))


def _within_limit(
    rows: list[tuple[int, str, datetime]], held: Mapping[int, Sequence[KeptAttachment]]
) -> list[tuple[int, str, datetime]]:
    """As many, and one at least, as have attachments that one request could have brought: they are put together in
    memory."""
    lengths: dict[str, int] = {}
    for place, (pk, _text, _stored) in enumerate(rows):
        lengths |= {each.sha2: each.length for each in held.get(pk, ())}
        if place and sum(lengths.values()) > settings.XAPI_BODY_LIMIT:
            return rows[:place]
    return rows


def _with_attachments(body: bytes, held: Iterable[KeptAttachment]) -> HttpResponse:
    """Each content once. A file that is gone or cut is left out (and logged): the statements are there all the same."""
    parts = [_part(each) for each in {each.sha2: each for each in held}.values()]
    content, content_type = written(body, [part for part in parts if part])
    return bytes_answer(content, content_type=content_type)


def _part(held: KeptAttachment) -> Part | None:
    content = content_if_whole(held.sha2, length=held.length)
    if content is None:
        return None
    return Part({"Content-Type": held.content_type, "Content-Transfer-Encoding": "binary", HASH: held.sha2}, content)


def _format(request: XapiRequest) -> str:
    wanted = request.params.get("format", "exact")
    if wanted not in FORMATS:
        raise BadRequestError("format", f"must be one of {', '.join(FORMATS)}", clause="xAPI 1.0.3 Part 3 2.1.3")
    return wanted
