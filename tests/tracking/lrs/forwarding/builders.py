from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tracking.lrs.commands import store_statements
from tracking.lrs.commands.storing import Source
from tracking.lrs.forwarding.secrets import encrypted
from tracking.lrs.models import ForwardingTarget, Statement

AUTHORITY = {"objectType": "Agent", "account": {"homePage": "https://lernhafen.example", "name": "platform"}}
READ = "https://example.org/read"


def target(url: str, **fields: Any) -> ForwardingTarget:
    values = {"name": url, "username": "key", "password": encrypted("secret")} | fields
    return ForwardingTarget.objects.create(url=url, **values)


def said(**fields: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "actor": {"mbox": "mailto:anna@example.org"},
        "verb": {"id": READ},
        "object": {"id": "https://example.org/book"},
        **fields,
    }


def voiding(uuid: str) -> dict[str, Any]:
    reference = {"objectType": "StatementRef", "id": uuid}
    return said(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object=reference)


def keep(
    *statements: dict[str, Any], authority: Any = AUTHORITY, version: str = "1.0.3", attachments: Any = None
) -> list[str]:
    """Store them, as they come from outside; give their ids."""
    source = Source(version=version, rules=version, is_foreign=True, attachments=attachments or {})
    rows = store_statements(statements=list(statements), authority=authority, source=source)
    return [str(row.uuid) for row in rows]


def again(row: ForwardingTarget) -> None:
    """As if its time had come."""
    ForwardingTarget.objects.filter(pk=row.pk).update(next_try_at=timezone.now() - timedelta(seconds=1))


def payload_of(uuid: str) -> str:
    return Statement.objects.get(uuid=uuid).payload
