"""The page of the agreement: two people, each signed in, each for their own side and part."""

import re

import pytest
from django.test import Client

from learning.core.models import AuditEntry
from learning.organisation.commands import grant_role
from learning.organisation.enums import Role
from tests.factories.people import person_with
from tests.tracking.reports.conftest import Q3
from tracking.reports.commands import approve_report, close_period, propose_report, withdraw_report
from tracking.reports.models import AgreementDecision

pytestmark = pytest.mark.django_db
PAGE, APPROVE, WITHDRAW = (
    "/berichte/vereinbarung/",
    "/berichte/vereinbarung/freigeben/",
    "/berichte/vereinbarung/zurueckziehen/",
)
REPORT = "/berichte/teilnahme/"
ROLES = [Role.HR, Role.STAFF_COUNCIL, Role.DATA_PROTECTION]


@pytest.fixture
def proposed(land):
    return propose_report(report="participation", purposes=["Fortbildung planen"], roles=ROLES, floor=12)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def send(client, path):
    """What the page's own form sends."""
    page = client.get(PAGE).content.decode()
    form = page[page.index(f'action="{path}"') :].partition("</form>")[0]
    fields = dict(re.findall(r'name="(seite|vorschlag)" value="([^"]*)"', form))
    return client.post(path, fields, follow=True)


def test_the_page_says_what_is_proposed(proposed, petra):
    page = text(signed_in(petra).get(PAGE))

    for told in ("Fortbildung planen", "keine Zahl unter 12 Personen", "Personalrat", "Noch hat niemand entschieden"):
        assert told in page
    assert "Ministerium A läuft nicht; es fehlt: Personalstelle, Personalrat" in page


def test_the_stricter_setting_is_told(proposed, petra, settings):
    settings.DISCLOSURE_FLOOR = 20

    assert "gilt strenger: 20" in text(signed_in(petra).get(PAGE))


def test_two_people_switch_the_report_on(proposed, petra, karl):
    first, second = signed_in(petra), signed_in(karl)

    assert "es fehlt: Personalrat" in text(send(first, APPROVE))
    running = text(send(second, APPROVE))
    assert "Ministerium A läuft" in running
    assert "Was vereinbart ist" in running
    assert "Was vorgeschlagen ist" not in running
    assert "Der Personalrat hat freigegeben für: Ministerium A." in running

    page = first.get(PAGE)
    assert re.search(r"Personalstelle\s+freigegeben\s+Ministerium A\s+Petra Holm\s+05\.10\.2026", text(page))
    assert "IT-Betrieb" not in text(page)
    assert APPROVE not in page.content.decode()
    acted = AuditEntry.objects.filter(action="reports.agreement_approved").order_by("pk")
    assert [entry.actor for entry in acted] == [petra, karl]


def test_what_operations_entered_is_told(proposed, petra, karl):
    approve_report(report="participation", side="staff_council", by=karl, by_operations=True)

    assert "vom IT-Betrieb eingetragen" in text(signed_in(petra).get(PAGE))


def test_withdrawing_ends_the_own_part_alone(closed, land, petra, karl, reads):
    answer = text(send(signed_in(karl), WITHDRAW))

    assert "In Ihrem Bereich sieht ab jetzt niemand mehr Zahlen" in answer
    assert "Ministerium A läuft nicht; es fehlt: Personalrat" in answer
    shut = text(reads(petra).get(REPORT))
    assert "Dieser Bericht ist zurzeit nicht vereinbart" in shut
    assert "Der Personalrat hat seine Freigabe am 05.10.2026 zurückgezogen." in shut
    assert "Die Personalstelle hat ihre" not in shut
    helga = person_with(Role.HR, land["B"])
    assert reads(helga).get(REPORT, {"einheit": "B"}).status_code == 200
    assert AuditEntry.objects.get(action="reports.agreement_withdrawn").actor == karl


