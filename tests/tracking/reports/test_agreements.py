import pytest
from django.core.management import CommandError, call_command

from learning.core.models import AuditEntry
from learning.organisation.commands import grant_role
from learning.organisation.enums import Role
from tests.factories.people import person_with
from tracking.reports.commands import AgreementRefusedError, approve_report, propose_report, withdraw_report
from tracking.reports.models import AgreementDecision, AgreementPolicy
from tracking.reports.queries.agreements import agreement_on
from tracking.reports.queries.units import units_today

TERMS = {"report": "participation", "purposes": ["Quartalsbericht"], "roles": [Role.HR], "floor": 10}
pytestmark = pytest.mark.django_db


def running():
    """The units of today in which the report runs."""
    agreement = agreement_on("participation")
    return set(agreement.approvals_in(units_today())) if agreement else set()


def test_a_report_runs_after_both_sides_approved(petra, karl):
    propose_report(**TERMS)
    approve_report(report="participation", side="hr", by=petra)
    assert running() == set()

    approve_report(report="participation", side="staff_council", by=karl)

    assert running() == {"A", "A-1", "A-2", "A-3", "A-4"}
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
    policy = AgreementPolicy.objects.get()
    AgreementDecision.objects.create(policy=policy, side="staff_council", is_approval=True, units=["A"], by=both)
    assert running() == set(), "also when the row is there, however it came"


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
    assert "L" in running()

    propose_report(**TERMS)

    assert running() == set()


def test_the_same_terms_keep_the_approvals(petra, karl):
    propose_report(**TERMS)
    approve_report(report="participation", side="hr", by=petra)

    propose_report(**TERMS)

    assert AgreementDecision.objects.get().by == petra


@pytest.mark.parametrize("role", [Role.HR, Role.STAFF_COUNCIL])
def test_either_side_switches_it_off_alone_in_its_own_part(agreed, land, role):
    with pytest.raises(AgreementRefusedError, match="not_of_this_side"):
        withdraw_report(report="participation", by=person_with(Role.LEAD, land["A"]))

    withdraw_report(report="participation", by=person_with(role, land["A"]))

    assert running() == {"B", "B-1", "B-2"}, "the Land's sum would show A to whoever subtracts B"
    withdraw_report(report="participation", by=person_with(role, land["B-2"]))
    assert running() == {"B-1"}


def test_withdrawing_what_does_not_stand_changes_nothing(agreed, petra):
    withdraw_report(report="participation", by=petra)
    withdraw_report(report="participation", by=petra)

    assert AuditEntry.objects.filter(action="reports.agreement_withdrawn").count() == 1


def test_the_last_word_about_a_unit_counts(agreed, petra):
    withdraw_report(report="participation", by=petra)
    approve_report(report="participation", side="hr", by=petra)

    assert "L" in running()


def test_two_ministries_agree_each_for_itself(land, petra, karl):
    propose_report(**TERMS)
    for side, person in (("hr", petra), ("staff_council", karl)):
        approve_report(report="participation", side=side, by=person)
    for side, role in (("hr", Role.HR), ("staff_council", Role.STAFF_COUNCIL)):
        approve_report(report="participation", side=side, by=person_with(role, land["B"]))

    assert running() == {"A", "A-1", "A-2", "A-3", "A-4", "B", "B-1", "B-2"}


def test_nobody_approves_other_terms_than_they_read(petra):
    read = propose_report(**TERMS).mark
    propose_report(**TERMS | {"floor": 20})

    with pytest.raises(AgreementRefusedError, match="other_terms"):
        approve_report(report="participation", side="hr", by=petra, mark=read)


def test_the_command_proposes_approves_and_says_what_is_wrong(petra, karl):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("agree_report", "sales", "--purpose", "Planung", "--role", "hr")
    call_command("agree_report", "participation", "--purpose", "Planung", "--role", "hr")
    call_command("agree_report", "participation", "--approve-as", "hr", "--by", petra.email)
    with pytest.raises(CommandError, match="does not hold the role"):
        call_command("agree_report", "participation", "--approve-as", "hr", "--by", karl.email)
    call_command("agree_report", "participation", "--approve-as", "staff_council", "--by", karl.email)

    assert "A" in running()
    entries = AuditEntry.objects.filter(action__startswith="reports.agreement").order_by("pk")
    assert [entry.actor for entry in entries] == [None, None, None], "nobody of them acted: operations did"
    assert [entry.detail.get("in_the_name_of") for entry in entries] == [
        None,
        f"accounts.user:{petra.pk}",
        f"accounts.user:{karl.pk}",
    ]
