"""An agent is made unknown in the files of archived months, too, where they are at hand."""

import gzip
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from django.db import transaction

from tracking.lrs.attachment_files import path_of
from tracking.lrs.commands.attachments import hashes_of
from tracking.lrs.forgetting import Pseudonym, acts, said_of, without_agent
from tracking.lrs.json_lines import beside, lines_of, put_in_place, sha256_of, write_hash, write_values
from tracking.lrs.json_text import dumped, parsed
from tracking.lrs.models import Archive
from tracking.lrs.platform import platform_iri


@dataclass(kw_only=True)
class InArchives:
    """`not_seen` names files that were not at hand, or are not what was once written."""

    statements: int = 0
    not_seen: list[str] = field(default_factory=list)


def forget_in_archives(
    *, names: Collection[str], by: Pseudonym, erases: bool, directory: Path | None, dry_run: bool = False
) -> InArchives:
    done, dropped, kept = InArchives(), set[str](), set[str]()
    for archive in Archive.objects.order_by("file_name"):
        path = directory / archive.file_name if directory else None
        if path is None or not path.exists() or sha256_of(path) != archive.sha256:
            done.not_seen.append(archive.file_name)
            continue
        part, count, changed = beside(path, ".part"), 0, 0
        with gzip.open(part, "wb") as file:
            for before, after in _lines(path, names, by, erases=erases):
                changed += before != after
                count += bool(after)
                held = _hashes(after)
                kept |= held
                dropped |= _hashes(before) - held
                file.write(after + b"\n" if after else b"")
        done.statements += changed
        if changed and not dry_run:
            _replace(archive, path, part, count)
        part.unlink(missing_ok=True)
    if directory and not done.not_seen and not dry_run:
        for sha2 in dropped - kept:
            (directory / path_of(sha2)).unlink(missing_ok=True)
    return done


def _lines(path: Path, names: Collection[str], by: Pseudonym, *, erases: bool) -> Iterator[tuple[bytes, bytes]]:
    """Each line before and after; nothing for one that goes."""
    words = [orjson.dumps(word)[1:-1].lower() for word in said_of(names)]
    for line in lines_of(path):
        in_lower_case = line.lower()
        if not any(word in in_lower_case for word in words):
            yield line, line
            continue
        statement = parsed(line).exact
        goes = erases and acts(statement, names)
        changed = without_agent(statement, names=names, by=by)
        yield line, b"" if goes else line if changed == statement else dumped(changed).encode()


def _hashes(line: bytes) -> set[str]:
    return set(hashes_of(orjson.loads(line))) if b'"sha2"' in line else set()


def _replace(archive: Archive, path: Path, part: Path, count: int) -> None:
    """Row and file together: an error of the one takes back the other."""
    archive.sha256, archive.count = sha256_of(part), count
    with transaction.atomic():
        archive.save(update_fields=["sha256", "count"])
        put_in_place(part, path)
    write_hash(path, archive.sha256)
    write_values(beside(path, ".json"), about(archive))


def about(archive: Archive) -> dict[str, Any]:
    """The manifest: what one must know to read the file without this store."""
    return {
        "platform": platform_iri(),
        "month": f"{archive.month:%Y-%m}",
        "part": archive.part,
        "file": archive.file_name,
        "sha256": archive.sha256,
        "statements": archive.count,
        "first_id": archive.first_id,
        "last_id": archive.last_id,
        "archived_at": archive.archived_at.isoformat(),
        "format": "one xAPI statement per line, UTF-8, gzip; attachments by SHA-256 in attachments/",
    }
