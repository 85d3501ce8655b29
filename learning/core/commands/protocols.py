"""The two protocols: who changed what, and who looked at whom."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from learning.core.models import AccessEntry, AuditEntry


def record_audit(
    *, actor: AbstractBaseUser | None, action: str, subject: str, detail: dict[str, Any] | None = None
) -> AuditEntry:
    """`subject` is a stable key such as `organisation.rolegrant:12`; neither it nor `detail` holds a name."""
    return AuditEntry.objects.create(
        actor_id=actor.pk if actor else None, action=action, subject=subject, detail=detail or {}
    )


@transaction.atomic
def record_access(
    *, reader: AbstractBaseUser | None, what: str, purpose: str, persons: Iterable[AbstractBaseUser] = ()
) -> None:
    """One entry for each person whose data is shown, the reader left out; without persons, one for the report read."""
    reader_id = reader.pk if reader else None
    shown = dict.fromkeys(person.pk for person in persons)
    if not shown:
        AccessEntry.objects.create(reader_id=reader_id, what=what, purpose=purpose)
        return
    AccessEntry.objects.bulk_create(
        AccessEntry(reader_id=reader_id, person_id=pk, what=what, purpose=purpose) for pk in shown if pk != reader_id
    )
