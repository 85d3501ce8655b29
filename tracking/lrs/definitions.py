"""What is known of an activity: the definitions of statements, merged; what came last stands (IEEE 9274.1.1, 4.2.2)."""

from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

import orjson
from django.db import transaction

from learning.core.memory import Memory
from tracking.lrs.incoming import Incoming
from tracking.lrs.models import Activity

Json = Mapping[str, Any]
_taken_in: Memory[bool] = Memory(limit=50_000)
"""Definitions that this process has merged already: most statements repeat one."""


def define_activities(batch: Sequence[Incoming], *, ids: Mapping[str, int]) -> None:
    """Merge the definitions of the batch into the activities they are about. Rows are locked only to be changed."""
    said: dict[int, dict[bytes, Json]] = {}
    for each in batch:
        for (iri, _role), activity in each.links.activities.items():
            if definition := activity.get("definition"):
                text = orjson.dumps(definition, option=orjson.OPT_SORT_KEYS)
                said.setdefault(ids[iri], {})[sha256(text).digest()] = definition
    new = {
        pk: {digest: each for digest, each in given.items() if _taken_in.known((pk, digest)) is None}
        for pk, given in said.items()
    }
    new = {pk: given for pk, given in new.items() if given}
    if not new:
        return
    for pk in _to_change(new):
        row = Activity.objects.select_for_update(no_key=True).get(pk=pk)
        row.definition = _text(_merged(orjson.loads(row.definition), *new[pk].values()))
        row.save(update_fields=["definition"])
    transaction.on_commit(partial(_remember, new))


def _to_change(new: Mapping[int, Mapping[bytes, Json]]) -> list[int]:
    """In the order in which every writer locks them."""
    known = Activity.objects.filter(pk__in=list(new)).values_list("pk", "definition").order_by("pk")
    return [pk for pk, text in known if _text(_merged(orjson.loads(text), *new[pk].values())) != text]


def _merged(known: dict[str, Any], *later: Json) -> dict[str, Any]:
    """Texts language by language, extensions key by key, the rest as a whole."""
    for definition in later:
        for name, value in definition.items():
            by_key = name in {"name", "description", "extensions"} and isinstance(known.get(name), Mapping)
            known[name] = {**known[name], **value} if by_key else value
    return known


def _text(definition: Json) -> str:
    return orjson.dumps(definition).decode()


def _remember(new: Mapping[int, Mapping[bytes, Json]]) -> None:
    for pk, given in new.items():
        for digest in given:
            _taken_in.keep((pk, digest), True)
