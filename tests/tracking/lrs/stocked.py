"""A store with statements of several months, as the commands for many of them meet it."""

from datetime import UTC, datetime
from typing import Any

from tracking.lrs.commands import store_statements
from tracking.lrs.commands.storing import Source
from tracking.lrs.models import Statement

AUTHORITY = {"objectType": "Agent", "account": {"homePage": "https://example.org", "name": "writer"}}
ANNA = {"mbox": "mailto:anna@example.org", "name": "Anna Amsel"}
BEN = {"mbox": "mailto:ben@example.org", "name": "Ben Buche"}


def said(**fields: Any) -> dict[str, Any]:
    return {
        "actor": ANNA,
        "verb": {"id": "https://example.org/verbs/read"},
        "object": {"id": "https://example.org/books/1"},
        **fields,
    }


def store(
    *statements: dict[str, Any], on: str = "", authority: dict[str, Any] = AUTHORITY, **source: Any
) -> list[Statement]:
    """As another program sends them, stored on that day."""
    given = Source(is_foreign=True, rules="2.0.0", **source)
    rows = store_statements(statements=statements, authority=authority, source=given)
    if on:
        moment = datetime.fromisoformat(on).replace(tzinfo=UTC)
        Statement.objects.filter(pk__in=[row.pk for row in rows]).update(stored=moment)
    return rows
