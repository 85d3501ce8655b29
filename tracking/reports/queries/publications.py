"""The one door of the database: published cells are read here and nowhere else.

What leaves are `Figure`s, and a `Figure` holds a `PublishedValue`: nothing above can be handed a raw count.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from struct import Struct
from uuid import UUID

from django.db.models import QuerySet

from learning.core.disclosure import Fingerprint, Publication, PublishedValue, restore_value
from tracking.reports.models import UNTOUCHED, PublishedCell, Snapshot

FINGERPRINT = Struct(">5Q")
CellKey = tuple[str, UUID, str]
"""(code of the cell, course, slug of the measure); of an untouched cell (code, UNTOUCHED, "")"""
COLUMNS = ("cell", "course_key", "measure", "members", "shown", "published_period", "as_of")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a reader sees of a cell, and for which period and day it was published."""

    value: PublishedValue
    period: str
    as_of: date


@lru_cache(maxsize=4096)
def restored(members: int, shown: int) -> PublishedValue:
    return restore_value(members=members, shown=shown)


class Figures:
    """By `CellKey`, of cells that were read and courses of the snapshot: None where the cell has never been shown."""

    def __init__(self, rows: Iterable[tuple[CellKey, Figure]]) -> None:
        self._rows = dict(rows)

    def get(self, cell: str, course_key: UUID, measure: str) -> Figure | None:
        return self._rows.get((cell, course_key, measure)) or self._rows.get((cell, UNTOUCHED, ""))


def figures(*, snapshot_id: int, cells: Collection[str], course_key: UUID | None = None) -> Figures:
    """The published values of some cells, for one course or for all. One query."""
    rows = PublishedCell.objects.filter(snapshot_id=snapshot_id, cell__in=list(cells))
    if course_key is not None:
        rows = rows.filter(course_key__in=[course_key, UNTOUCHED])
    return Figures(_read(rows))


def all_figures(
    *, snapshot_id: int, cells: Collection[str], course_keys: Iterable[UUID]
) -> Iterator[tuple[UUID, Figures]]:
    """The same for a whole part of the organisation, read bit by bit: one course after the other, by key."""
    wanted = frozenset(cells)
    rows = PublishedCell.objects.filter(snapshot_id=snapshot_id).order_by("course_key", "cell", "measure")
    read = ((key, figure) for key, figure in _read(rows) if key[0] in wanted)
    groups = groupby(read, key=lambda row: row[0][1])
    course, own = next(groups, (None, ()))
    untouched: list[tuple[CellKey, Figure]] = []
    if course == UNTOUCHED:  # the first one, as the lowest key of all
        untouched = list(own)
        course, own = next(groups, (None, ()))
    for key in sorted(course_keys):
        if key == course:
            yield key, Figures([*untouched, *own])
            course, own = next(groups, (None, ()))
        else:
            yield key, Figures(untouched)


def _read(rows: QuerySet[PublishedCell]) -> Iterator[tuple[CellKey, Figure]]:
    for cell, course_key, measure, members, shown, period, as_of in rows.values_list(*COLUMNS).iterator(
        chunk_size=5000
    ):
        yield (cell, course_key, measure), Figure(restored(members, shown), period, as_of)


def standing_publications(
    *, snapshot: Snapshot | None, course_key: UUID = UNTOUCHED
) -> dict[str, dict[str, Publication]]:
    """What stands at the end of that period, as far as the course has rows of its own: measure → code of the cell →
    publication. Of untouched cells there is one measure, without a name."""
    standing: dict[str, dict[str, Publication]] = {}
    if snapshot is None:
        return standing
    rows = PublishedCell.objects.filter(snapshot=snapshot, course_key=course_key)
    for cell, _course, measure, members, shown, period, as_of, prints in rows.values_list(*COLUMNS, "fingerprint"):
        standing.setdefault(measure, {})[cell] = Publication(
            value=restored(members, shown), period=period, as_of=as_of, fingerprint=fingerprint_from(prints)
        )
    return standing


def fingerprint_from(stored: bytes | memoryview) -> Fingerprint:
    a, b, c, d, e = FINGERPRINT.unpack(stored)
    return Fingerprint(powers=(a, b, c, d, e))


def fingerprint_bytes(fingerprint: Fingerprint) -> bytes:
    return FINGERPRINT.pack(*fingerprint.powers)
