"""The three resources that keep documents, by name: where, and which parameters say which document."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.conformance.said import ANNA

ACTIVITY = "https://example.org/courses/1"


@dataclass(frozen=True)
class Resource:
    path: str
    id_name: str
    owner: dict[str, Any]
    """The parameters that must always be given."""
    asks_for_preconditions: bool

    def query(self, document_id: str | None = None, **other: Any) -> dict[str, Any]:
        return {**self.owner, self.id_name: document_id or str(uuid4()), **other}


RESOURCES = {
    "state": Resource(
        "activities/state", "stateId", {"activityId": ACTIVITY, "agent": ANNA}, asks_for_preconditions=False
    ),
    "agent-profile": Resource("agents/profile", "profileId", {"agent": ANNA}, asks_for_preconditions=True),
    "activity-profile": Resource(
        "activities/profile", "profileId", {"activityId": ACTIVITY}, asks_for_preconditions=True
    ),
}
