"""Delivery of the outbox (ADR 0003): claim one row, run its receiver, mark it delivered.

The claim is committed first and counts as an attempt, so an event that kills its process is parked one day instead of
killing for ever. The receiver's effect and the mark are one transaction, and the mark is set only by the holder of the
claim: an effect in our database happens once, whatever is killed; an effect outside it at least once. A receiver that
is subscribed as `outside` runs before that transaction: nobody waits for a lock while it waits for a mail server.
"""

import os
import random
import socket
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from learning.core.events import Subscription, subscription
from learning.core.models import OutboxItem

CLAIM_LASTS = timedelta(minutes=6)
"""Longer than the five minutes that a task may take (CELERY_TASK_TIME_LIMIT)."""
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=6)

log = structlog.get_logger(__name__)


class ClaimLostError(Exception):
    """Somebody else took the row over while its receiver ran: our effect is rolled back."""


@dataclass(frozen=True)
class Delivered:
    delivered: int = 0
    failed: int = 0
    parked: int = 0

    @property
    def total(self) -> int:
        return self.delivered + self.failed + self.parked

    def __add__(self, other: "Delivered") -> "Delivered":
        return Delivered(self.delivered + other.delivered, self.failed + other.failed, self.parked + other.parked)


def deliver_due(*, limit: int = 100) -> Delivered:
    """Deliver what is due, oldest first, at most `limit` rows. A failing row waits and lets the others pass."""
    free_stale_claims()
    done = Delivered()
    while done.total < limit and (item := claim()):
        done += deliver(item)
    return done


def claimer() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def claim() -> OutboxItem | None:
    """The row that waits longest, now ours."""
    free = OutboxItem.objects.due().filter(claimed_at=None).order_by("due_at", "pk")
    if not free.exists():  # spares SQLite's write lock in every idle round
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            free = free.select_for_update(skip_locked=True)
        item = free.first()
        if item is None:
            return None
        item.claimed_by = f"{claimer()}:{uuid4().hex[:8]}"
        item.claimed_at = timezone.now()
        item.attempts += 1
        item.save(update_fields=["claimed_by", "claimed_at", "attempts"])
    return item


def deliver(item: OutboxItem) -> Delivered:
    """Run the receiver of a claimed row. Its errors end here, in the row and in the log."""
    try:
        found = receiver_of(item)
        event = found.event.from_payload(item.payload)
        if found.outside:
            found.receiver(event)
        with transaction.atomic():
            if not found.outside:
                found.receiver(event)
            ours = OutboxItem.objects.waiting().filter(pk=item.pk, claimed_by=item.claimed_by)
            if not ours.update(delivered_at=timezone.now(), claimed_by="", claimed_at=None, last_error=""):
                raise ClaimLostError
    except ClaimLostError:
        log.warning("outbox.claim_lost", event_name=item.event_name, receiver=item.receiver, item=item.pk)
        return Delivered()
    except Exception as error:
        return put_back(item, error)
    return Delivered(delivered=1)


def receiver_of(item: OutboxItem) -> Subscription:
    found = subscription(item.event_name, item.receiver)
    if found is None:
        raise LookupError(f"no receiver {item.receiver} of {item.event_name}")
    return found


def put_back(item: OutboxItem, error: Exception) -> Delivered:
    said = f"{type(error).__name__}: {error}"[:2000]
    ours = OutboxItem.objects.waiting().filter(pk=item.pk, claimed_by=item.claimed_by)
    known = {"event_name": item.event_name, "receiver": item.receiver, "item": item.pk, "attempts": item.attempts}
    if item.attempts >= settings.OUTBOX_MAX_ATTEMPTS:
        ours.update(parked_at=timezone.now(), claimed_by="", claimed_at=None, last_error=said)
        log.error("outbox.parked", **known, exc_info=error)
        return Delivered(parked=1)
    ours.update(due_at=timezone.now() + wait_after(item.attempts), claimed_by="", claimed_at=None, last_error=said)
    log.warning("outbox.failed", **known, exc_info=error)
    return Delivered(failed=1)


def wait_after(attempts: int) -> timedelta:
    """15 s, 45 s, … up to 6 hours, shortened by up to a half: what failed together must not return together."""
    longest: timedelta = min(FIRST_WAIT * 3 ** min(attempts - 1, 9), LONGEST_WAIT)
    return longest * random.uniform(0.5, 1)  # noqa: S311 -- spreads load, guards nothing


def free_stale_claims() -> int:
    """Give back what its claimer will not finish: the time is up, or the process on this machine is gone."""
    claimed = OutboxItem.objects.waiting().exclude(claimed_at=None)
    stale = [
        pk
        for pk, by, at in claimed.values_list("pk", "claimed_by", "claimed_at")
        if at is None or at < timezone.now() - CLAIM_LASTS or is_gone(by)
    ]
    if not stale:
        return 0
    lost = claimed.filter(pk__in=stale)
    worn = lost.filter(attempts__gte=settings.OUTBOX_MAX_ATTEMPTS)
    if count := worn.update(
        parked_at=timezone.now(), claimed_by="", claimed_at=None, last_error="The process ended during each attempt."
    ):
        log.error("outbox.parked", items=count, reason="the process ended during each attempt")
    return lost.update(claimed_by="", claimed_at=None) + count


def is_gone(claimed_by: str) -> bool:
    host, _, rest = claimed_by.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def retry_parked() -> int:
    """Let every parked row start over, at once. Says how many."""
    with transaction.atomic():
        return OutboxItem.objects.parked().update(parked_at=None, due_at=timezone.now(), attempts=0)
