"""Is progress what the statements say? Computed in memory, beside the live projection's SQL: one checks the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tracking.lrs.queries import payload, statements_after
from tracking.progress.projection import SHAPES, Folded, Key, Row, fold, project


@dataclass(frozen=True)
class Difference:
    """`stored` is the row as it stands, `expected` as a rebuild makes it; either may be missing."""

    table: str
    key: Key
    stored: dict[str, object] | None
    expected: dict[str, object] | None


def differences() -> Iterator[Difference]:
    expected = expected_rows()
    for model, rows in expected.items():
        shape = SHAPES[model]
        for stored in model._default_manager.iterator():
            wanted = rows.pop(shape.key_of(stored), None)
            if wanted is None or values(wanted) != values(stored):
                yield Difference(
                    model.__name__, shape.key_of(stored), values(stored), values(wanted) if wanted else None
                )
        for key, row in rows.items():
            yield Difference(model.__name__, key, None, values(row))


def expected_rows() -> Folded:
    sealed = (row for model in SHAPES for row in model._default_manager.filter(is_sealed=True).iterator())
    told = (row for statements in statements_after() for each in statements for row in project(payload(each)))
    return fold(chain(sealed, told))


def values(row: Row) -> dict[str, object]:
    """Everything but the row id, which a rebuild gives anew and nothing refers to."""
    shape = SHAPES[type(row)]
    return {name: getattr(row, name) for name in (*shape.key, *shape.merges, "is_sealed")}
