"""PUT and POST of /statements (IEEE 9274.1.1, 4.1.6.1)."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpResponse

from tracking.lrs.commands.references import VoidingRefusedError
from tracking.lrs.commands.storing import Source, StatementConflictError, store_statements
from tracking.lrs.models import Statement
from tracking.lrs.protocol.answers import json_answer, no_content
from tracking.lrs.protocol.errors import BadRequestError, XapiError
from tracking.lrs.protocol.parameters import uuid_of
from tracking.lrs.protocol.requests import XapiRequest
from tracking.lrs.protocol.submissions import Submission, submission_of
from tracking.lrs.protocol.versions import UNVERSIONED
from tracking.lrs.scopes import Scope, allows
from tracking.lrs.signatures import check_signatures
from tracking.lrs.transactions import one_transaction

Json = Mapping[str, Any]
_store = one_transaction(store_statements)


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