def test_what_was_never_agreed_is_not_called_withdrawn(proposed, story, petra, reads):
    approve_report(report="participation", side="hr", by=petra)
    close_period(period=Q3)

    shut = text(reads(petra).get(REPORT))

    assert "Dieser Bericht ist noch nicht vereinbart" in shut
    assert "zurückgezogen" not in shut


def test_another_ministry_is_not_told_who_withdrew(closed, land, karl, reads):
    withdraw_report(report="participation", by=karl)
    withdraw_report(report="participation", by=person_with(Role.HR, land["B"]))

    shut = text(reads(person_with(Role.HR, land["B"], email="helga@example.org")).get(REPORT))

    assert "Die Personalstelle hat ihre Freigabe am 05.10.2026 zurückgezogen." in shut
    assert "Der Personalrat hat seine" not in shut


def test_a_changed_proposal_has_to_be_read_again(proposed, petra):
    mark = proposed.mark
    propose_report(report="participation", purposes=["Anderes"], roles=ROLES, floor=12)

    answer = signed_in(petra).post(APPROVE, {"seite": "hr", "vorschlag": mark}, follow=True)

    assert "Der Vorschlag wurde inzwischen geändert" in text(answer)
    assert not AgreementDecision.objects.exists()


@pytest.mark.parametrize("path", [APPROVE, WITHDRAW])
@pytest.mark.parametrize("side", ["staff_council", "admin", ""])
def test_nobody_decides_for_the_other_side(proposed, petra, path, side):
    answer = signed_in(petra).post(path, {"seite": side, "vorschlag": proposed.mark})

    assert answer.status_code == 404
    assert not AgreementDecision.objects.exists()


def test_one_person_with_both_roles_finds_no_second_button(proposed, petra, land):
    grant_role(user=petra, role=Role.STAFF_COUNCIL, unit=land["A"])
    client = signed_in(petra)
    client.post(APPROVE, {"seite": "hr", "vorschlag": proposed.mark})

    page = client.get(PAGE)

    assert APPROVE not in page.content.decode()
    assert "Für diese braucht es eine zweite Person" in text(page)
    answer = client.post(APPROVE, {"seite": "staff_council", "vorschlag": proposed.mark}, follow=True)
    assert "Es braucht zwei Personen" in text(answer)


def test_data_protection_reads_and_does_not_decide(proposed):
    client = signed_in(person_with(Role.DATA_PROTECTION, None))

    page = client.get(PAGE).content.decode()
    assert "Fortbildung planen" in page
    assert APPROVE not in page
    assert WITHDRAW not in page
    assert client.post(APPROVE, {"seite": "hr", "vorschlag": proposed.mark}).status_code == 403


def test_another_ministrys_decisions_are_its_own_business(proposed, petra, karl, land):
    approve_report(report="participation", side="hr", by=petra)

    assert "Petra Holm" in text(signed_in(karl).get(PAGE))
    assert "Petra Holm" not in text(signed_in(person_with(Role.HR, land["B"])).get(PAGE))


def test_the_access_log_is_a_link_for_those_alone_who_may_read_it(proposed, petra, land):
    log = "/verwaltung/core/accessentry/"
    chief = person_with(Role.HR, land["A"])
    grant_role(user=chief, role=Role.ADMIN, unit=None)
    chief.refresh_from_db()

    assert log in signed_in(chief).get(PAGE).content.decode()
    assert signed_in(chief).get(log).status_code == 200
    page = signed_in(petra).get(PAGE)
    assert log not in page.content.decode()
    assert "Das kann nur die Plattformverwaltung lesen" in text(page)


def test_without_a_proposal_the_page_says_so(petra):
    client = signed_in(petra)

    assert "Noch ist nichts vorgeschlagen" in text(client.get(PAGE))
    assert "Es ist noch nichts vorgeschlagen" in text(client.post(APPROVE, {"seite": "hr"}, follow=True))
