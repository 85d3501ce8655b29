import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from learning.core.models import AuditEntry
from learning.organisation.commands import grant_role
from learning.organisation.enums import Role
from tests.factories.people import person_with
from tracking.reports.commands import AgreementRefusedError, approve_report, propose_report, withdraw_report
from tracking.reports.models import AgreementPolicy

TERMS = {"report": "participation", "purposes": ["Quartalsbericht"], "roles": [Role.HR], "floor": 10}
pytestmark = pytest.mark.django_db


def test_a_report_is_in_force_after_both_sides_approved(petra, karl):
    propose_report(**TERMS)
    assert not approve_report(report="participation", side="hr", by=petra).is_in_force
    assert approve_report(report="participation", side="staff_council", by=karl).is_in_force
    approved = AuditEntry.objects.filter(action="reports.agreement_approved").order_by("pk")
    assert [(entry.actor, entry.detail) for entry in approved] == [
        (petra, {"side": "hr", "units": ["A"]}),
        (karl, {"side": "staff_council", "units": ["A"]}),
    ]


def test_approving_again_changes_nothing(petra):
    propose_report(**TERMS)
    approve_report(report="participation", side="hr", by=petra)
    approve_report(report="participation", side="hr", by=petra)

    assert AuditEntry.objects.filter(action="reports.agreement_approved").count() == 1


def test_one_person_cannot_be_both_sides(petra, land):
    both = person_with(Role.STAFF_COUNCIL, land["A"])
    grant_role(user=both, role=Role.HR, unit=land["A"])
    propose_report(**TERMS)
    approve_report(report="participation", side="hr", by=both)

    with pytest.raises(AgreementRefusedError, match="same_person"):
        approve_report(report="participation", side="staff_council", by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementPolicy.objects.update(approved_by_staff_council=both, approved_by_staff_council_on="2026-10-05")


def test_only_the_own_side_approves(petra, karl):
    propose_report(**TERMS)

    with pytest.raises(AgreementRefusedError, match="not_of_this_side"):
        approve_report(report="participation", side="staff_council", by=petra)
    with pytest.raises(AgreementRefusedError, match="unknown_report"):
        approve_report(report="sales", side="hr", by=petra)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"purposes": [" "]}, "no_purpose"),
        ({"purposes": ["x" * 201]}, "no_purpose"),
        ({"roles": []}, "roles"),
        ({"roles": [Role.LEAD]}, "roles"),
        ({"roles": [Role.HR, Role.TRAINER]}, "roles"),
        ({"floor": 9}, "floor"),
        ({"floor": 51}, "floor"),
        ({"report": "sales"}, "unknown_report"),
    ],
)
def test_terms_are_refused(change, code, db):
    with pytest.raises(AgreementRefusedError, match=code):
        propose_report(**(TERMS | change))


def test_other_terms_need_both_approvals_anew(agreed):
    assert AgreementPolicy.objects.get().is_in_force

    policy = propose_report(**TERMS)

    assert not policy.is_in_force


def test_the_same_terms_keep_the_approvals(petra, karl):
    propose_report(**TERMS)
    approve_report(report="participation", side="hr", by=petra)

    assert propose_report(**TERMS).approved_by_hr == petra


def test_either_side_switches_it_off_alone(agreed, karl, land):
    with pytest.raises(AgreementRefusedError, match="not_of_this_side"):
        withdraw_report(report="participation", by=person_with(Role.LEAD, land["A"]))

    withdraw_report(report="participation", by=karl)

    assert not AgreementPolicy.objects.get().is_in_force


def test_the_command_proposes_approves_and_says_what_is_wrong(petra, karl):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("agree_report", "sales", "--purpose", "Planung", "--role", "hr")
    call_command("agree_report", "participation", "--purpose", "Planung", "--role", "hr")
    call_command("agree_report", "participation", "--approve-as", "hr", "--by", petra.email)
    with pytest.raises(CommandError, match="does not hold the role"):
        call_command("agree_report", "participation", "--approve-as", "hr", "--by", karl.email)
    call_command("agree_report", "participation", "--approve-as", "staff_council", "--by", karl.email)

    assert AgreementPolicy.objects.get().is_in_force
