"""The report as people get it: who, how much, the same in every format, and written down."""

import re
from importlib import import_module

import pytest
from django.db import connection

from courses.content.models import Offer
from learning.core.models import AccessEntry
from learning.organisation.commands import grant_role
from learning.organisation.enums import Role
from tests.factories.people import OrgUnitFactory, person_with
from tests.factories.tracking import course
from tests.tracking.reports.conftest import IN_Q2, Q2, Q3, hire, let_learn
from tests.tracking.reports.formats import CSV, FACTS, PAGE, XLSX, Table, facts_of_csv, rows_of_csv, screen, squeezed
from tracking.progress.models import CourseProgress
from tracking.reports.commands import close_period, withdraw_report
from tracking.reports.models import AgreementPolicy
from tracking.reports.urls import urlpatterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(reads, petra):
    return reads(petra)


def test_the_table_of_the_ministry(closed, client):
    labels = [label for label, *_ in screen(client)]

    assert labels[0] == "Referat A-1"
    assert labels[2].startswith("Weitere 2 Referate, zusammengefasst")
    assert labels[-1] == "Ministerium A, gesamt"


@pytest.mark.parametrize(
    ("asked", "chosen"), [({"kurs": "user-storys"}, "User &lt;Storys&gt;"), ({"kurs": "alle"}, "Alle Kurse")]
)
def test_the_chosen_course_is_chosen_in_the_list(client, story, agreed, people, asked, chosen):
    let_learn(people["A-1"], course(slug="zweiter", title="Zweiter").key, begun=9, completed=5)
    Offer.objects.filter(slug="user-storys").update(title_de="User <Storys>")
    close_period(period=Q3)

    for _again in range(2):
        page = client.get(PAGE, asked).content.decode()
        select = page[page.index('<select class="inp" id="kurs"') :].partition("</select>")[0]
        assert re.findall("<option[^>]* selected>([^<]*)<", select) == [chosen]
        assert select.count("<option") == 3


def test_a_read_is_written_down_with_its_purpose(closed, client, petra):
    client.get(PAGE)
    client.get(CSV, {"zweck": "1"})
    client.get(XLSX, {"zweck": "0"})
    client.get("/berichte/")

    assert list(AccessEntry.objects.order_by("pk").values_list("reader", "person", "what", "purpose")) == [
        (petra.pk, None, "participation: A, 2026-Q3, user-storys, page", "Quartalsbericht"),
        (petra.pk, None, "participation: A, 2026-Q3, user-storys, csv", "=1+1"),
        (petra.pk, None, "participation: A, 2026-Q3, user-storys, xlsx", "Quartalsbericht"),
        (petra.pk, None, "participation: A, 2026-Q3, overview", "Quartalsbericht"),
    ]


def test_a_held_cell_shows_its_own_day(closed, client):
    """Nothing changed between the two quarters: every cell stands from the second one."""
    assert all("Stand 30.06.2026" in begun for _label, begun, _done in screen(client))


@pytest.mark.parametrize(
    "asked",
    [
        {"einheit": "B"},
        {"einheit": "L"},
        {"einheit": "B-1"},
        {"einheit": "unknown"},
        {"zeitraum": "2026-Q1"},
        {"zeitraum": "2026-Q4"},
        {"zeitraum": "x"},
        {"kurs": "unknown"},
        {"zweck": "2"},
        {"zweck": "-1"},
        {"zweck": "²"},
    ],
)
@pytest.mark.parametrize("path", [PAGE, CSV, FACTS, XLSX])
def test_what_is_foreign_or_unknown_is_not_found(closed, client, path, asked):
    assert client.get(path, asked).status_code == 404


def test_what_is_not_found_in_reports_leads_back_to_reports(closed, client):
    page = client.get(PAGE, {"zeitraum": "x"}).content.decode()

    assert re.search('class="btn" href="/berichte/">Zurück zu „Berichte“', page)
    assert "Lernstand" not in page


