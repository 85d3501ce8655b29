"""What a schema cannot say: rules between the values of a statement that is otherwise valid."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from tracking.lrs.validators.clauses import Family, clause
from tracking.lrs.validators.errors import StatementInvalidError, joined
from tracking.lrs.validators.objects import COMPONENTS

Json = Mapping[str, Any]
Path = tuple[str | int, ...]


def check_relations(statement: Json, of: Family) -> None:
    _check_event(statement, (), of)
    target = statement["object"]
    if target.get("objectType") == "SubStatement":
        _check_event(target, ("object",), of)


def _check_event(event: Json, path: Path, of: Family) -> None:
    if score := event.get("result", {}).get("score"):
        check_score(score, (*path, "result", "score"), of)
    for activity, where in _activities(event, path):
        if definition := activity.get("definition"):
            check_components(definition, (*where, "definition"), of)


def _activities(event: Json, path: Path) -> Iterator[tuple[Json, Path]]:
    yield event["object"], (*path, "object")
    for kind, activities in event.get("context", {}).get("contextActivities", {}).items():
        where = (*path, "context", "contextActivities", kind)
        if isinstance(activities, Mapping):
            yield activities, where
        else:
            for number, activity in enumerate(activities):
                yield activity, (*where, number)


def check_score(score: Json, path: Path, of: Family) -> None:
    for name, value in score.items():
        if not isfinite(value):
            raise StatementInvalidError(joined(*path, name), "must be finite", clause("score", of))
    raw, least, most = score.get("raw"), score.get("min"), score.get("max")
    if least is not None and most is not None and least >= most:
        raise StatementInvalidError(joined(*path, "min"), "must be less than max", clause("score", of))
    if raw is None:
        return
    if least is not None and raw < least:
        raise StatementInvalidError(joined(*path, "raw"), "must be min or more", clause("score", of))
    if most is not None and raw > most:
        raise StatementInvalidError(joined(*path, "raw"), "must be max or less", clause("score", of))


def check_components(definition: Json, path: Path, of: Family) -> None:
    for name in COMPONENTS:
        seen: set[str] = set()
        for number, component in enumerate(definition.get(name, ())):
            if component["id"] in seen:
                raise StatementInvalidError(
                    joined(*path, name, number, "id"),
                    "must be the only one of its list with this id",
                    clause("activity", of),
                )
            seen.add(component["id"])
