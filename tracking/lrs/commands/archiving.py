"""Old months leave the store for files. A month is written, read back, entered as an Archive and only then removed, by
what stands in the file: whatever is killed in between, nothing is lost and nothing is there twice."""

import fcntl
import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from learning.core.commands import record_audit
from tracking.lrs.attachment_files import copy_to
from tracking.lrs.commands.archives import about
from tracking.lrs.commands.attachments import drop_attachments_without_statement
from tracking.lrs.commands.purging import statements_stored_before
from tracking.lrs.commands.removing import AT_ONCE, refuse_before_forwarding, remove_statements
from tracking.lrs.json_lines import beside, in_batches, lines_of, put_in_place, sha256_of, write_hash, write_values
from tracking.lrs.models import Archive, Attachment, Statement

Advance = Callable[[int], None]
PART = ".part"


class ArchiveError(Exception):
    """What stands in the directory is not what the store knows of; nothing was changed."""


@dataclass(frozen=True)
class Month:
    """What of one month is still in the store."""

    first_day: date
    count: int
    first_id: int
    last_id: int

    @property
    def rows(self) -> QuerySet[Statement]:
        return Statement.objects.filter(
            pk__gte=self.first_id,
            pk__lte=self.last_id,
            stored__gte=_begin_of(self.first_day),
            stored__lt=_begin_of(month_after(self.first_day)),
        ).order_by("pk")


def month_after(first_day: date) -> date:
    return date(first_day.year + first_day.month // 12, first_day.month % 12 + 1, 1)


def _begin_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def months_before(month: date) -> list[Month]:
    """Those with statements, the oldest first; `month` is a first day, its own statements stay."""
    found = (
        statements_stored_before(_begin_of(month))
        .order_by()
        .values_list(TruncMonth("stored", tzinfo=UTC))
        .annotate(Count("pk"), Min("pk"), Max("pk"))
    )
    return sorted((Month(first.date(), *rest) for first, *rest in found), key=lambda each: each.first_day)


def archive_statements(*, before: date, to: Path, advance: Advance = lambda _: None, by: Any = None) -> list[Archive]:
    """Every month before `before` that has statements, into files in `to`; gives those that were finished now.

    Raises StillToForwardError and ArchiveError.
    """
    finished = []
    with _alone_in(to):
        for archive in Archive.objects.filter(removed_at=None).order_by("month", "part"):
            finished.append(_finished(archive, to, advance, by))
        months = months_before(before)
        if months:
            refuse_before_forwarding(up_to=max(month.last_id for month in months))
        for month in months:
            finished.append(_finished(_written(month, to, by), to, advance, by))
    drop_attachments_without_statement()
    return finished


@contextmanager
def _alone_in(directory: Path) -> Iterator[None]:
    with (directory / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ArchiveError(f"Another command is archiving to {directory}.") from None
        yield


def _written(month: Month, to: Path, by: Any) -> Archive:
    """The file, still under another name; and the row that tells of it. Before that, nothing depends on the file."""
    number = Archive.objects.filter(month=month.first_day).count() + 1
    path = to / f"statements-{month.first_day:%Y-%m}{f'-{number}' if number > 1 else ''}.jsonl.gz"
    if path.exists():
        raise ArchiveError(f"{path} is there already, and this store has not written it.")
    count, said = _write(month, beside(path, PART), attachments=to)
    read = sha256()
    lines = 0
    for line in lines_of(beside(path, PART)):
        read.update(line + b"\n")
        lines += 1
    if (lines, read.digest()) != (count, said):
        raise ArchiveError(f"{path} does not read back as it was written.")
    with transaction.atomic():
        archive = Archive.objects.create(
            month=month.first_day,
            part=number,
            file_name=path.name,
            sha256=sha256_of(beside(path, PART)),
            count=count,
            first_id=month.first_id,
            last_id=month.last_id,
        )
        _tell(archive, "lrs.month_archived", by)
    return archive


def _write(month: Month, path: Path, *, attachments: Path) -> tuple[int, bytes]:
    """Says how many lines there are, and their SHA-256."""
    digest, count, last = sha256(), 0, 0
    with gzip.open(path, "wb") as file:
        while rows := list(month.rows.filter(pk__gt=last).only("payload")[:AT_ONCE]):
            text = b"".join(row.payload.encode() + b"\n" for row in rows)
            file.write(text)
            digest.update(text)
            count, last = count + len(rows), rows[-1].pk
            held = Attachment.objects.filter(statements__statement__in=[row.pk for row in rows]).distinct()
            for sha2 in held.values_list("sha2", flat=True):
                copy_to(attachments, sha2)
    return count, digest.digest()


def _finished(archive: Archive, to: Path, advance: Advance, by: Any) -> Archive:
    path = to / archive.file_name
    part = beside(path, PART)
    if not path.exists() and part.exists() and sha256_of(part) == archive.sha256:
        put_in_place(part, path)
    if not path.exists() or sha256_of(path) != archive.sha256:
        raise ArchiveError(f"{path} is missing or is not the file that was written on {archive.archived_at:%Y-%m-%d}.")
    write_hash(path, archive.sha256)
    write_values(beside(path, ".json"), about(archive))
    for lines in in_batches(lines_of(path), AT_ONCE):
        _remove(lines, path)
        advance(len(lines))
    archive.removed_at = timezone.now()
    with transaction.atomic():
        archive.save(update_fields=["removed_at"])
        _tell(archive, "lrs.archived_month_removed", by)
    return archive


def _remove(lines: list[bytes], path: Path) -> None:
    """Those that are still in the store, and only if they say what the file says."""
    in_file = {UUID(orjson.loads(line)["id"]): line for line in lines}
    rows = Statement.objects.filter(uuid__in=list(in_file)).only("uuid", "payload")
    found = {row.pk: (row.uuid, row.payload.encode()) for row in rows}
    if any(in_file[uuid] != payload for uuid, payload in found.values()):
        raise ArchiveError(f"{path} does not say what the store says; statements have been changed since.")
    remove_statements(ids=list(found))


def _tell(archive: Archive, action: str, by: Any) -> None:
    detail = {"file": archive.file_name, "sha256": archive.sha256, "statements": archive.count}
    record_audit(actor=by, action=action, subject=f"lrs.archive:{archive.pk}", detail=detail)
