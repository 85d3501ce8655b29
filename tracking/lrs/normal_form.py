"""The two things that a store says in its own way, whichever way they came."""

from collections.abc import Mapping
from typing import Any

from tracking.lrs.canonical import text_in_utc

Json = Mapping[str, Any]


def in_normal_form(statement: Json, *, in_utc: bool) -> dict[str, Any]:
    """Context activities as arrays (xAPI 1.0.3 Part 2, 2.4.6.2) and, for xAPI 2.0, times in UTC (IEEE 9274.1.1,
    4.2.7), in the statement and in its sub-statement."""
    changed = dict(statement)
    context = changed.get("context")
    if context and "contextActivities" in context:
        kinds = {
            kind: given if isinstance(given, list) else [given] for kind, given in context["contextActivities"].items()
        }
        changed["context"] = {**context, "contextActivities": kinds}
    if in_utc and "timestamp" in changed:
        changed["timestamp"] = text_in_utc(changed["timestamp"])
    if changed.get("object", {}).get("objectType") == "SubStatement":
        changed["object"] = in_normal_form(changed["object"], in_utc=in_utc)
    return changed
