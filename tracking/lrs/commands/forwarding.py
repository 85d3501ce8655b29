"""Sending what targets have not got yet (ADR 0015): one sender for each target, in order, at least once."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID, uuid4

import structlog
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from learning.core.commands.delivery import claimer, is_gone
from tracking.lrs.forwarding.parcels import Parcel, Stuck, Terms, Unsendable
from tracking.lrs.forwarding.queue import MOST_TOGETHER, bundles, items_of, next_stretch, sendable
from tracking.lrs.forwarding.remote import Refusal, RemoteStore, StoreAwayError
from tracking.lrs.forwarding.secrets import SecretUnreadableError, decrypted
from tracking.lrs.models import DeadLetter, ForwardingTarget
from tracking.lrs.open_writes import settled_id
from tracking.lrs.platform import platform_iri
from tracking.lrs.protocol.versions import Version

CLAIM_LASTS = timedelta(minutes=3)
"""Longer than anything between two signs of life: one batch, and asking what became of it."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_WISH = timedelta(days=1)
"""Of a target that says itself when to come back."""
LETTERS_AT_ONCE = 100
CAREFUL_AFTER = 3
"""Failures in a row after which statements go one by one: whichever a target fails at is then the next one."""

log = structlog.get_logger(__name__)


class ClaimLostError(Exception):
    """Somebody paused or changed the target, or took it over."""


@dataclass(frozen=True)
class Forwarded:
    sent: int = 0
    put_aside: int = 0
    targets_away: int = 0

    def __add__(self, other: "Forwarded") -> "Forwarded":
        return Forwarded(
            self.sent + other.sent, self.put_aside + other.put_aside, self.targets_away + other.targets_away
        )


def forward_due(*, seconds: float = 15.0) -> Forwarded:
    """Send to all targets whose turn it is, for about so long; who waits longest is first."""
    until = time.monotonic() + seconds
    done = Forwarded()
    due = ForwardingTarget.objects.filter(is_active=True, next_try_at__lte=timezone.now())
    for pk in list(due.order_by("next_try_at").values_list("pk", flat=True)):
        if time.monotonic() < until and (target := claim(pk)):
            done += Sender(target).run(until)
    return done


def claim(pk: int) -> ForwardingTarget | None:
    """The target, now ours; None when its turn has not come or somebody sends to it already. Compare and set: the same
    on every database, and no transaction stays open while another server is waited for."""
    now = timezone.now()
    free_of_the_dead(pk)
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lt=now)
    mine = f"{claimer()}:{uuid4().hex[:8]}"
    due = ForwardingTarget.objects.filter(unclaimed, pk=pk, is_active=True, next_try_at__lte=now)
    if not due.update(claimed_by=mine, claimed_until=now + CLAIM_LASTS):
        return None
    return ForwardingTarget.objects.filter(pk=pk, claimed_by=mine).first()


def free_of_the_dead(pk: int) -> None:
    for by in ForwardingTarget.objects.filter(pk=pk).exclude(claimed_by="").values_list("claimed_by", flat=True):
        if is_gone(by):
            ForwardingTarget.objects.filter(pk=pk, claimed_by=by).update(claimed_by="", claimed_until=None)


