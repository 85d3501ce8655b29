"""The page of the agreement as its template reads it: the terms, who decided what about the reader's part, and what
the reader may decide."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from learning.accounts.models import User
from learning.core.disclosure import Floor
from learning.organisation.enums import Role
from learning.organisation.rules import has_role
from tracking.reports.enums import Report
from tracking.reports.frames import FrozenTree, FrozenUnit
from tracking.reports.models import AgreementPolicy
from tracking.reports.queries.agreements import Agreement, Words, proposal_of, units_held
from tracking.reports.queries.floor import floor_in_force
from tracking.reports.queries.reads import Reads, reads_by_purpose
from tracking.reports.queries.scope import heads_in, reading_grants
from tracking.reports.queries.units import units_today
from tracking.reports.rules import READERS, SIDES

READS_OF_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How it stands with one of the highest units of the reader's part."""

    unit: str
    runs: str
    is_running: bool


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision about the reader's part, or about a larger one around it."""

    name: str
    side: str
    is_approval: bool
    units: str
    at: datetime
    by_operations: bool


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the reader may decide for one side."""

    side: str
    label: str
    other: str
    units: str
    may_approve: bool
    may_withdraw: bool
    spoke_for_other: bool


@dataclass(frozen=True, kw_only=True)
class AgreementPage:
    policy: AgreementPolicy
    is_agreed: bool
    """It runs somewhere in the reader's part."""
    floor: Floor
    roles: Sequence[str]
    standings: Sequence[Standing]
    decisions: Sequence[Decided]
    choices: Sequence[Choice]
    reads: Sequence[Reads]
    """Of the reader's part, in the last `READS_OF_DAYS` days."""
    reads_of_days: int


def agreement_page(reader: User) -> AgreementPage | None:
    agreement = proposal_of(Report.PARTICIPATION)
    if agreement is None:
        return None
    tree = FrozenTree(tuple(units_today()), ())
    heads = heads_in(tree, reading_grants(user=reader, roles=READERS))
    words = {side: agreement.words_of(side, tree.units) for side in SIDES}
    part = {code for head in heads for code in tree.subtree(head.code)}
    return AgreementPage(
        policy=agreement.policy,
        is_agreed=not part.isdisjoint(agreement.approvals_in(tree.units)),
        floor=floor_in_force(agreed=[agreement.policy.floor]),
        roles=[str(Role(role).label) for role in agreement.policy.roles],
        standings=standings(agreement, tree, heads, words),
        decisions=decisions(agreement, tree, heads),
        choices=[
            choice
            for side in (Role.HR, Role.STAFF_COUNCIL)
            if has_role(reader, side)
            if (choice := choice_of(reader, side, agreement, tree, words))
        ],
        reads=reads_by_purpose(
            units=part,
            since=timezone.now() - timedelta(days=READS_OF_DAYS),
        ),
        reads_of_days=READS_OF_DAYS,
    )


def standings(
    agreement: Agreement, tree: FrozenTree, heads: Sequence[FrozenUnit], words: dict[str, Words]
) -> list[Standing]:
    agreed = agreement.approvals_in(tree.units)
    return [
        Standing(
            unit=head.name,
            is_running=head.code in agreed,
            runs=_("läuft") if head.code in agreed else why_not(head, tree, words, agreed),
        )
        for head in heads
    ]


def why_not(head: FrozenUnit, tree: FrozenTree, words: dict[str, Words], agreed: Container[str]) -> str:
    missing = [
        str(Role(side).label)
        for side in (Role.HR, Role.STAFF_COUNCIL)
        if head.code not in words[side] or not words[side][head.code].is_approval
    ]
    if any(code in agreed for code in tree.subtree(head.code)):
        return _("läuft nur in Teilen")
    if missing:
        return _("läuft nicht; es fehlt: %(sides)s") % {"sides": ", ".join(missing)}
    return _("läuft nicht")


def decisions(agreement: Agreement, tree: FrozenTree, heads: Sequence[FrozenUnit]) -> list[Decided]:
    """The latest first. What another part of the administration decided for itself is nobody else's business."""
    ours = {code for head in heads for code in tree.subtree(head.code)}
    ours |= {above.code for head in heads for above in tree.way_to(head.code)}
    return [
        Decided(
            name=each.by.get_full_name(),
            side=str(Role(each.side).label),
            is_approval=each.is_approval,
            units=names(tree, [code for code in each.units if code in ours]),
            at=each.at,
            by_operations=each.by_operations,
        )
        for each in reversed(agreement.decisions)
        if ours.intersection(each.units)
    ]


def choice_of(
    reader: User, side: Role, agreement: Agreement, tree: FrozenTree, words: dict[str, Words]
) -> Choice | None:
    part = [code for code in units_held(user=reader, role=side) if code in tree.by_code]
    if not part:
        return None
    inside = [code for unit in part for code in tree.subtree(unit)]
    approved = [code in words[side] and words[side][code].is_approval for code in inside]
    other = Role.STAFF_COUNCIL if side is Role.HR else Role.HR
    spoke = any(each.by_id == reader.pk and each.side == other and each.is_approval for each in agreement.decisions)
    return Choice(
        side=side.value,
        label=str(side.label),
        other=str(other.label),
        units=names(tree, part),
        may_approve=not all(approved) and not spoke,
        may_withdraw=any(approved),
        spoke_for_other=spoke,
    )


def names(tree: FrozenTree, codes: Sequence[str]) -> str:
    return ", ".join(tree.by_code[code].name for code in codes if code in tree.by_code)
