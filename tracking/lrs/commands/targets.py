"""What the administration does with targets of forwarding."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from learning.core.commands import record_audit
from tracking.lrs.forwarding.parcels import Unsendable
from tracking.lrs.forwarding.queue import next_stretch
from tracking.lrs.forwarding.remote import RemoteStore
from tracking.lrs.forwarding.secrets import decrypted, encrypted
from tracking.lrs.models import DeadLetter, ForwardingTarget, Statement
from tracking.lrs.open_writes import settled_id

SECRETS = ("password", "salt")
TRIED_WITHIN = 5.0
"""Seconds for each question: somebody waits for the answer."""


class UnknownDeadLetterError(LookupError):
    pass


@dataclass(frozen=True)
class TargetTried:
    """`refused` is what it said to something that is no statement: as it should."""

    versions: Sequence[str]
    refused: bool


@transaction.atomic
def create_target(*, by: Any = None, password: str, salt: str = "", with_past: bool, **fields: Any) -> ForwardingTarget:
    """`with_past`: everything that is stored already goes, too."""
    newest = Statement.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    target = ForwardingTarget.objects.create(
        **fields, password=encrypted(password), salt=encrypted(salt), position=0 if with_past else newest
    )
    record_audit(actor=by, action="lrs.target_created", subject=f"lrs.forwardingtarget:{target.pk}")
    return target


@transaction.atomic
def change_target(*, target_id: int, by: Any = None, **fields: Any) -> None:
    """Whoever sends just now stops; the next one asks the target anew what it speaks and does not wait."""
    values = {name: encrypted(value) if name in SECRETS else value for name, value in fields.items()}
    start_anew = {"claimed_by": "", "claimed_until": None, "versions": None, "next_try_at": timezone.now()}
    ForwardingTarget.objects.filter(pk=target_id).update(**values, **start_anew)
    record_audit(
        actor=by,
        action="lrs.target_changed",
        subject=f"lrs.forwardingtarget:{target_id}",
        detail={"fields": sorted(fields)},
    )


def pause_target(*, target_id: int, by: Any = None) -> None:
    change_target(target_id=target_id, by=by, is_active=False)


def resume_target(*, target_id: int, by: Any = None) -> None:
    change_target(target_id=target_id, by=by, is_active=True)


@transaction.atomic
def delete_target(*, target_id: int, by: Any = None) -> None:
    ForwardingTarget.objects.filter(pk=target_id).delete()
    record_audit(actor=by, action="lrs.target_deleted", subject=f"lrs.forwardingtarget:{target_id}")


@transaction.atomic
def resend_dead_letters(*, target_id: int, statement: UUID | None = None, by: Any = None) -> int:
    """One, or all of a target, at its next turn, which is now. Says how many. Raises UnknownDeadLetterError."""
    letters = DeadLetter.objects.filter(target=target_id)
    count = (letters.filter(statement=statement) if statement else letters).update(wants_resend=True)
    if statement and not count:
        raise UnknownDeadLetterError
    ForwardingTarget.objects.filter(pk=target_id).update(next_try_at=timezone.now())
    record_audit(
        actor=by,
        action="lrs.dead_letters_resent",
        subject=f"lrs.forwardingtarget:{target_id}",
        detail={"letters": count},
    )
    return count


def put_next_aside(*, target_id: int, by: Any = None) -> UUID | None:
    """Let the next statement wait as a dead letter: one that the target fails at each time (5xx) keeps back all others.

    None when nothing waits, or nobody can say yet what is next.
    """
    target = ForwardingTarget.objects.get(pk=target_id)
    row = _next_row(target)
    if row is None:
        return None
    with transaction.atomic():
        said = {"status": 0, "reason": Unsendable.PUT_ASIDE, "at": timezone.now(), "wants_resend": False}
        DeadLetter.objects.update_or_create(target=target, statement=row.uuid, defaults=said)
        change_target(target_id=target_id, by=by, position=row.pk, failures=0, last_error="")
    return row.uuid


def _next_row(target: ForwardingTarget) -> Statement | None:
    settled = settled_id() or 0
    while target.position < settled:
        stretch = next_stretch(target, settled=settled)
        if stretch.rows:
            return stretch.rows[0]
        target.position = stretch.through
    return None


def try_target(*, target_id: int) -> TargetTried:
    """Ask a target what it speaks and whether the key may write, without writing.

    Raises StoreAwayError and SecretUnreadableError.
    """
    target = ForwardingTarget.objects.get(pk=target_id)
    store = RemoteStore(target.url, target.username, decrypted(target.password), within=TRIED_WITHIN)
    versions = [version.value for version in store.versions()]
    refused = store.refuses_nonsense() is not None
    ForwardingTarget.objects.filter(pk=target_id).update(versions=versions)
    return TargetTried(versions, refused)
