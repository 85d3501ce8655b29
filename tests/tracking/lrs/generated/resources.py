"""The resources that take a key: each method with parameters that are right. Documents are written under preconditions
that hold."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

UUID = "7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11"
AGENT = json.dumps({"mbox": "mailto:anna@example.org"})
ACTIVITY = "https://example.org/books/1"


@dataclass(frozen=True)
class Operation:
    """`optional`: parameters that may come, with a value that is right."""

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    optional: Mapping[str, str] = field(default_factory=dict)
    may_lack: tuple[str, ...] = ()
    """Parameters without which it is another operation that is right, too."""

    @property
    def takes_body(self) -> bool:
        return self.method in {"PUT", "POST"}


TIME = "2026-11-23T08:00:00Z"
FILTERS = {
    "agent": AGENT,
    "verb": "https://example.org/read",
    "activity": ACTIVITY,
    "registration": UUID,
    "related_activities": "true",
    "related_agents": "false",
    "since": TIME,
    "until": TIME,
    "limit": "3",
    "ascending": "true",
    "format": "exact",
    "attachments": "false",
}
STATEMENTS = (
    Operation("GET", "/statements", {}, FILTERS),
    Operation("GET", "/statements", {"statementId": UUID}, {"format": "ids", "attachments": "true"}, ("statementId",)),
    Operation("GET", "/statements", {"voidedStatementId": UUID}, {"format": "canonical"}, ("voidedStatementId",)),
    Operation("POST", "/statements"),
    Operation("PUT", "/statements", {"statementId": UUID}),
)


def documents(
    path: str, name: str, owners: Mapping[str, str], *, listing_deletes: bool = False
) -> tuple[Operation, ...]:
    """`name`: of the parameter with the id."""
    optional = {"registration": UUID} if listing_deletes else {}
    one = {**owners, name: "bookmark"}
    return (
        Operation("GET", path, owners, {**optional, "since": TIME}),
        Operation("GET", path, one, optional, (name,)),
        Operation("PUT", path, one, optional),
        Operation("POST", path, one, optional),
        Operation("DELETE", path, one, optional, (name,) if listing_deletes else ()),
    )


DOCUMENTS = (
    *documents("/activities/state", "stateId", {"activityId": ACTIVITY, "agent": AGENT}, listing_deletes=True),
    *documents("/activities/profile", "profileId", {"activityId": ACTIVITY}),
    *documents("/agents/profile", "profileId", {"agent": AGENT}),
)
RESOURCES = (
    *(*STATEMENTS, *DOCUMENTS),
    Operation("GET", "/activities", {"activityId": ACTIVITY}),
    Operation("GET", "/agents", {"agent": AGENT}),
)
