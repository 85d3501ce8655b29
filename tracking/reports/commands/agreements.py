"""The agreement as data: a report runs after two people, one of HR and one of the staff council, switched it on."""

from collections.abc import Sequence
from typing import Any, Literal, get_args

from django.db import transaction

from learning.accounts.commands import subject_of_person
from learning.accounts.models import User
from learning.core.commands import record_audit
from learning.core.disclosure import Floor
from learning.organisation.enums import Role
from learning.organisation.rules import has_role
from tracking.reports.enums import Report
from tracking.reports.models import AgreementDecision, AgreementPolicy
from tracking.reports.queries.agreements import is_settled, proposal_of, units_held
from tracking.reports.queries.units import units_today
from tracking.reports.rules import READERS

Side = Literal["hr", "staff_council"]
LONGEST_PURPOSE = 200
"""As the access log keeps it."""


class AgreementRefusedError(Exception):
    """`code`: `no_purpose`, `roles`, `floor`, `unknown_report`, `not_of_this_side`, `same_person`, `other_terms` (than
    the person has read)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def propose_report(
    *, report: str, purposes: Sequence[str], roles: Sequence[Role | str], floor: int, by: User | None = None
) -> AgreementPolicy:
    """Write down the terms. Other terms than before need all approvals anew. `by` None: operations."""
    if report not in Report.values:
        raise AgreementRefusedError("unknown_report")
    purposes = [purpose.strip() for purpose in purposes if purpose.strip()]
    wanted = sorted({Role(role).value for role in roles})
    if not purposes or any(len(purpose) > LONGEST_PURPOSE for purpose in purposes):
        raise AgreementRefusedError("no_purpose")
    if not wanted or not READERS.issuperset(wanted):
        raise AgreementRefusedError("roles")
    if not Floor.LOWEST <= floor <= Floor.HIGHEST:
        raise AgreementRefusedError("floor")
    terms = {"purposes": purposes, "roles": wanted, "floor": floor}
    known = AgreementPolicy.objects.select_for_update().filter(report=report).first()
    if known is not None and {name: getattr(known, name) for name in terms} == terms:
        return known
    policy, _is_new = AgreementPolicy.objects.update_or_create(report=report, defaults=terms)
    policy.decisions.all().delete()
    record_audit(actor=by, action="reports.agreement_proposed", subject=subject_of(report), detail=terms)
    return policy


@transaction.atomic
def approve_report(
    *, report: str, side: Side, by: User, mark: str | None = None, by_operations: bool = False
) -> AgreementPolicy:
    """Approve for HR or for the staff council, for the part in which `by` holds that role. `mark` is that of the
    terms which the person has read. Approving again changes nothing."""
    return _decide(report, side, by, is_approval=True, mark=mark, by_operations=by_operations)


@transaction.atomic
def withdraw_report(*, report: str, by: User, side: Side | None = None, by_operations: bool = False) -> None:
    """Switch it off in the own part: either side may, alone and at once. Without `side`, for each that `by` is of."""
    sides = [side] if side else [each for each in get_args(Side) if has_role(by, each)]
    if not sides:
        raise AgreementRefusedError("not_of_this_side")
    for each in sides:
        _decide(report, each, by, is_approval=False, mark=None, by_operations=by_operations)


def _decide(
    report: str, side: Side, by: User, *, is_approval: bool, mark: str | None, by_operations: bool
) -> AgreementPolicy:
    policy = AgreementPolicy.objects.select_for_update().filter(report=report).first()
    if policy is None:
        raise AgreementRefusedError("unknown_report")
    if mark is not None and mark != policy.mark:
        raise AgreementRefusedError("other_terms")
    part, units = units_held(user=by, role=side), units_today()
    if not part:
        raise AgreementRefusedError("not_of_this_side")
    if is_approval and policy.decisions.filter(by=by, is_approval=True).exclude(side=side).exists():
        raise AgreementRefusedError("same_person")
    agreement = proposal_of(report)
    if agreement and is_settled(agreement.words_of(side, units), units, part, is_approval=is_approval):
        return policy
    AgreementDecision.objects.create(
        policy=policy, side=side, is_approval=is_approval, units=part, by=by, by_operations=by_operations
    )
    detail: dict[str, Any] = {"side": side, "units": part}
    if by_operations:
        detail |= {"by_operations": True, "in_the_name_of": subject_of_person(user=by)}
    record_audit(
        actor=None if by_operations else by,
        action="reports.agreement_approved" if is_approval else "reports.agreement_withdrawn",
        subject=subject_of(report),
        detail=detail,
    )
    return policy


def subject_of(report: str) -> str:
    return f"reports.agreement:{report}"
