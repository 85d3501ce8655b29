"""Where a report runs: in every unit for which HR and staff council, two different people, had the last word and it
was yes, with all units below it. A part that one side has withdrawn also closes the sums above it, else it could be
subtracted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learning.accounts.models import User
from learning.organisation.enums import Role
from learning.organisation.models import RoleGrant
from tracking.reports.frames import FrozenTree, FrozenUnit
from tracking.reports.models import AgreementDecision, AgreementPolicy

Approvals = tuple[AgreementDecision, AgreementDecision]
"""Of HR and of the staff council."""
Words = Mapping[str, AgreementDecision]
"""Code of the unit → the last decision about it."""


@dataclass(frozen=True)
class Agreement:
    policy: AgreementPolicy
    decisions: tuple[AgreementDecision, ...]
    """The earliest first."""

    def words_of(self, side: str, units: Sequence[FrozenUnit]) -> Words:
        """`units` in the order of the tree."""
        about = {code: each for each in self.decisions if each.side == side for code in each.units}
        words: dict[str, AgreementDecision] = {}
        for unit in units:
            found = [each for each in (about.get(unit.code), words.get(unit.parent or "")) if each]
            if found:
                words[unit.code] = max(found, key=lambda each: each.pk)
        return words

    def approvals_in(self, units: Sequence[FrozenUnit]) -> dict[str, Approvals]:
        """Each unit in which the report runs, with the approvals that let it."""
        hr, council = self.words_of(Role.HR, units), self.words_of(Role.STAFF_COUNCIL, units)
        agreed: dict[str, Approvals] = {}
        broken: set[str | None] = set()
        for unit in reversed(units):
            ours, theirs = hr.get(unit.code), council.get(unit.code)
            if (
                ours
                and theirs
                and ours.is_approval
                and theirs.is_approval
                and ours.by_id != theirs.by_id
                and unit.code not in broken
            ):
                agreed[unit.code] = (ours, theirs)
            else:
                broken.add(unit.parent)
        return agreed

    def withdrawals_in(self, tree: FrozenTree, heads: Sequence[FrozenUnit]) -> list[AgreementDecision]:
        """The last word of a side about one of the heads or a unit below, where it was no; the latest first."""
        inside = {code for head in heads for code in tree.subtree(head.code)}
        words = (self.words_of(side, tree.units) for side in (Role.HR, Role.STAFF_COUNCIL))
        last = {each.pk: each for side in words for code, each in side.items() if code in inside}
        return [each for _, each in sorted(last.items(), reverse=True) if not each.is_approval]


def agreement_on(report: str) -> Agreement | None:
    """None where nobody has decided anything. One query."""
    decisions = AgreementDecision.objects.filter(policy__report=report).select_related("policy")
    found = tuple(decisions.order_by("pk"))
    return Agreement(found[0].policy, found) if found else None


def proposal_of(report: str) -> Agreement | None:
    """The terms also before anybody decided, and the people who did. Two queries."""
    policy = AgreementPolicy.objects.filter(report=report).first()
    return Agreement(policy, tuple(policy.decisions.select_related("by").order_by("pk"))) if policy else None


def units_held(*, user: User, role: Role | str) -> list[str]:
    """Codes of the units for which the person holds the role today."""
    grants = RoleGrant.objects.current().filter(user=user, role=role, unit__isnull=False)
    return list(grants.order_by("unit__path").values_list("unit__code", flat=True))


def is_settled(words: Words, units: Sequence[FrozenUnit], part: Sequence[str], *, is_approval: bool) -> bool:
    """Whether the last word on every unit of the part says so already; no word at all is as good as a withdrawal."""
    inside: set[str] = set()
    for unit in units:
        if unit.code in part or unit.parent in inside:
            inside.add(unit.code)
    return all((code in words and words[code].is_approval) is is_approval for code in inside)
