"""Documents beside statements: where each one is kept, and what is there (xAPI 1.0.3 Part 3, 2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tracking.lrs.identities import identifier
from tracking.lrs.models import Activity, Agent, Document, DocumentKind, key_of
from tracking.lrs.shared_rows import ids_if_known, shared_ids

Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Row ids of whom and what documents belong to. A state has both, a profile one."""

    activity: int | None
    agent: int | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Of one document; without `document_id`, of all that belong to the activity, agent and, if given, registration."""

    kind: DocumentKind
    activity: str | None = None
    agent: Json | None = None
    registration: UUID | None = None
    document_id: str | None = None

    def known_owner(self) -> Owner:
        """Nothing is written for it: who is not known here owns nothing."""
        ifi = identifier(self.agent) if self.agent else None
        ids = ids_if_known({Activity: self.activity, Agent: ifi})
        return Owner(activity=ids[Activity], agent=ids[Agent])

    def owner(self) -> Owner:
        """Written if need be."""
        agents = {identifier(self.agent) or "": self.agent} if self.agent else {}
        activities = {self.activity: {"id": self.activity}} if self.activity else {}
        ids = shared_ids(verbs={}, agents=agents, activities=activities)
        return Owner(activity=next(iter(ids[Activity].values()), None), agent=next(iter(ids[Agent].values()), None))

    def key(self, owner: Owner) -> bytes:
        """Of ids, not of names: an agent that is renamed keeps what it owns."""
        parts = (self.kind.value, owner.activity, owner.agent, self.registration, self.document_id)
        return key_of(*("" if part is None else str(part) for part in parts))


def document_at(place: Place) -> Document | None:
    return Document.objects.filter(key=place.key(place.known_owner())).first()


def documents_at(place: Place) -> QuerySet[Document]:
    """All of a place without `document_id`; where no registration is given, those of every registration."""
    owner = place.known_owner()
    found = Document.objects.filter(kind=place.kind, activity=owner.activity, agent=owner.agent)
    return found.filter(registration=place.registration) if place.registration else found


@dataclass(frozen=True)
class Listed:
    ids: list[str]
    newest: datetime | None
    """When one of them was changed last."""


def listed_at(place: Place, *, since: datetime | None = None) -> Listed:
    """Those changed later than `since`."""
    found = documents_at(place).filter(updated_at__gt=since) if since else documents_at(place)
    rows = list(found.values_list("document_id", "updated_at"))
    return Listed(sorted({name for name, _moment in rows}), max((moment for _name, moment in rows), default=None))
