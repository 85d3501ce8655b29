from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID


def lesson_keys(outline: dict[str, Any]) -> list[UUID]:
    """Of an edition, in the order of the course."""
    return [UUID(lesson["key"]) for module in outline["modules"] for lesson in module["lessons"]]


def is_complete(outline: dict[str, Any], understood: AbstractSet[UUID]) -> bool:
    """Every lesson is understood; a course without lessons is never complete."""
    lessons = lesson_keys(outline)
    return bool(lessons) and set(lessons) <= understood
