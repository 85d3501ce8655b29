"""Editions as each process keeps them. An edition never changes, so its row is read once and not with each enrolment.

All but who published it: that is a person, whose name may go (`Edition.objects.forget_publisher`). It comes with each
read, as a part of the EditionMark.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.content.models import Edition
from learning.core.memory import Memory

_COLUMNS = [field.attname for field in Edition._meta.concrete_fields]
_KEPT = [name for name in _COLUMNS if name not in {"published_by_id", "published_by_name"}]
_rows: Memory[dict[str, Any]] = Memory(limit=500)


@dataclass(frozen=True)
class EditionMark:
    """What has to be read of an edition each time to have the whole of it: `mark_columns` behind a foreign key."""

    pk: int
    digest: str
    published_by_id: int | None
    published_by_name: str


def mark_columns(prefix: str) -> tuple[str, ...]:
    """For `values_list`, in the order of EditionMark."""
    return tuple(f"{prefix}__{name}" for name in ("pk", "digest", "published_by_id", "published_by_name"))


def kept_edition(mark: EditionMark) -> Edition:
    """A query only when this process has not seen the edition yet."""
    return kept_editions([mark])[mark.pk]


def kept_editions(marks: Iterable[EditionMark]) -> Mapping[int, Edition]:
    """By id. At most one query, for those this process has not seen yet."""
    wanted = {mark.pk: mark for mark in marks}
    rows = {pk: row for pk, mark in wanted.items() if (row := _rows.known((pk, mark.digest))) is not None}
    if missing := wanted.keys() - rows.keys():
        for row in Edition.objects.filter(pk__in=missing).values(*_KEPT):
            rows[row["id"]] = _rows.keep((row["id"], wanted[row["id"]].digest), row)
    return {pk: _edition(rows[pk], mark) for pk, mark in wanted.items()}


def _edition(row: Mapping[str, Any], mark: EditionMark) -> Edition:
    whole = {**row, "published_by_id": mark.published_by_id, "published_by_name": mark.published_by_name}
    return Edition.from_db("default", _COLUMNS, [whole[name] for name in _COLUMNS])
