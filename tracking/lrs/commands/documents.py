"""Documents are written, merged and deleted here. Who reads before writing holds the row: nobody's change is lost."""

from collections.abc import Callable
from hashlib import sha1

from django.conf import settings
from django.utils import timezone

from tracking.lrs.documents import Place, documents_at
from tracking.lrs.inserting import insert_unless_there
from tracking.lrs.json_text import JsonInvalidError, dumped, parsed, refuse_too_many_values
from tracking.lrs.models import Document
from tracking.lrs.transactions import one_transaction

Check = Callable[[str | None], None]
"""Gets the ETag of the document that is there (None: there is none) and raises what speaks against the change."""
JSON = "application/json"


class MergeRefusedError(ValueError):
    """What is stored and what came cannot become one document."""


class DocumentTooLargeError(ValueError):
    """By merging it became larger than one request may be."""


@one_transaction
def put_document(*, place: Place, content: bytes, content_type: str, check: Check) -> None:
    _write(place, check, lambda _there: (content, content_type))


@one_transaction
def merge_document(*, place: Place, content: bytes, content_type: str, check: Check) -> None:
    """Top-level properties replace those of the stored object. Raises MergeRefusedError where one of the two is no JSON
    object, DocumentTooLargeError where both together are too large."""
    if _is_json(content_type):
        _parsed(content, "what was sent")

    def merged(there: Document | None) -> tuple[bytes, str]:
        if there is None:
            return content, content_type
        stored = _object(bytes(there.content), there.content_type, "the stored document")
        sent = _object(content, content_type, "what was sent")
        both = dumped({**stored, **sent}).encode()
        if len(both) > settings.XAPI_BODY_LIMIT:
            raise DocumentTooLargeError
        return both, content_type

    _write(place, check, merged)


@one_transaction
def delete_document(*, place: Place, check: Check) -> None:
    there = _locked(place.key(place.known_owner()))
    check(there.etag if there else None)
    if there:
        there.delete()


@one_transaction
def delete_documents(*, place: Place) -> None:
    """All that belong there. Rows are locked in the order of their ids: two of these never wait for each other."""
    ids = [row.pk for row in documents_at(place).select_for_update().only("pk").order_by("pk")]
    Document.objects.filter(pk__in=ids).delete()


def _write(place: Place, check: Check, wanted: Callable[[Document | None], tuple[bytes, str]]) -> None:
    owner = place.owner()
    key = place.key(owner)
    while True:
        there = _locked(key)
        check(there.etag if there else None)
        content, content_type = wanted(there)
        row = there or Document(
            key=key,
            kind=place.kind,
            activity_id=owner.activity,
            agent_id=owner.agent,
            registration=place.registration,
            document_id=place.document_id or "",
        )
        row.content, row.content_type = content, content_type
        row.etag = sha1(content, usedforsecurity=False).hexdigest()
        row.updated_at = timezone.now()
        if there:
            row.save(update_fields=["content", "content_type", "etag", "updated_at"])
            return
        if insert_unless_there(row, key=["key"]):
            return
        # Somebody wrote the first one since it was looked for: that one counts now.


def _locked(key: bytes) -> Document | None:
    """On SQLite the transaction itself lets nobody else write."""
    return Document.objects.select_for_update().filter(key=key).first()


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == JSON


def _object(content: bytes, content_type: str, which: str) -> dict[str, object]:
    if not _is_json(content_type):
        raise MergeRefusedError(f"{which} is not {JSON}")
    values = _parsed(content, which)
    if not isinstance(values, dict):
        raise MergeRefusedError(f"{which} is no JSON object")
    return values


def _parsed(content: bytes, which: str) -> object:
    refuse_too_many_values(content)
    try:
        return parsed(content).exact
    except JsonInvalidError as error:
        raise MergeRefusedError(f"{which}: {error.path} {error.reason}".replace(":  ", ": ")) from error
