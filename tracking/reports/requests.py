"""What a reader asks for, read from the address and held against agreement, scope and closed period."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from learning.accounts.models import User
from learning.core.commands import record_access
from learning.core.templatetags.components import short_day
from tracking.reports.enums import Report
from tracking.reports.frames import FrozenCourse, FrozenUnit
from tracking.reports.models import AgreementDecision, AgreementPolicy
from tracking.reports.queries.agreements import Approvals, agreement_on
from tracking.reports.queries.floor import floor_in_force
from tracking.reports.queries.participation import Participation, participation
from tracking.reports.queries.scope import Grant, heads_in, reading_grants, role_for
from tracking.reports.queries.snapshots import OpenedPeriod, is_any_closed, open_period

CHOSEN_PURPOSE = "reports.purpose"
"""In the session: what the reader said today."""


class ReaderRequest(HttpRequest):
    """What a view behind `@requires("reports.see")` gets: somebody who may read figures about groups."""

    user: User


class ReportClosedError(Exception):
    """The report cannot be shown. `code`: `not_agreed`, `not_for_this_role`, `no_period`, `below_floor` (all closed
    quarters were published for smaller groups than are allowed now), `not_in_period`."""

    def __init__(self, code: str, *, withdrawals: Sequence[AgreementDecision] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.withdrawals = withdrawals
        """By which somebody ended it in the reader's part, where it is not agreed any more."""


class PurposeMissingError(Exception):
    """The reader has not said yet what for: they are asked, and see no figure before."""

    def __init__(self, policy: AgreementPolicy) -> None:
        super().__init__()
        self.policy = policy


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A report that may be shown to this reader."""

    reader: User
    policy: AgreementPolicy
    approvals: dict[str, Approvals]
    purpose_number: int
    period: OpenedPeriod
    heads: list[FrozenUnit]
    grants: list[Grant]
    language: str

    @property
    def purpose(self) -> str:
        return str(self.policy.purposes[self.purpose_number])

    def capacity(self, unit: FrozenUnit) -> str:
        return role_for(unit, self.period.tree, self.grants)

    def head_of(self, unit: FrozenUnit) -> FrozenUnit | None:
        """The head of the reader's part that the unit belongs to; None: the unit is none of the reader's business."""
        way = self.period.tree.way_to(unit.code)
        return next((head for head in self.heads if head in way), None)

    def record(self, *, what: str) -> None:
        record_access(reader=self.reader, what=f"{Report.PARTICIPATION}: {what}"[:200], purpose=self.purpose)


def open_report(request: ReaderRequest) -> Reading:
    """Agreement and period: two queries. Raises ReportClosedError, PurposeMissingError, Http404
    for a period that is not there."""
    agreement = agreement_on(Report.PARTICIPATION)
    if agreement is None:
        raise ReportClosedError("not_agreed")
    policy = agreement.policy
    grants = reading_grants(user=request.user, roles=policy.roles)
    if not grants:
        raise ReportClosedError("not_for_this_role")
    name = request.GET.get("zeitraum") or None
    period = open_period(floor=floor_in_force(agreed=[policy.floor]), name=name)
    if period is None:
        if name:
            raise Http404
        raise ReportClosedError("below_floor" if is_any_closed() else "no_period")
    approvals = agreement.approvals_in(period.tree.units)
    heads = heads_in(period.tree, grants, agreed=approvals)
    if not heads:
        reached = heads_in(period.tree, grants)
        withdrawals = agreement.withdrawals_in(period.tree, reached)
        raise ReportClosedError("not_agreed" if reached else "not_in_period", withdrawals=withdrawals)
    return Reading(
        reader=request.user,
        policy=policy,
        approvals=approvals,
        purpose_number=purpose_number(request, policy),
        period=period,
        heads=heads,
        grants=grants,
        language=get_language() or "de",
    )


def purpose_number(request: HttpRequest, policy: AgreementPolicy) -> int:
    """The one in the address, else the one chosen earlier today."""
    asked = request.GET.get("zweck")
    if asked is None:
        return remembered_purpose(request, policy)
    numbers = {str(number): number for number in range(len(policy.purposes))}
    if asked not in numbers:
        raise Http404
    number = numbers[asked]
    chosen = {"day": timezone.localdate().isoformat(), "purpose": policy.purposes[number]}
    if request.session.get(CHOSEN_PURPOSE) != chosen:
        request.session[CHOSEN_PURPOSE] = chosen
    return number


def remembered_purpose(request: HttpRequest, policy: AgreementPolicy) -> int:
    """Remembered as text: under other terms the same number may be another purpose. Where only one is agreed, there
    is nothing to choose."""
    if len(policy.purposes) == 1:
        return 0
    chosen = request.session.get(CHOSEN_PURPOSE, {})
    if chosen.get("day") != timezone.localdate().isoformat() or chosen.get("purpose") not in policy.purposes:
        raise PurposeMissingError(policy)
    return int(policy.purposes.index(chosen["purpose"]))


def chosen_unit(request: HttpRequest, reading: Reading) -> tuple[FrozenUnit, FrozenUnit]:
    """(unit, head of the reader's part above it). Foreign and unknown units are not found, all alike."""
    code = request.GET.get("einheit") or reading.heads[0].code
    unit = reading.period.tree.by_code.get(code)
    head = reading.head_of(unit) if unit else None
    if unit is None or head is None:
        raise Http404
    return unit, head


def chosen_course(request: HttpRequest, reading: Reading) -> FrozenCourse | None:
    """None: all courses. Without a choice the only course there is."""
    slug = request.GET.get("kurs")
    if slug is None and len(reading.period.courses) == 1:
        return reading.period.courses[0]
    if not slug or slug == "alle":
        return None
    course = reading.period.course(slug)
    if course is None:
        raise Http404
    return course


def asked_participation(request: HttpRequest, reading: Reading) -> Participation:
    unit, head = chosen_unit(request, reading)
    course = chosen_course(request, reading)
    return participation(period=reading.period, unit=unit, head=head, course=course, language=reading.language)


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Who asked for what, when and why: printed on every page and every file."""

    requester: str
    capacity: str
    purpose: str
    made_at: str


def stamp(reading: Reading, unit: FrozenUnit) -> Stamp:
    now = timezone.localtime()
    return Stamp(
        requester=reading.reader.get_full_name(),
        capacity=reading.capacity(unit),
        purpose=reading.purpose,
        made_at=f"{short_day(now)}, {now:%H:%M}",
    )
