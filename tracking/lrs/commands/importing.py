"""Statements from a file, each held to the rules a request would be held to. How far the file has been imported is
written in the transaction that stores, so a killed import goes on without losing or doubling one."""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from learning.core.commands import record_audit
from tracking.lrs.attachment_files import path_of
from tracking.lrs.commands.attachments import hashes_of
from tracking.lrs.commands.authorities import authority_for_a_key, checked_agent
from tracking.lrs.commands.references import VoidingRefusedError
from tracking.lrs.commands.storing import Source, StatementConflictError, store_statements
from tracking.lrs.json_lines import LineTooLongError, lines_of
from tracking.lrs.json_text import parsed
from tracking.lrs.models import Agent, ImportedFile
from tracking.lrs.protocol.errors import XapiError
from tracking.lrs.protocol.submissions import Submission, demand_contents
from tracking.lrs.protocol.versions import UNVERSIONED, Version, negotiated
from tracking.lrs.signatures import check_signatures
from tracking.lrs.transactions import one_transaction
from tracking.lrs.validators import StatementInvalidError, check_statement

Json = Mapping[str, Any]
AT_ONCE = 500


@dataclass(frozen=True)
class Fault:
    line: int
    path: str
    rule: str
    text: bytes

    def __str__(self) -> str:
        return f"line {self.line}: {self.path}: {self.rule}" if self.path else f"line {self.line}: {self.rule}"


