from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.conformance.said import GONE, Json, changed, nested, said


@dataclass(frozen=True)
class Case:
    """One statement, and whether it is accepted. `only` one version, or both."""

    requirement: str
    about: str
    statement: Json
    is_fine: bool
    only: str | None = None

    def __str__(self) -> str:
        return f"{self.requirement}-{'fine' if self.is_fine else 'refused'}-{self.about}"


def fine(requirement: str, *changes: Json, **options: Any) -> list[Case]:
    return _cases(requirement, changes, is_fine=True, **options)


def refused(requirement: str, *changes: Json, **options: Any) -> list[Case]:
    return _cases(requirement, changes, is_fine=False, **options)


def at(*places: str, values: Iterable[Any]) -> list[Json]:
    """A change for each place and value."""
    return [{place: value} for value in values for place in places]


def _cases(
    requirement: str,
    changes: Iterable[Json],
    *,
    is_fine: bool,
    base: Json | None = None,
    only: str | None = None,
    inside: bool = True,
) -> list[Case]:
    """`inside`: the same also within a SubStatement, to which the same rules apply."""
    found = []
    for change in changes:
        statement = changed(base or said(), change)
        about = ",".join(f"{path}={_short(value)}" for path, value in change.items()) or "whole"
        found.append(Case(requirement, about, statement, is_fine, only))
        if inside:
            found.append(Case(requirement, f"inside:{about}", nested(statement), is_fine, only))
    return found


def _short(value: Any) -> str:
    return "gone" if value is GONE else str(value)[:40]
