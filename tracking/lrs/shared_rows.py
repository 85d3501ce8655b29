"""Ids of agents, activities and verbs: rows that many statements share.

A process remembers them, but only what is committed: an id from a transaction that rolls back would point nowhere. An
agent that is made unknown gets another id (commands.erasing): who remembers the old one and writes is refused by the
foreign key, forgets and tries again (transactions); who reads asks the table.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import orjson
from django.db import connection, models, transaction

from learning.core.compiled import prepared_cursor
from tracking.lrs.inserting import insert_new
from tracking.lrs.models import Activity, Agent, Verb, key_of

Json = Mapping[str, Any]
REMEMBERED = 20_000


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
        names = {key_of(name): name for name in keys}
        rows = [_row(model, key, names[key], wanted[model][names[key]]) for key in sorted(names)]
        found[model] |= {names[key]: pk for key, pk in insert_new(model, rows, on="key").items()}
    if overtaken := _without(missing, found):
        for model, more in _read(overtaken).items():
            found[model] |= more
    transaction.on_commit(partial(_remember, found))
    return {model: ids[model] | found.get(model, {}) for model in ids}


def _row(model: type[models.Model], key: bytes, name: str, said: Json) -> models.Model:
    if model is Verb:
        return Verb(key=key, iri=name, display=orjson.dumps(said.get("display", {})).decode())
    if model is Agent:
        return Agent(
            key=key, ifi=sayable(name), kind=said.get("objectType", "Agent"), name=sayable(said.get("name", ""))
        )
    return Activity(key=key, iri=name, definition=orjson.dumps(said.get("definition", {})).decode())


def sayable(name: str) -> str:
    """PostgreSQL keeps no NUL in a text; the statement itself has it still, and the key tells such names apart."""
    return name.replace("\0", "")


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
    names = [{key_of(name): name for name in wanted[model]} for model in models_in_order]
    quote = connection.ops.quote_name
    is_postgresql = connection.vendor == "postgresql"
    parts = (
        f"SELECT {place}, {quote('key')}, {quote('id')} FROM {quote(model._meta.db_table)} WHERE {quote('key')} "  # noqa: S608 -- names from the models, values as parameters
        + ("= ANY(%b::bytea[])" if is_postgresql else f"IN ({', '.join(['%s'] * len(keys))})")
        for place, (model, keys) in enumerate(zip(models_in_order, names, strict=True))
    )
    cursor = prepared_cursor()
    values = [list(keys) for keys in names] if is_postgresql else [key for keys in names for key in keys]
    cursor.execute(" UNION ALL ".join(parts), values)
    for place, key, pk in cursor.fetchall():
        found[models_in_order[place]][names[place][bytes(key)]] = pk
    return found


def _remember(found: Mapping[type[models.Model], Mapping[str, int]]) -> None:
    for model, ids in found.items():
        _remembered[model].remember(ids)


NOBODY = 0
"""The id of no row: what was asked for has never been mentioned here."""


def ids_if_known(names: Mapping[type[models.Model], str | None]) -> dict[type[models.Model], int | None]:
    """The id of each name, NOBODY for one that is not here, None where none was given."""
    ids: dict[type[models.Model], int | None] = {}
    for model, name in names.items():
        if name is None:
            ids[model] = None
            continue
        known = {} if model is Agent else _remembered[model].known([name])
        found = known or _read({model: [name]})[model]
        ids[model] = found.get(name, NOBODY)
    return ids
