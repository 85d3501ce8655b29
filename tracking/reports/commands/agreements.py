"""The agreement as data: a report runs after two people, one of HR and one of the staff council, switched it on."""

from collections.abc import Sequence
from typing import Literal

from django.db import transaction
from django.utils import timezone

from learning.accounts.models import User
from learning.core.commands import record_audit
from learning.core.disclosure import Floor
from learning.organisation.enums import Role
from learning.organisation.rules import has_role
from tracking.reports.enums import Report
from tracking.reports.models import AgreementPolicy
from tracking.reports.queries.scope import units_held
from tracking.reports.rules import READERS

Side = Literal["hr", "staff_council"]
LONGEST_PURPOSE = 200
"""As the access log keeps it."""
ROLE_OF: dict[Side, Role] = {"hr": Role.HR, "staff_council": Role.STAFF_COUNCIL}


class AgreementRefusedError(Exception):
    """`code`: `no_purpose`, `roles`, `floor`, `unknown_report`, `not_of_this_side`, `same_person`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def propose_report(
    *, report: str, purposes: Sequence[str], roles: Sequence[Role | str], floor: int, by: User | None = None
) -> AgreementPolicy:
    """Write down the terms. Other terms than before need both approvals anew."""
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
    approvals = dict.fromkeys(
        ("approved_by_hr", "approved_by_hr_on", "approved_by_staff_council", "approved_by_staff_council_on")
    )
    parts: dict[str, list[str]] = {"hr_units": [], "staff_council_units": []}
    policy, _is_new = AgreementPolicy.objects.update_or_create(report=report, defaults=terms | approvals | parts)
    record_audit(actor=by, action="reports.agreement_proposed", subject=subject_of(report), detail=terms)
    return policy


@transaction.atomic
def approve_report(*, report: str, side: Side, by: User) -> AgreementPolicy:
    """Approve for HR or for the staff council, for the part in which `by` holds that role. Approving again changes
    nothing: another part needs other approvals, of the proposal anew."""
    policy = AgreementPolicy.objects.select_for_update().filter(report=report).first()
    if policy is None:
        raise AgreementRefusedError("unknown_report")
    if not has_role(by, ROLE_OF[side]):
        raise AgreementRefusedError("not_of_this_side")
    other: Side = "staff_council" if side == "hr" else "hr"
    if getattr(policy, f"approved_by_{other}_id") == by.pk:
        raise AgreementRefusedError("same_person")
    if getattr(policy, f"approved_by_{side}_id") is not None and getattr(policy, f"{side}_units"):
        return policy
    units = units_held(user=by, role=ROLE_OF[side])
    if not units:
        raise AgreementRefusedError("not_of_this_side")
    setattr(policy, f"approved_by_{side}", by)
    setattr(policy, f"approved_by_{side}_on", timezone.localdate())
    setattr(policy, f"{side}_units", units)
    policy.save(update_fields=[f"approved_by_{side}", f"approved_by_{side}_on", f"{side}_units"])
    detail = {"side": side, "units": units}
    record_audit(actor=by, action="reports.agreement_approved", subject=subject_of(report), detail=detail)
    return policy


@transaction.atomic
def withdraw_report(*, report: str, by: User) -> None:
    """Switch it off: either side may, alone and at once."""
    if not (has_role(by, Role.HR) or has_role(by, Role.STAFF_COUNCIL)):
        raise AgreementRefusedError("not_of_this_side")
    policy = AgreementPolicy.objects.select_for_update().filter(report=report).first()
    if policy is None:
        raise AgreementRefusedError("unknown_report")
    policy.approved_by_hr = policy.approved_by_staff_council = None
    policy.approved_by_hr_on = policy.approved_by_staff_council_on = None
    policy.hr_units, policy.staff_council_units = [], []
    policy.save()
    record_audit(actor=by, action="reports.agreement_withdrawn", subject=subject_of(report))


def subject_of(report: str) -> str:
    return f"reports.agreement:{report}"
