"""An approval counts where the approver holds the role: the report runs where both parts meet, and nowhere else."""

import pytest

from learning.organisation.enums import Role
from tests.factories.people import person_with
from tests.tracking.reports.conftest import Q3
from tracking.reports.commands import approve_report, close_period, propose_report, withdraw_report

pytestmark = pytest.mark.django_db
PAGE = "/berichte/teilnahme/"
NOT_AGREED = "Dieser Bericht ist noch nicht vereinbart"


@pytest.fixture
def agree(land, story):
    """Agree with HR of one unit and the council of another, and close the quarter."""

    def agree_on(hr: str, council: str) -> None:
        terms = {"purposes": ["Quartalsbericht"], "roles": [Role.HR, Role.DATA_PROTECTION], "floor": 10}
        propose_report(report="participation", **terms)
        approve_report(report="participation", side="hr", by=person_with(Role.HR, land[hr]))
        approve_report(report="participation", side="staff_council", by=person_with(Role.STAFF_COUNCIL, land[council]))
        close_period(period=Q3)

    return agree_on


def opened(client, *units):
    return [client.get(PAGE, {"einheit": unit}).status_code for unit in units]


@pytest.mark.parametrize(("hr", "council"), [("A", "A"), ("L", "A"), ("A", "L")])
def test_one_ministry_agrees_for_itself_alone(agree, reads, hr, council):
    agree(hr, council)
    dora = reads(person_with(Role.DATA_PROTECTION, None))

    assert "Ministerium A" in dora.get(PAGE).content.decode()
    assert opened(dora, "A", "A-1", "L", "B", "B-1") == [200, 200, 404, 404, 404]
    assert b"Ministerium B" not in b"".join(dora.get("/berichte/teilnahme.csv?umfang=bereich").streaming_content)


def test_readers_of_another_ministry_find_nothing_agreed(agree, reads, land):
    agree("A", "A")
    client = reads(person_with(Role.HR, land["B"]))

    assert NOT_AGREED in client.get(PAGE).content.decode()
    assert client.get("/berichte/teilnahme.csv").status_code == 404


def test_the_narrower_approval_holds(agree, reads, petra):
    agree("A", "A-1")
    client = reads(petra)

    assert opened(client, "A-1", "A", "A-2") == [200, 404, 404]


def test_approvals_of_two_ministries_meet_nowhere(agree, reads, petra):
    agree("A", "B")

    assert NOT_AGREED in reads(petra).get(PAGE).content.decode()


def test_the_whole_land_needs_approvals_of_the_whole_land(agree, reads):
    agree("L", "L")

    assert opened(reads(person_with(Role.DATA_PROTECTION, None)), "L", "A", "B-1") == [200, 200, 200]


def test_what_one_ministry_withdraws_is_gone_there_and_in_the_sums_above(agree, reads, land, petra):
    agree("L", "L")
    withdraw_report(report="participation", by=petra)

    dora = reads(person_with(Role.DATA_PROTECTION, None))
    assert opened(dora, "L", "A", "A-1", "B", "B-1") == [404, 404, 404, 200, 200]
    assert b"Ministerium A" not in b"".join(dora.get("/berichte/teilnahme.csv?umfang=bereich").streaming_content)
    assert "Dieser Bericht ist zurzeit nicht vereinbart" in reads(petra).get(PAGE).content.decode()
