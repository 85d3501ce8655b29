"""Ids of agents, activities and verbs: rows that many statements share and nobody ever deletes.

A process remembers them, but only what is committed: an id from a transaction that rolls back would point nowhere.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction

from tracking.lrs.models import Activity, Agent, Verb

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


def agent_ids(actors: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    return _ids(
        Agent,
        "ifi",
        {
            ifi: Agent(ifi=ifi, kind=actor.get("objectType", "Agent"), name=actor.get("name", ""))
            for ifi, actor in actors.items()
        },
    )


def activity_ids(activities: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    return _ids(
        Activity,
        "iri",
        {iri: Activity(iri=iri, definition=each.get("definition", {})) for iri, each in activities.items()},
    )


def verb_ids(verbs: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    return _ids(Verb, "iri", {iri: Verb(iri=iri, display=each.get("display", {})) for iri, each in verbs.items()})


def _ids(model: type[models.Model], key: str, rows: Mapping[str, models.Model]) -> dict[str, int]:
    """Remembered, else read, else written; new rows in sorted order, so that two writers never wait for each other."""
    ids = _remembered[model].known(rows)
    if missing := rows.keys() - ids.keys():
        found = _read(model, key, missing)
        if new := sorted(missing - found.keys()):
            model._default_manager.bulk_create([rows[each] for each in new], ignore_conflicts=True)
            found |= _read(model, key, new)
        ids |= found
        transaction.on_commit(lambda: _remembered[model].remember(found))
    return ids


def _read(model: type[models.Model], key: str, keys: Iterable[str]) -> dict[str, int]:
    return dict(model._default_manager.filter(**{f"{key}__in": keys}).values_list(key, "pk"))
