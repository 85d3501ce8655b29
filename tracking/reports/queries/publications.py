"""The one door of the database: published cells are read here and nowhere else.

What leaves are `Figure`s, and a `Figure` holds a `PublishedValue`: nothing above can be handed a raw count.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from struct import Struct
from uuid import UUID

from django.db.models import QuerySet

from learning.core.disclosure import Fingerprint, Publication, PublishedValue, restore_value
from tracking.reports.models import PublishedCell, Snapshot

FINGERPRINT = Struct(">5Q")
CellKey = tuple[str, UUID, str]
"""(code of the cell, course, slug of the measure)"""
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


def figures(
    *, snapshot_id: int, cells: Collection[str], course_keys: Collection[UUID] | None = None
) -> dict[CellKey, Figure]:
    """The published values of some cells. One query."""
    rows = PublishedCell.objects.filter(snapshot_id=snapshot_id, cell__in=list(cells))
    if course_keys is not None:
        rows = rows.filter(course_key__in=list(course_keys))
    return dict(_read(rows))


def all_figures(*, snapshot_id: int, cells: Collection[str]) -> Iterator[tuple[CellKey, Figure]]:
    """The same for a whole part of the organisation, read bit by bit, course by course."""
    wanted = frozenset(cells)
    rows = PublishedCell.objects.filter(snapshot_id=snapshot_id).order_by("course_key", "cell", "measure")
    return ((key, figure) for key, figure in _read(rows) if key[0] in wanted)


def _read(rows: QuerySet[PublishedCell]) -> Iterator[tuple[CellKey, Figure]]:
    for cell, course_key, measure, members, shown, period, as_of in rows.values_list(*COLUMNS).iterator(
        chunk_size=5000
    ):
        yield (cell, course_key, measure), Figure(restored(members, shown), period, as_of)


def standing_publications(*, snapshot: Snapshot | None, course_key: UUID) -> dict[str, dict[str, Publication]]:
    """What stands at the end of that period for one course: measure → code of the cell → publication."""
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
