from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID


def question_keys(outline: dict[str, Any], unit_key: UUID) -> frozenset[UUID]:
    """The questions of one lesson of an edition's outline; none for a lesson that the edition does not have."""
    for module in outline["modules"]:
        for lesson in module["lessons"]:
            if UUID(lesson["key"]) == unit_key:
                return frozenset(UUID(key) for key in lesson["questions"])
    return frozenset()


def is_finished_by(*, wanted: AbstractSet[UUID], right: AbstractSet[UUID]) -> bool:
    """Each question of the lesson was answered right at least once. Without questions only "Erledigt" finishes."""
    return bool(wanted) and wanted <= right
