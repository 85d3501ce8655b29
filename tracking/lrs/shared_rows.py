"""Ids of agents, activities and verbs: rows that many statements share and nobody ever deletes.

A process remembers them, but only what is committed: an id from a transaction that rolls back would point nowhere.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import connection, models, transaction

from tracking.lrs.inserting import insert_new
from tracking.lrs.models import Activity, Agent, Verb

Json = Mapping[str, Any]
REMEMBERED = 20_000
KEYS: Mapping[type[models.Model], str] = {Verb: "iri", Agent: "ifi", Activity: "iri"}


class RememberedIds:
    """The ids used last, by natural key. Threads of one process share it."""

    def __init__(self, limit: int = REMEMBERED) -> None:
        self._ids: OrderedDict[str, int] = OrderedDict()
        self._limit = limit
        self._lock = threading.Lock()

    def known(self, keys: Iterable[str]) -> dict[str, int]:
        with self._lock:
            found = {key: self._ids[key] for key in keys if key in self._ids}
            for key in found:
                self._ids.move_to_end(key)
        return found

    def remember(self, ids: Mapping[str, int]) -> None:
        with self._lock:
            self._ids.update(ids)
            while len(self._ids) > self._limit:
                self._ids.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._ids.clear()


_remembered: dict[type[models.Model], RememberedIds] = {
    Agent: RememberedIds(),
    Activity: RememberedIds(),
    Verb: RememberedIds(),
}


def forget_ids(**_kwargs: object) -> None:
    """Connected to post_migrate: the tables may be new or empty."""
    for ids in _remembered.values():
        ids.forget()


def shared_ids(
    *, verbs: Mapping[str, Json], agents: Mapping[str, Json], activities: Mapping[str, Json]
) -> dict[type[models.Model], dict[str, int]]:
    """Ids by model and natural key: remembered, else read, else written.

    At most one read for all three. New rows in sorted order, so that two writers never wait for each other.
    """
    wanted: dict[type[models.Model], Mapping[str, Json]] = {Verb: verbs, Agent: agents, Activity: activities}
    ids = {model: _remembered[model].known(keys) for model, keys in wanted.items()}
    missing = _without(wanted, ids)
    if not missing:
        return ids
    found = _read(missing)
    for model, keys in _without(missing, found).items():
        rows = [_row(model, key, wanted[model][key]) for key in sorted(keys)]
        found[model] |= insert_new(model, rows, on=KEYS[model])
    if overtaken := _without(missing, found):
        for model, more in _read(overtaken).items():
            found[model] |= more
    transaction.on_commit(partial(_remember, found))
    return {model: ids[model] | found.get(model, {}) for model in ids}


def _row(model: type[models.Model], key: str, said: Json) -> models.Model:
    if model is Verb:
        return Verb(iri=key, display=said.get("display", {}))
    if model is Agent:
        return Agent(ifi=key, kind=said.get("objectType", "Agent"), name=said.get("name", ""))
    return Activity(iri=key, definition=said.get("definition", {}))


def agent_ids(actors: Mapping[str, Json]) -> dict[str, int]:
    return shared_ids(verbs={}, agents=actors, activities={})[Agent]


def _without(
    wanted: Mapping[type[models.Model], Iterable[str]], found: Mapping[type[models.Model], Mapping[str, int]]
) -> dict[type[models.Model], list[str]]:
    """What is wanted and not found, by model; models of which nothing is missing are left out."""
    missing = {model: [key for key in keys if key not in found[model]] for model, keys in wanted.items()}
    return {model: keys for model, keys in missing.items() if keys}


def _read(wanted: Mapping[type[models.Model], list[str]]) -> dict[type[models.Model], dict[str, int]]:
    """One query. In plain SQL: as a union of QuerySets it costs more than the rest of the action."""
    found: dict[type[models.Model], dict[str, int]] = {model: {} for model in wanted}
    models_in_order = list(wanted)
    quote = connection.ops.quote_name
    parts = (
        f"SELECT {place}, {quote(KEYS[model])}, {quote('id')} FROM {quote(model._meta.db_table)}"  # noqa: S608 -- names from the models, values as parameters
        f" WHERE {quote(KEYS[model])} IN ({', '.join(['%s'] * len(wanted[model]))})"
        for place, model in enumerate(models_in_order)
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [key for keys in wanted.values() for key in keys])
        for place, key, pk in cursor.fetchall():
            found[models_in_order[place]][key] = pk
    return found


def _remember(found: Mapping[type[models.Model], Mapping[str, int]]) -> None:
    for model, ids in found.items():
        _remembered[model].remember(ids)
