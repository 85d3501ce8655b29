"""Statements into a file, exactly as stored and in that order.

Each batch is a packed member of its own (RFC 1952, 2.2), so that a killed export goes on behind the last whole one.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet

from tracking.lrs.attachment_files import copy_to
from tracking.lrs.filters import SLACK, first_stored_after
from tracking.lrs.identities import identifier
from tracking.lrs.json_lines import CHUNK, beside, put_in_place, sha256_of, write_hash
from tracking.lrs.models import (
    EXACT_ROLES,
    Activity,
    ActivityRole,
    Agent,
    Attachment,
    Statement,
    StatementActivity,
    StatementAgent,
    Verb,
)
from tracking.lrs.open_writes import consistent_through
from tracking.lrs.shared_rows import ids_if_known

AT_ONCE = 2_000


class ExportError(Exception):
    pass


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the statement itself says: references are not followed, and voided ones are there. Those of private
    authorities only `with_private`."""

    since: datetime | None = None
    until: datetime | None = None
    verb: str | None = None
    activity: str | None = None
    agent: dict[str, Any] | None = None
    with_private: bool = False

    def rows(self) -> QuerySet[Statement]:
        """Nothing that somebody is still writing: a later export begins where this one ends."""
        through = consistent_through()
        until = min(self.until, through) if self.until else through
        rows = Statement.objects.filter(pk__lt=first_stored_after(until + SLACK), stored__lte=until)
        if self.since:
            rows = rows.filter(pk__gte=first_stored_after(self.since - SLACK), stored__gt=self.since)
        ifi = identifier(self.agent) if self.agent else None
        ids = ids_if_known({Verb: self.verb, Activity: self.activity, Agent: ifi})
        if self.verb:
            rows = rows.filter(verb=ids[Verb])
        if self.activity:
            links = StatementActivity.objects.filter(activity=ids[Activity], role=ActivityRole.OBJECT)
            rows = rows.filter(pk__in=links.values("statement"))
        if self.agent:
            actors = StatementAgent.objects.filter(agent=ids[Agent], role__in=EXACT_ROLES)
            rows = rows.filter(pk__in=actors.values("statement"))
        if not self.with_private:
            rows = rows.exclude(authority__in=Agent.objects.filter(is_private=True))
        return rows.order_by("pk")


@dataclass(frozen=True)
class Exported:
    count: int
    """Written by this call."""
    sha256: str


def export_statements(
    path: Path,
    wanted: Wanted,
    *,
    attachments: Path | None = None,
    resume: bool = False,
    advance: Callable[[int], None] = lambda _: None,
) -> Exported:
    """Packed when the name ends in .gz. Raises ExportError."""
    if path.exists():
        raise ExportError(f"{path} is there already.")
    part, options = beside(path, ".part"), beside(path, ".part.json")
    asked = json.dumps(asdict(wanted), default=str)
    if resume:
        if not part.exists() or not options.exists():
            raise ExportError(f"There is no {part} to go on with.")
        if options.read_text() != asked:
            raise ExportError(f"{part} was begun with other options.")
    else:
        options.write_text(asked)
        part.write_bytes(b"")
    last, count = _cut_to_whole(part, is_packed=path.suffix == ".gz") if resume else 0, 0
    with part.open("ab") as file:
        for rows in _batches(wanted.rows(), last):
            if attachments:
                _copy_attachments(rows, attachments)
            text = b"".join(row.payload.encode() + b"\n" for row in rows)
            file.write(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)
            file.flush()
            count += len(rows)
            advance(len(rows))
    put_in_place(part, path)
    options.unlink()
    digest = sha256_of(path)
    write_hash(path, digest)
    return Exported(count, digest)


def _batches(rows: QuerySet[Statement], last: int) -> Iterator[list[Statement]]:
    while batch := list(rows.filter(pk__gt=last).only("payload")[:AT_ONCE]):
        yield batch
        last = batch[-1].pk


def _copy_attachments(rows: list[Statement], directory: Path) -> None:
    held = Attachment.objects.filter(statements__statement__in=[row.pk for row in rows]).distinct()
    for sha2 in held.values_list("sha2", flat=True):
        copy_to(directory, sha2)


def _cut_to_whole(part: Path, *, is_packed: bool) -> int:
    """Cut off what was being written; gives the row id of the last statement that stands there whole."""
    end, line = _end_of_members(part) if is_packed else _end_of_lines(part)
    with part.open("r+b") as file:
        file.truncate(end)
    if not line:
        return 0
    found = Statement.objects.filter(uuid=UUID(orjson.loads(line)["id"])).values_list("pk", flat=True).first()
    if found is None:
        raise ExportError(f"The last statement of {part} has left the store: begin anew, without --resume.")
    return found


def _end_of_lines(part: Path) -> tuple[int, bytes]:
    end, last = 0, b""
    with part.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                end, last = end + len(line), line
    return end, last


def _end_of_members(part: Path) -> tuple[int, bytes]:
    """Where the last whole member ends, and its last line."""
    end, last = 0, b""
    reader, tail = zlib.decompressobj(wbits=31), b""
    with part.open("rb") as file:
        while chunk := file.read(CHUNK):
            while chunk:
                tail = _last_two_lines(tail + reader.decompress(chunk))
                if not reader.eof:
                    break
                chunk = reader.unused_data
                end, last = file.tell() - len(chunk), tail.splitlines()[-1]
                reader, tail = zlib.decompressobj(wbits=31), b""
    return end, last


def _last_two_lines(text: bytes) -> bytes:
    """Enough to hold the last whole one, whatever comes next."""
    return b"\n".join(text.rsplit(b"\n", 2)[-2:]) if text.count(b"\n") > 1 else text