class FaultyLineError(Exception):
    """Nothing of its batch is stored."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class _Line:
    number: int
    digest: bytes
    """Of the file up to and with this line."""
    text: bytes
    plain: Json
    exact: Json
    rules: Version
    contents: Mapping[str, bytes]

    @property
    def id(self) -> str:
        return str(self.plain.get("id", "")).lower()


@dataclass(frozen=True)
class Imported:
    stored: int
    skipped: int
    done_before: int
    """Lines of earlier calls."""


class _Import:
    def __init__(self, *, path: Path, authority: Json, version: str | None, attachments: Path | None) -> None:
        self.path = path
        self.authority = authority
        self.version = version
        self.attachments = attachments
        self.on_fault: Callable[[Fault], None] | None = None
        self.advance: Callable[[int], None] = lambda _: None
        self.stored = self.skipped = 0
        self.position = ImportedFile(lines=0)

    def lines(self) -> Iterator[bytes]:
        return lines_of(self.path, longest=settings.XAPI_BODY_LIMIT)

    def begin(self, *, again: bool) -> None:
        first = next(self.lines(), b"")
        beginning = sha256(checked_agent(self.authority).encode() + b"\0" + first).digest()
        self.position = ImportedFile(beginning=beginning, lines=0, digest=sha256().digest())
        earlier = {row.lines: row for row in ImportedFile.objects.filter(beginning=beginning)}
        if again or not earlier:
            return
        digest, longest = sha256(), max(earlier)
        for number, text in enumerate(self.lines(), start=1):
            digest.update(text + b"\n")
            if number in earlier and digest.digest() == bytes(earlier[number].digest):
                self.position = earlier[number]
            if number == longest:
                return

    def readable_lines(self) -> int:
        """Also of a file that is cut, or has a line that is too long."""
        count = 0
        with suppress(OSError, EOFError, zlib.error, LineTooLongError):
            for _line in self.lines():
                count += 1
        return count

    def run(self) -> None:
        digest, batch, ids = sha256(), list[_Line](), set[str]()
        done = self.position.lines
        for number, text in enumerate(self.lines(), start=1):
            digest.update(text + b"\n")
            if number <= done or not text.strip():
                continue
            try:
                line = self.read(number, digest.digest(), text)
            except (StatementInvalidError, XapiError) as error:
                self.fault(Fault(number, error.path, _rule(error), text))
                continue
            if line.id in ids or len(batch) == AT_ONCE:
                self.flush(batch)
                batch, ids = [], set()
            batch.append(line)
            ids |= {line.id} - {""}
        self.flush(batch)

    def read(self, number: int, digest: bytes, text: bytes) -> _Line:
        read = parsed(text)
        if not isinstance(read.plain, dict):
            raise StatementInvalidError("", "must be a statement, a JSON object")
        rules = negotiated(self.version or str(read.plain.get("version", Version.V1)))
        check_statement(read.plain, version=rules)
        contents = self.contents(read.plain)
        demand_contents(Submission([read.plain], [read.exact], is_batch=False, attachments=contents))
        check_signatures([read.plain], contents)
        return _Line(number, digest, text, read.plain, read.exact, rules, contents)

    def contents(self, statement: Json) -> dict[str, bytes]:
        found = {}
        for sha2 in hashes_of(statement) if self.attachments else ():
            path = (self.attachments or Path()) / path_of(sha2)
            if path.is_file():
                found[sha2] = path.read_bytes()
                if sha256(found[sha2]).hexdigest() != sha2:
                    raise StatementInvalidError("attachments", f"{path} is not what its name says")
        return found

    def flush(self, batch: Sequence[_Line]) -> None:
        if not batch:
            return
        try:
            self.store(batch)
        except (StatementConflictError, VoidingRefusedError, StatementInvalidError) as error:
            if self.on_fault is None:
                raise FaultyLineError(_fault_of(error, batch)) from None
            if len(batch) == 1:
                self.fault(_fault_of(error, batch))
                return
            middle = len(batch) // 2
            self.flush(batch[:middle])
            self.flush(batch[middle:])
            return
        self.stored += len(batch)
        self.advance(len(batch))

    def store(self, batch: Sequence[_Line]) -> None:
        self.position.lines, self.position.digest = batch[-1].number, batch[-1].digest
        self.position.last_at = timezone.now()
        self.position.pk = _stored(batch, self.authority, self.position)

    def fault(self, fault: Fault) -> None:
        if self.on_fault is None:
            raise FaultyLineError(fault)
        self.on_fault(fault)
        self.skipped += 1
        self.advance(1)


@one_transaction
def _stored(batch: Sequence[_Line], authority: Json, position: ImportedFile) -> int:
    """Gives the row id of the position. In the order of the file, as runs of lines that keep the same rules."""
    for rules, run in groupby(batch, key=lambda line: line.rules):
        lines = list(run)
        source = Source(
            rules=rules,
            version=UNVERSIONED[rules],
            exact=[line.exact for line in lines],
            attachments={sha2: content for line in lines for sha2, content in line.contents.items()},
            is_foreign=True,
        )
        store_statements(statements=[line.plain for line in lines], authority=authority, source=source)
    values = {name: getattr(position, name) for name in ("beginning", "lines", "digest", "last_at")}
    return ImportedFile.objects.update_or_create(pk=position.pk, defaults=values)[0].pk


def import_statements(
    *,
    path: Path,
    authority: Json,
    version: str | None = None,
    attachments: Path | None = None,
    again: bool = False,
    on_fault: Callable[[Fault], None] | None = None,
    advance: Callable[[int], None] = lambda _: None,
    by: Any = None,
) -> Imported:
    """`version` is whose rules all lines keep; without it, each line keeps those of its own. `attachments` is a
    directory as exports and archives write it. `again`: also what an earlier call has imported.

    Raises FaultyLineError for the first faulty line, unless `on_fault` takes them; AuthorityRefusedError.
    """
    work = _Import(path=path, authority=authority, version=version, attachments=attachments)
    work.on_fault, work.advance = on_fault, advance
    agent = _authority(authority)
    work.begin(again=again)
    before = work.position.lines
    about = {"authority": agent.pk, "lines_in_file": work.readable_lines(), "lines_before": before}
    record_audit(actor=by, action="lrs.statements_import_begun", subject="lrs.statement", detail=about)
    advance(before)
    work.run()
    done = Imported(work.stored, work.skipped, before)
    detail = {"authority": agent.pk, "lines": work.position.lines, "stored": done.stored, "skipped": done.skipped}
    record_audit(actor=by, action="lrs.statements_imported", subject="lrs.statement", detail=detail)
    return done


@transaction.atomic
def _authority(authority: Json) -> Agent:
    """What a file may say is what a key may write."""
    return authority_for_a_key(authority)


def _rule(error: StatementInvalidError | XapiError) -> str:
    rule = error.reason if isinstance(error, StatementInvalidError) else error.rule
    return f"{rule} ({error.clause})" if error.clause else rule


def _fault_of(error: Exception, batch: Sequence[_Line]) -> Fault:
    if isinstance(error, StatementConflictError):
        line = next(each for each in batch if each.id == str(error.uuid))
        return Fault(line.number, "id", "is stored and says something else", line.text)
    if isinstance(error, VoidingRefusedError):
        line = next(each for each in batch if str(each.plain["object"].get("id")).lower() == str(error.uuid))
        return Fault(line.number, "object.id", "is another authority's record and may not be voided", line.text)
    return Fault(batch[0].number, getattr(error, "path", ""), str(error), batch[0].text)
