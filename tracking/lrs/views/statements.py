"""/statements and where its lists go on (IEEE 9274.1.1, 4.1.6.1 and 4.1.6.2)."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tracking.lrs.attachment_files import content_of
from tracking.lrs.commands.references import VoidingRefusedError
from tracking.lrs.commands.storing import Source, StatementConflictError, store_statements
from tracking.lrs.cursors import Cursor, CursorError, as_token, from_token
from tracking.lrs.filters import Filter, page
from tracking.lrs.formats import in_format
from tracking.lrs.identities import identifier
from tracking.lrs.models import Activity, Agent, Statement, Verb
from tracking.lrs.open_writes import consistent_through
from tracking.lrs.protocol.answers import CONSISTENT_THROUGH, bytes_answer, http_date, iso_time, json_answer, no_content
from tracking.lrs.protocol.errors import BadRequestError, XapiError
from tracking.lrs.protocol.languages import preferred
from tracking.lrs.protocol.multipart import Part, written
from tracking.lrs.protocol.parameters import agent_of, count_of, flag_of, iri_of, time_of, uuid_of
from tracking.lrs.protocol.requests import XapiRequest
from tracking.lrs.protocol.submissions import HASH, Submission, submission_of
from tracking.lrs.protocol.versions import Version
from tracking.lrs.queries import attachments_of, statement_by_uuid
from tracking.lrs.scopes import Scope, allows
from tracking.lrs.shared_rows import ids_if_known
from tracking.lrs.signatures import check_signatures
from tracking.lrs.transactions import one_transaction
from tracking.lrs.views.resource import Method, resource

Json = Mapping[str, Any]
PAGE, PAGE_AT_MOST = 100, 500
FORMATS = ("exact", "ids", "canonical")
ONE = ("statementId", "voidedStatementId")
FILTERS = (
    *("agent", "verb", "activity", "registration", "related_activities", "related_agents"),
    *("since", "until", "limit", "ascending"),
)
UNVERSIONED = {Version.V1: "1.0.0", Version.V2: "2.0.0"}
"""The version of a statement that names none, by that of the request."""
_store = one_transaction(store_statements)


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


def told_through(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Also answers that say what is wrong name the moment up to which nothing is missing."""

    @wraps(view)
    def told(http: HttpRequest, **path: Any) -> HttpResponse:
        answer = view(http, **path)
        is_read = http.method in {"GET", "HEAD"} and answer.status_code != HTTPStatus.UNAUTHORIZED
        if is_read and CONSISTENT_THROUGH not in answer:
            answer[CONSISTENT_THROUGH] = iso_time(consistent_through())
        return answer

    return told


def put(request: XapiRequest) -> HttpResponse:
    wanted = uuid_of(request.params, "statementId")
    if wanted is None:
        raise BadRequestError("statementId", "the parameter is missing", clause="xAPI 1.0.3 Part 3 2.1.1")
    submission = submission_of(request)
    if submission.is_batch:
        raise BadRequestError("body", "must be one statement", clause="xAPI 1.0.3 Part 3 2.1.1")
    named = submission.plain[0].get("id", str(wanted))
    if str(named).lower() != str(wanted):
        raise BadRequestError("id", "differs from the parameter statementId", clause="xAPI 1.0.3 Part 3 2.1.1")
    _stored(request, submission, id=str(wanted))
    return no_content()


def post(request: XapiRequest) -> HttpResponse:
    return json_answer([str(row.uuid) for row in _stored(request, submission_of(request))])


def _stored(request: XapiRequest, submission: Submission, **set_here: Any) -> list[Statement]:
    check_signatures(submission.plain, submission.attachments)
    plain = [{**each, **set_here} for each in submission.plain]
    exact = [{**each, **set_here} for each in submission.exact]
    source = _source(request, exact, submission.attachments)
    try:
        return _store(statements=plain, authority=orjson.loads(request.key.authority_json), source=source)
    except StatementConflictError as error:
        rule = f"{error.uuid} is stored and says something else"
        raise XapiError(HTTPStatus.CONFLICT, "id", rule, clause="xAPI 1.0.3 Part 3 2.1.1") from error
    except VoidingRefusedError as error:
        rule = f"{error.uuid} is another authority's record: this key may not void it"
        raise XapiError(HTTPStatus.FORBIDDEN, "object.id", rule) from error


def _source(request: XapiRequest, exact: Sequence[Json], attachments: Mapping[str, bytes]) -> Source:
    return Source(
        rules=request.version,
        version=UNVERSIONED[request.version],
        exact=exact,
        attachments=attachments,
        may_define=allows(request.key.scopes, Scope.DEFINE),
        may_void_all=allows(request.key.scopes, Scope.ALL),
        is_foreign=True,
    )


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
    more = ""
    if len(rows) > len(shown):
        onward = Cursor(**{**vars(cursor), "after": shown[-1][0]})
        more = reverse("xapi:more", kwargs={"token": as_token(onward)})
    payloads = [text for _pk, text in shown]
    told = ",".join(in_format(payloads, cursor.format, languages=preferred(request.headers.get("Accept-Language"))))
    body = f'{{"statements":[{told}],"more":"{more}"}}'.encode()
    return _with_attachments(body, payloads, wanted=cursor.attachments)


def _one(request: XapiRequest, named: Sequence[str]) -> HttpResponse:
    name = named[0]
    others = [each for each in request.params if each not in {name, "format", "attachments"}]
    if others:
        raise BadRequestError(others[0], f"does not go with {name}", clause="xAPI 1.0.3 Part 3 2.1.3")
    uuid = uuid_of(request.params, name)
    row = statement_by_uuid(request.key, uuid, voided=name == "voidedStatementId") if uuid else None
    if row is None:
        raise XapiError(HTTPStatus.NOT_FOUND, name, "no such statement")
    languages = preferred(request.headers.get("Accept-Language"))
    body = in_format([row.payload], _format(request), languages=languages)[0].encode()
    answer = _with_attachments(body, [row.payload], wanted=flag_of(request.params, "attachments"))
    answer["Last-Modified"] = http_date(row.stored)
    return answer


def _with_attachments(body: bytes, payloads: Sequence[str], *, wanted: bool) -> HttpResponse:
    if not wanted:
        return bytes_answer(body)
    parts = [
        Part(
            {
                "Content-Type": str(told["contentType"]),
                "Content-Transfer-Encoding": "binary",
                HASH: sha2,
            },
            content_of(sha2),
        )
        for sha2, told in attachments_of(payloads).items()
    ]
    content, content_type = written(body, parts)
    return bytes_answer(content, content_type=content_type)


def _format(request: XapiRequest) -> str:
    wanted = request.params.get("format", "exact")
    if wanted not in FORMATS:
        raise BadRequestError("format", f"must be one of {', '.join(FORMATS)}", clause="xAPI 1.0.3 Part 3 2.1.3")
    return wanted


_reads = (Scope.READ_MINE,)
statements = told_through(
    resource(
        GET=Method(get, _reads, frozenset((*ONE, *FILTERS, "format", "attachments"))),
        PUT=Method(put, (Scope.WRITE,), frozenset({"statementId"})),
        POST=Method(post, (Scope.WRITE,)),
    )
)
more = told_through(resource(GET=Method(get_more, _reads)))
