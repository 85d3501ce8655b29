"""Which agents, activities and verb a statement touches, and in which role: what the filters of a store search by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracking.lrs.identities import identifier
from tracking.lrs.models import ActivityRole, AgentRole

Json = Mapping[str, Any]
_CONTEXT_ROLES = {
    "parent": ActivityRole.PARENT,
    "grouping": ActivityRole.GROUPING,
    "category": ActivityRole.CATEGORY,
    "other": ActivityRole.OTHER,
}


@dataclass
class Links:
    """Agents and activities with all their roles; `known` holds the JSON each of them came with."""

    agents: dict[tuple[str, AgentRole], Json] = field(default_factory=dict)
    activities: dict[tuple[str, ActivityRole], Json] = field(default_factory=dict)

    def add_actor(self, actor: Json | None, role: AgentRole) -> None:
        if not actor:
            return
        if ifi := identifier(actor):
            self.agents.setdefault((ifi, role), actor)
        of_member = AgentRole.MEMBER if role in {AgentRole.ACTOR, AgentRole.OBJECT} else role
        for member in actor.get("member", ()):
            if ifi := identifier(member):
                self.agents.setdefault((ifi, of_member), member)


def links(statement: Json) -> Links:
    found = Links()
    _collect(statement, found)
    found.add_actor(statement.get("authority"), AgentRole.AUTHORITY)
    return found


def referred_statement(statement: Json) -> str | None:
    target = statement["object"]
    return target["id"] if target.get("objectType") == "StatementRef" else None


def _collect(statement: Json, found: Links, *, inside: bool = False) -> None:
    found.add_actor(statement["actor"], AgentRole.SUBSTATEMENT if inside else AgentRole.ACTOR)
    target = statement["object"]
    match target.get("objectType", "Activity"):
        case "Activity":
            role = ActivityRole.SUBSTATEMENT if inside else ActivityRole.OBJECT
            found.activities.setdefault((target["id"], role), target)
        case "Agent" | "Group":
            found.add_actor(target, AgentRole.SUBSTATEMENT if inside else AgentRole.OBJECT)
        case "SubStatement":
            _collect(target, found, inside=True)
    context = statement.get("context", {})
    found.add_actor(context.get("instructor"), AgentRole.SUBSTATEMENT if inside else AgentRole.INSTRUCTOR)
    found.add_actor(context.get("team"), AgentRole.SUBSTATEMENT if inside else AgentRole.TEAM)
    for each in context.get("contextAgents", ()):
        found.add_actor(each["agent"], AgentRole.SUBSTATEMENT if inside else AgentRole.CONTEXT)
    for each in context.get("contextGroups", ()):
        found.add_actor(each["group"], AgentRole.SUBSTATEMENT if inside else AgentRole.CONTEXT)
    for kind, activity in _context_activities(context):
        role = ActivityRole.SUBSTATEMENT if inside else _CONTEXT_ROLES[kind]
        found.activities.setdefault((activity["id"], role), activity)


def _context_activities(context: Json) -> Iterator[tuple[str, Json]]:
    for kind, given in context.get("contextActivities", {}).items():
        for activity in [given] if isinstance(given, Mapping) else given:
            yield kind, activity