class Sender:
    def __init__(self, target: ForwardingTarget) -> None:
        self.target = target
        self.ours = ForwardingTarget.objects.filter(pk=target.pk, claimed_by=target.claimed_by, is_active=True)
        self.most = 1 if target.failures >= CAREFUL_AFTER else MOST_TOGETHER
        self.sent = 0
        self.put_aside = 0

    def run(self, until: float) -> Forwarded:
        """Errors of the target end here, in its row and in the log."""
        is_away = False
        try:
            self.set_up()
            self.resend(until)
            while time.monotonic() < until and self.send_a_stretch():
                pass
            self.ours.update(failures=0, last_error="", claimed_by="", claimed_until=None, next_try_at=timezone.now())
        except StoreAwayError as error:
            is_away = True
            self.put_off(error)
        except ClaimLostError:
            log.info("forwarding.claim_lost", target=self.target.pk)
        except Exception as error:
            is_away = True
            self.put_off(StoreAwayError(type(error).__name__))
            log.exception("forwarding.failed", target=self.target.pk)
        return Forwarded(self.sent, self.put_aside, int(is_away))

    def set_up(self) -> None:
        try:
            self.store = RemoteStore(self.target.url, self.target.username, decrypted(self.target.password))
            salt = decrypted(self.target.salt)
        except SecretUnreadableError as error:
            raise StoreAwayError(str(error)) from error
        if self.target.versions is None:
            self.target.versions = [version.value for version in self.store.versions()]
            self.note(versions=self.target.versions)
        versions = [Version(each) for each in self.target.versions]
        self.terms = Terms(versions=versions, salt=salt, home_page=platform_iri())

    def send_a_stretch(self) -> bool:
        """Says whether there may be more."""
        settled = settled_id()
        if settled is None or settled <= self.target.position:
            return False
        stretch = next_stretch(self.target, settled=settled)
        for bundle in bundles(items_of(stretch.rows, self.terms), most=self.most):
            if isinstance(bundle, Stuck):
                self.put_aside_as(bundle.uuid, Refusal(0, bundle.why), through=bundle.row_id)
            else:
                self.deliver(bundle)
        self.advance(stretch.through)
        return stretch.through < settled

    def deliver(self, parcels: Sequence[Parcel]) -> None:
        """Those that are refused are found by halving; the others arrive in their order."""
        refusal = self.taken(parcels)
        if refusal is None:
            self.advance(parcels[-1].row_id, sent=len(parcels))
        elif len(parcels) > 1:
            middle = len(parcels) // 2
            self.deliver(parcels[:middle])
            self.deliver(parcels[middle:])
        else:
            self.put_aside_as(parcels[0].uuid, refusal, through=parcels[0].row_id)

    def taken(self, parcels: Sequence[Parcel]) -> Refusal | None:
        try:
            refusal = self.store.take(parcels)
        except FileNotFoundError:
            return Refusal(0, Unsendable.ATTACHMENT_GONE)
        if refusal and refusal.status == HTTPStatus.CONFLICT and len(parcels) == 1:
            return None if self.store.has_the_same(parcels[0]) else refusal
        return refusal

    def resend(self, until: float) -> None:
        """Dead letters that somebody wants to be sent again, one by one."""
        letters = self.target.dead_letters.filter(wants_resend=True).order_by("pk")
        while time.monotonic() < until and (some := list(letters[:LETTERS_AT_ONCE])):
            rows = list(sendable().filter(uuid__in=[letter.statement for letter in some]))
            items = {item.uuid: item for item in items_of(rows, self.terms)}
            for letter in some:
                self.resend_one(letter, items.get(letter.statement))

    def resend_one(self, letter: DeadLetter, item: Parcel | Stuck | None) -> None:
        if item is None:  # withdrawn or deleted since
            self.note()
            letter.delete()
        elif isinstance(item, Stuck):
            self.put_aside_as(item.uuid, Refusal(0, item.why))
        elif refusal := self.taken([item]):
            self.put_aside_as(item.uuid, refusal)
        else:
            with transaction.atomic():
                self.advance(self.target.position, sent=1)
                letter.delete()

    def put_aside_as(self, uuid: UUID, refusal: Refusal, *, through: int = 0) -> None:
        said = {"status": refusal.status, "reason": refusal.reason, "at": timezone.now(), "wants_resend": False}
        with transaction.atomic():
            self.advance(max(through, self.target.position))
            DeadLetter.objects.update_or_create(target=self.target, statement=uuid, defaults=said)
        self.put_aside += 1
        log.warning("forwarding.put_aside", target=self.target.pk, statement=str(uuid), status=refusal.status)

    def advance(self, position: int, *, sent: int = 0) -> None:
        if sent:
            self.note(position=position, sent=F("sent") + sent, last_sent_at=timezone.now(), failures=0, last_error="")
        else:
            self.note(position=position)
        self.target.position = position
        self.sent += sent

    def note(self, **values: object) -> None:
        """Raises ClaimLostError."""
        if not self.ours.update(claimed_until=timezone.now() + CLAIM_LASTS, **values):
            raise ClaimLostError

    def put_off(self, error: StoreAwayError) -> None:
        failures = self.target.failures = self.ours.values_list("failures", flat=True).first() or 0
        wait = wait_after(failures + 1, wish=error.wait)
        self.ours.update(
            failures=failures + 1,
            last_error=str(error)[:500],
            next_try_at=timezone.now() + wait,
            claimed_by="",
            claimed_until=None,
        )
        log.warning("forwarding.away", target=self.target.pk, error=str(error)[:500], failures=failures + 1)


def wait_after(failures: int, *, wish: timedelta | None = None) -> timedelta:
    """5 s, 10 s, … up to an hour, shortened by up to a half: what failed together must not return together. Never
    earlier than the target wishes."""
    longest: timedelta = min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT)
    own = longest * random.uniform(0.5, 1)  # noqa: S311 -- spreads load, guards nothing
    return max(own, min(wish, LONGEST_WISH)) if wish else own
