"""A statement on its way into the store: enriched, serialised, with all it touches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import orjson

from tracking.lrs.canonical import as_utc, digest
from tracking.lrs.identities import identifier
from tracking.lrs.json_text import dumped
from tracking.lrs.links import Links, links, referred_statement
from tracking.lrs.models import Activity, Agent, Statement, StatementActivity, StatementAgent, Verb
from tracking.lrs.shared_rows import shared_ids
from tracking.lrs.validators import PROPERTIES, VOIDED

VERSION = "1.0.3"
"""Of our own statements that name none."""

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Incoming:
    statement: dict[str, Any]
    row: Statement
    links: Links
    is_dated: bool
    """Its timestamp came with it."""

    @property
    def uuid(self) -> UUID:
        return self.row.uuid

    def says_the_same_as(self, stored: Statement) -> bool:
        """A statement without a timestamp got that of its first arrival."""
        if bytes(stored.digest) == self.row.digest:
            return True
        at_first = orjson.loads(stored.payload)["timestamp"]
        return not self.is_dated and digest({**self.statement, "timestamp": at_first}) == bytes(stored.digest)

    @property
    def voids(self) -> bool:
        return self.statement["verb"]["id"] == VOIDED


def enriched(
    statement: Json, *, authority: Json, now: datetime, version: str = VERSION, exact: Json | None = None
) -> Incoming:
    """With id, stored, timestamp, authority and version, as the store sets them (IEEE 9274.1.1, 4.2.1).

    `version` is that of a statement which names none. `exact` is the same statement with the digits of its numbers as
    they came (json_text); it is what is kept.
    """
    set_here = {
        "id": str(UUID(statement["id"])) if "id" in statement else str(uuid4()),
        "timestamp": statement.get("timestamp", now.isoformat()),
        "stored": now.isoformat(),
        "authority": dict(authority),
        "version": statement.get("version", version),
    }
    given = {**statement, **set_here}
    whole = {name: given[name] for name in PROPERTIES if name in given}
    ref = referred_statement(whole)
    registration = whole.get("context", {}).get("registration")
    row = Statement(
        uuid=UUID(whole["id"]),
        registration=UUID(registration) if registration else None,
        stored=now,
        timestamp=as_utc(whole["timestamp"]),
        ref=UUID(ref) if ref else None,
        version=whole["version"],
        digest=digest(whole),
        payload=dumped({name: {**(exact or statement), **set_here}[name] for name in whole}),
    )
    return Incoming(whole, row, links(whole), is_dated="timestamp" in statement)


def resolve_shared_rows(batch: Sequence[Incoming], *, is_private: bool = False) -> "SharedIds":
    """Find or write all agents, activities and verbs of the batch and set verb and authority of its rows.

    Of a private authority new rows hold no name, no definition and no words: everybody reads those.
    """
    agents: dict[str, Json] = {ifi: actor for each in batch for (ifi, _role), actor in each.links.agents.items()}
    activities: dict[str, Json] = {}
    for each in batch:
        for (iri, _role), activity in each.links.activities.items():
            if iri not in activities or "definition" in activity:
                activities[iri] = activity
    verbs: dict[str, Json] = {each.statement["verb"]["id"]: each.statement["verb"] for each in batch}
    if is_private:
        verbs, agents, activities = _bare(verbs), _bare(agents), _bare(activities)
    found = shared_ids(verbs=verbs, agents=agents, activities=activities)
    ids = SharedIds(verbs=found[Verb], agents=found[Agent], activities=found[Activity])
    for each in batch:
        each.row.verb_id = ids.verbs[each.statement["verb"]["id"]]
        each.row.authority_id = ids.agents[identifier(each.statement["authority"]) or ""]
    return ids


def _bare(said: Mapping[str, Json]) -> dict[str, Json]:
    return {name: {"objectType": each["objectType"]} if "objectType" in each else {} for name, each in said.items()}


@dataclass(frozen=True)
class SharedIds:
    verbs: dict[str, int]
    agents: dict[str, int]
    activities: dict[str, int]

    def agent_links(self, incoming: Incoming) -> list[StatementAgent]:
        return [
            StatementAgent(agent_id=self.agents[ifi], statement_id=incoming.row.pk, role=role)
            for ifi, role in incoming.links.agents
        ]

    def activity_links(self, incoming: Incoming) -> list[StatementActivity]:
        return [
            StatementActivity(activity_id=self.activities[iri], statement_id=incoming.row.pk, role=role)
            for iri, role in incoming.links.activities
        ]