@pytest.mark.parametrize("role", [Role.LEAD, Role.TRAINER, None])
def test_others_are_told_that_reports_are_not_for_their_role_and_where_to_go(closed, reads, land, role):
    person = person_with(role, land["A"]) if role else hire(land["A-1"], 1)[0]
    client = reads(person)

    answers = [
        client.get(path, asked)
        for path in ("/berichte/", "/berichte/methode/", "/berichte/pruefung/", PAGE, CSV, FACTS, XLSX)
        for asked in ({}, {"einheit": "A"}, {"einheit": "unknown"})
    ]
    assert {answer.status_code for answer in answers} == {403}
    said = {re.search("<main.*</main>", answer.content.decode(), re.DOTALL)[0] for answer in answers}
    assert len(said) == 1, "what is there and what is not must look the same"
    assert "Diese Seite ist für Ihre Rolle nicht freigegeben." in said.pop()
    assert b'href="/was-andere-sehen/"' in answers[0].content
    assert b"/berichte/" not in client.get("/").content


def test_hr_finds_the_reports_in_the_navigation(closed, client):
    assert b'href="/berichte/"' in client.get("/").content


def test_the_data_protection_officer_of_the_platform_reads_everything(closed, reads):
    dora = person_with(Role.DATA_PROTECTION, None)

    labels = [label for label, *_ in screen(reads(dora))]

    assert labels == ["Ministerium A", "Ministerium B", "Land Küstenland, gesamt"]


def test_a_reader_of_two_parts_can_choose(closed, reads, land, petra):
    grant_role(user=petra, role=Role.HR, unit=land["B"])
    client = reads(petra)

    assert b"einheit=B" in client.get(PAGE).content
    assert screen(client, einheit="B")[-1][0] == "Ministerium B, gesamt"


@pytest.mark.parametrize("path", ["/berichte/", PAGE])
def test_a_report_that_is_not_agreed_does_not_run(closed, client, petra, path):
    withdraw_report(report="participation", by=petra)

    page = client.get(path).content.decode()

    assert "Dieser Bericht ist zurzeit nicht vereinbart" in page
    assert "%" not in re.sub(r"<[^>]+>", "", page)
    assert {client.get(file).status_code for file in (CSV, FACTS, XLSX)} == {404}
    assert not AccessEntry.objects.exists()


def test_a_role_that_is_not_agreed_does_not_read(closed, client):
    AgreementPolicy.objects.update(roles=["staff_council"])

    assert "Für Ihre Rolle" in client.get(PAGE).content.decode()


def test_periods_below_a_stricter_agreement_are_not_shown(closed, client):
    AgreementPolicy.objects.update(floor=20)

    assert "Die Untergrenze wurde erhöht" in client.get(PAGE).content.decode()


def test_periods_below_a_raised_setting_are_not_shown(closed, client, settings):
    settings.DISCLOSURE_FLOOR = 20

    assert "Die Untergrenze wurde erhöht" in client.get(PAGE).content.decode()
    assert client.get(PAGE, {"zeitraum": "2026-Q3"}).status_code == 404
    assert {client.get(file).status_code for file in (CSV, FACTS, XLSX)} == {404}


@pytest.mark.parametrize("is_lowered_again", [False, True])
def test_every_place_prints_the_floor_of_its_quarter(story, agreed, client, settings, is_lowered_again):
    settings.DISCLOSURE_FLOOR = 20
    close_period(period=Q3)
    settings.DISCLOSURE_FLOOR = 10 if is_lowered_again else 20

    rows = rows_of_csv(client, umfang="bereich")

    assert min(int(row["von"]) for row in rows) >= 20
    assert {row["Untergrenze"] for row in rows} == {"20"}
    assert facts_of_csv(client)["Angaben", "Untergrenze"] == "keine Zahl unter 20 Personen"
    for page in (client.get(PAGE).content.decode(), client.get(PAGE, {"einheit": "A-3"}).content.decode()):
        assert "ab 20 Personen" in page
        assert not re.search(r"(ab|unter|weniger als) 10 Personen", page)
    floor = 10 if is_lowered_again else 20
    assert f"ab {floor} Personen" in client.get("/was-andere-sehen/").content.decode()


def test_a_small_unit_has_no_page_of_figures(closed, client):
    page = client.get(PAGE, {"einheit": "A-3"}).content.decode()

    assert "Diese Einheit hat keine eigenen Zahlen" in page
    assert rows_of_csv(client, einheit="A-3") == []


