"""The body of a request that brings statements, with or without their attachments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.conf import settings

from tracking.lrs.json_text import parsed, refuse_too_many_values
from tracking.lrs.protocol.errors import BadRequestError, XapiError
from tracking.lrs.protocol.multipart import CLAUSE, Part, content_type_of, parts_of
from tracking.lrs.protocol.requests import XapiRequest

Json = Mapping[str, Any]
HASH = "X-Experience-API-Hash"
UNCODED = {"7bit", "8bit", "binary"}


@dataclass(frozen=True)
class Submission:
    """`plain` to look at, `exact` to keep; `is_batch` says whether an array came."""

    plain: Sequence[Json]
    exact: Sequence[Json]
    is_batch: bool
    attachments: Mapping[str, bytes] = field(default_factory=dict)


def submission_of(request: XapiRequest) -> Submission:
    kind, params = content_type_of(request.content_type)
    if kind == "multipart/mixed":
        return _with_attachments(parts_of(request.body, params.get("boundary", "")))
    if kind != "application/json":
        raise BadRequestError("Content-Type", "must be application/json or multipart/mixed", clause=CLAUSE)
    submission = _read(request.body)
    demand_contents(submission)
    return submission


def _with_attachments(parts: Sequence[Part]) -> Submission:
    first, *others = parts
    if content_type_of(first.headers.get("content-type", ""))[0] != "application/json":
        raise BadRequestError("body part 0", "must have the Content-Type application/json", clause=CLAUSE)
    if first.headers.get("content-transfer-encoding", "binary").lower() not in UNCODED:
        raise BadRequestError("body part 0", "must not be coded for the transfer", clause=CLAUSE)
    contents: dict[str, bytes] = {}
    types: dict[str, str] = {}
    for place, part in enumerate(others, start=1):
        sha2 = _checked_hash(part, f"body part {place}")
        contents[sha2] = part.content
        types[sha2] = part.headers.get("content-type", "")
    read = _read(first.content)
    submission = Submission(read.plain, read.exact, read.is_batch, contents)
    demand_contents(submission)
    declared = {str(each["sha2"]).lower(): each for each in _attachments(submission.plain)}
    for sha2 in contents:
        if sha2 not in declared:
            raise BadRequestError(HASH, "no attachment of the statements has this hash", clause=CLAUSE)
        told = declared[sha2].get("contentType")
        if types[sha2] and content_type_of(types[sha2])[0] != content_type_of(str(told))[0]:
            raise BadRequestError("Content-Type", f"of a part must be the attachment's: {told}", clause=CLAUSE)
    return submission


def _checked_hash(part: Part, path: str) -> str:
    if part.headers.get("content-transfer-encoding", "").lower() != "binary":
        raise BadRequestError(path, "needs Content-Transfer-Encoding: binary", clause=CLAUSE)
    sha2 = part.headers.get(HASH.lower(), "").lower()
    if not sha2:
        raise BadRequestError(path, f"needs {HASH}", clause=CLAUSE)
    if sha256(part.content).hexdigest() != sha2:
        raise BadRequestError(path, f"{HASH} is not the SHA-256 of its content", clause=CLAUSE)
    return sha2


def _read(body: bytes) -> Submission:
    refuse_too_many_values(body)
    text = parsed(body, look=_demand_statements)
    is_batch = isinstance(text.plain, list)
    plain, exact = (text.plain, text.exact) if is_batch else ([text.plain], [text.exact])
    return Submission(plain, exact, is_batch)


def _demand_statements(plain: Any) -> None:
    is_batch, limit = isinstance(plain, list), settings.XAPI_BATCH_LIMIT
    if is_batch and len(plain) > limit:
        rule = f"holds {len(plain)} statements; at most {limit} may come at once"
        raise XapiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body", rule)
    for place, statement in enumerate(plain if is_batch else [plain]):
        if not isinstance(statement, dict):
            raise BadRequestError(f"[{place}]" if is_batch else "body", "must be a statement, a JSON object")


def _attachments(statements: Sequence[Json]) -> list[Json]:
    """As far as they can be told before the statements are checked."""
    holders = [*statements, *(each["object"] for each in statements if isinstance(each.get("object"), dict))]
    found = [each for holder in holders for each in _listed(holder.get("attachments"))]
    return [each for each in found if isinstance(each, dict) and isinstance(each.get("sha2"), str)]


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def demand_contents(submission: Submission) -> None:
    """Of what has no fileUrl, and of the length that is told."""
    for each in _attachments(submission.plain):
        content = submission.attachments.get(str(each["sha2"]).lower())
        if content is None and "fileUrl" not in each:
            raise BadRequestError(
                "attachments", "one has neither a fileUrl nor a part of the body with its hash", clause=CLAUSE
            )
        if content is not None and each.get("length") != len(content):
            raise BadRequestError(
                "attachments", f"one has {len(content)} bytes and tells another length", clause=CLAUSE
            )