@pytest.mark.parametrize("path", ["/berichte/", PAGE])
def test_a_large_unit_merged_for_a_small_sibling_hears_the_true_reason(story, agreed, land, reads, petra, path):
    """B-9 is small and the only one: B-2 goes with it, though 12 people would be enough."""
    grant_role(user=petra, role=Role.HR, unit=land["B"])
    hire(OrgUnitFactory(code="B-9", name="Referat B-9", parent=land["B"]), 2)
    below = OrgUnitFactory(code="B-2-1", name="Gruppe B-2-1", parent=land["B-2"])
    hire(below, 11)
    close_period(period=Q3)

    for unit in ("B-2", "B-2-1"):
        page = reads(petra).get(path, {"einheit": unit}).content.decode()
        assert "zusammengefasst mit anderen, damit keine kleine Gruppe übrig bleibt" in page
        assert "Weitere 2 Referate, zusammengefasst" in page
        assert re.search(r'href="/berichte/teilnahme/\?zeitraum=2026-Q3&amp;einheit=B[&"]', page)
        assert "zu klein" not in page
        assert "Für weniger als" not in page


def test_the_row_above_the_own_part_is_no_link(story, agreed, land, reads):
    helga = person_with(Role.HR, land["A-3"])
    close_period(period=Q3)

    page = reads(helga).get(PAGE).content.decode()

    assert "zusammengefasst mit anderen" in page
    assert "Weitere 2 Referate" not in page


def test_all_courses_are_rows(story, agreed, people, client):
    second = course(slug="backlog", title="Backlog")
    let_learn(people["A-1"], second.key, begun=20, completed=10)
    close_period(period=Q3)

    labels = [squeezed(row[0]) for row in Table(client.get(PAGE, {"kurs": "alle"}).content.decode()).rows[1:]]

    assert labels == ["Backlog", "User Storys"]
    assert {row["Kurs"] for row in rows_of_csv(client, kurs="alle")} == {"Backlog", "User Storys"}


def test_what_happens_in_another_ministry_changes_nothing_here(story, agreed, people, land, client, monkeypatch):
    """Byte for byte: two worlds that differ in ministry B alone look the same from A. The limit of the workbook lies
    between the Land's rows in the one and in the other."""
    monkeypatch.setattr(import_module("tracking.reports.exports.workbook"), "TABLE_UP_TO", 2 * 8)
    close_period(period=Q2)
    close_period(period=Q3)
    pages = ("/berichte/", PAGE, f"{PAGE}?einheit=A-1", f"{PAGE}?kurs=alle", CSV, f"{CSV}?umfang=bereich")
    pages += (FACTS, f"{FACTS}?umfang=bereich")
    pages += (XLSX, f"{XLSX}?umfang=bereich")
    before = [body(client.get(page)) for page in pages]
    forget_snapshots()
    let_learn(people["B-1"][15:], story.key, begun=8, completed=4, at=IN_Q2)
    hire(land["B-2"], 9)
    hire(OrgUnitFactory(code="B-3", name="Referat B-3", parent=land["B"]), 15)
    CourseProgress.objects.filter(learner_key=people["B-2"][0].learner_key).delete()

    close_period(period=Q2)
    close_period(period=Q3)

    assert [body(client.get(page)) for page in pages] == before


def forget_snapshots():
    """As if they had never been closed; the models refuse it."""
    with connection.cursor() as cursor:
        for table in ("reports_publishedcell", "reports_snapshot"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- our own tables


def body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return re.sub(rb'value="[A-Za-z0-9]{64}"', b"", content)


def test_no_address_of_the_reports_takes_a_person():
    assert [str(each.pattern) for each in urlpatterns] == [
        "",
        "vereinbarung/",
        "vereinbarung/freigeben/",
        "vereinbarung/zurueckziehen/",
        "methode/",
        "pruefung/",
        "teilnahme/",
        "teilnahme.csv",
        "teilnahme-angaben.csv",
        "teilnahme.xlsx",
    ]


def test_no_name_of_a_learner_is_anywhere(closed, client, people):
    everything = b"".join(
        body(client.get(path)) for path in ("/berichte/", PAGE, f"{PAGE}?einheit=A-1", CSV, f"{CSV}?umfang=bereich")
    ).decode()

    assert not [user for unit in people.values() for user in unit if user.email in everything]
    assert not [user for unit in people.values() for user in unit if user.learner_key in everything]
