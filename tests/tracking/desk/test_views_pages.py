import re
from contextlib import nullcontext
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.utils import timezone
from django.utils.translation import override

from learning.core.access import may
from learning.core.disclosure import LARGEST_CHANGE
from learning.core.models import AccessEntry
from learning.core.personal_data import holdings
from learning.core.templatetags.components import STATES, state_badge
from learning.organisation.enums import Role
from learning.settings import lines_of
from tests.factories.people import OrgUnitFactory, person_with
from tests.factories.tracking import learner
from tracking.desk.visibility import BARE, GROUPS, NO, ROLES, SUM, YES
from tracking.reports.commands import AgreementRefusedError, propose_report
from tracking.reports.enums import Report
from tracking.reports.rules import READERS

pytestmark = pytest.mark.django_db

OF_THE_ACCOUNT = {"account", "admin", "mfa", "sessions", "socialaccount", "core", "wagtailcore", "wagtailadmin"}
OF_THE_ACCOUNT |= {"wagtailusers", "wagtaildocs", "wagtailimages", "wagtail_localize"}
"""Apps whose records belong to signing in, editing and keeping protocols: the rows on the account speak of them."""


@pytest.mark.parametrize("name", ["hilfe", "barrierefreiheit", "datenschutz", "impressum", "rueckmeldung"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_fixed_pages_are_open_to_everybody_in_both_languages(client, name, language):
    page = client.get(f"/seite/{name}/", headers={"accept-language": language})

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()


LEGAL = {
    "impressum": "OPERATOR",
    "datenschutz": "DATA_PROTECTION_OFFICER",
    "barrierefreiheit": "ENFORCEMENT_BODY",
}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("name", "setting"), LEGAL.items())
def test_legal_pages_name_who_was_entered(client, settings, name, setting, language):
    setattr(settings, setting, ["Amt <Nord>", "Hafenstraße 1"])

    page = client.get(f"/seite/{name}/", headers={"accept-language": language}).content.decode()

    assert '<p lang="de">Amt &lt;Nord&gt;<br>Hafenstraße 1</p>' in page


@pytest.mark.parametrize(
    ("entered", "lines"), [("", []), ("Amt", ["Amt"]), (" Amt Nord |Hafenstraße 1|| ", ["Amt Nord", "Hafenstraße 1"])]
)
def test_address_of_the_environment_has_lines(entered, lines):
    assert lines_of(entered) == lines


@pytest.mark.parametrize("name", LEGAL)
def test_legal_pages_speak_to_readers_where_nobody_was_entered(client, settings, name):
    settings.OPERATOR = settings.DATA_PROTECTION_OFFICER = settings.ENFORCEMENT_BODY = []

    page = client.get(f"/seite/{name}/").content.decode()

    assert "hier ein" not in page
    assert '<p lang="de">' not in page
    assert ":</p>" not in page


@pytest.mark.parametrize("language", ["de", "en"])
def test_help_shows_each_sign_with_its_word(client, language):
    page = client.get("/seite/hilfe/", headers={"accept-language": language}).content.decode()

    with override(language):
        assert all(f"<dt>{state_badge(state)}</dt>" in page for state in STATES)


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [("de", "Datenschutz", "um höchstens %s verändert"), ("en", "Data protection", "changed by up to %s")],
)
def test_data_protection_tells_how_figures_are_changed(client, language, title, told):
    page = client.get("/seite/datenschutz/", headers={"accept-language": language}).content.decode()

    assert told % LARGEST_CHANGE in page
    assert f"<h1>{title}</h1>" in page
    assert f">{title}</a></li>" in page


def test_unknown_page_is_not_found(client):
    assert client.get("/seite/geheim/").status_code == 404


def test_what_is_not_found_while_learning_leads_back_to_learning(signed_in):
    page = signed_in.get("/kurse/gibt-es-nicht/").content.decode()

    assert '<a class="btn" href="/">Zu Mein Lernen' in page
    assert "Ihr Lernstand ist davon nicht berührt." in page


def test_feedback_page_names_the_contact(client, settings):
    settings.REPORT_CONTACT = "hilfe@lernhafen.example"

    assert 'href="mailto:hilfe@lernhafen.example"' in client.get("/seite/rueckmeldung/").content.decode()


def mail_begun_at(client, query="", **headers):
    page = client.get(f"/seite/rueckmeldung/{query}", headers=headers).content.decode()
    (link,) = re.findall(r'class="btn" href="mailto:hilfe@lernhafen.example\?([^"]+)"', page)
    return page, parse_qs(unescape(link))


def test_feedback_begins_a_mail_with_the_page_they_came_from(client, settings):
    settings.REPORT_CONTACT = "hilfe@lernhafen.example"

    page, mail = mail_begun_at(client, "?zu=link", referer="http://testserver/kurse/weg/?q=geheim")

    assert "Ein Link führt ins Leere? Sagen Sie uns" in page
    assert "<code>http://testserver/kurse/weg/</code>" in page
    assert mail == {"subject": ["Ein Link führt ins Leere"], "body": ["Seite: http://testserver/kurse/weg/\n\n"]}
    assert "geheim" not in page


@pytest.mark.parametrize(
    "referer", ["https://anderswo.example/kurse/", "http://testserver/seite/rueckmeldung/", "", "x"]
)
def test_feedback_names_no_page_that_is_not_one_of_ours(client, settings, referer):
    settings.REPORT_CONTACT = "hilfe@lernhafen.example"

    page, mail = mail_begun_at(client, "?zu=<b>", referer=referer)

    assert mail == {"subject": ["Rückmeldung"]}
    assert "Nennen Sie darin bitte die Adresse der Seite." in page


def test_wish_for_a_topic_needs_no_page(client, settings):
    settings.REPORT_CONTACT = "hilfe@lernhafen.example"

    page, mail = mail_begun_at(client, "?zu=thema", referer="http://testserver/katalog/")

    assert mail == {"subject": ["Wunsch: ein neues Thema"]}
    assert "Was wollen Sie lernen?" in page
    assert "Adresse der Seite" not in page


@pytest.mark.parametrize(("url", "about"), [("/gibt-es-nicht/", "link"), ("/berichte/", "zugang")])
def test_error_pages_say_what_their_feedback_is_about(signed_in, url, about):
    page = signed_in.get(url)

    assert page.status_code in {403, 404}
    assert f'href="/seite/rueckmeldung/?zu={about}"' in page.content.decode()


def test_who_sees_has_a_column_for_each_role_and_a_row_for_each_record(signed_in):
    page = signed_in.get("/was-andere-sehen/").content.decode()

    assert set(ROLES) == set(Role)
    assert all(str(role.label) in page for role in Role)
    told = {model for group in GROUPS for row in group.rows for model in row.models}
    of_learning = {label for label in holdings if label.split(".")[0] not in OF_THE_ACCOUNT}
    assert of_learning <= told


def test_who_sees_says_once_that_nobody_does(signed_in):
    page = signed_in.get("/was-andere-sehen/").content.decode()
    rows = [row for group in GROUPS for row in group.rows]
    secret = [row for row in rows if row.is_for_nobody]

    assert len(secret) == 4
    assert page.count("<span>niemand</span>") == len(secret)
    assert page.count("<td ") == len(secret) + len(ROLES) * (len(rows) - len(secret))


def sights_of(model: str) -> dict[Role, object]:
    return next(dict(row.cells) for group in GROUPS for row in group.rows if model in row.models)


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_tells_what_the_rules_allow(role):
    """Figures: the rule and the roles that an agreement may name at most. Names: whoever may manage accounts."""
    person = person_with(role, OrgUnitFactory())

    sees_figures = may(person, "reports.see")
    assert sees_figures is (role.value in READERS)
    for model in ("enrolment.Enrolment", "progress.CourseProgress"):
        assert sights_of(model)[role] is (SUM if sees_figures else NO)
    for model in ("accounts.User", "organisation.Membership"):
        assert sights_of(model)[role] is (YES if may(person, "people.manage") else NO)
    assert sights_of("lrs.Statement")[role] is (BARE if may(person, "lrs.see_statements") else NO)


@pytest.mark.parametrize("role", list(Role))
def test_no_agreement_opens_figures_to_a_role_that_the_table_denies(role):
    is_possible = sights_of("progress.CourseProgress")[role] is SUM

    with nullcontext() if is_possible else pytest.raises(AgreementRefusedError):
        propose_report(report=Report.PARTICIPATION, purposes=["Fortbildung planen"], roles=[role], floor=10)


def test_strangers_may_read_who_sees_what_but_not_who_looked(client, lena):
    footer = client.get("/konto/login/").content.decode().partition("<footer>")[2]
    page = client.get("/was-andere-sehen/").content.decode()

    assert 'href="/was-andere-sehen/"' in footer
    assert "Jede Angabe, jede Rolle" in page
    assert "Wer zugegriffen hat" not in page


def test_what_everybody_reads_is_said_of_names_and_of_colleagues_without_a_role(signed_in):
    page = signed_in.get("/was-andere-sehen/").content.decode()
    read_by_all = [row for group in GROUPS for row in group.rows if set(row.sights) == {YES}]

    assert [row.models for row in read_by_all] == [("content.Edition",)]
    assert "Und Ihr Name an einem Kurs, den Sie veröffentlichen." in page
    assert "ohne eine dieser Rollen sehen davon nur den Namen an einem Kurs." in page


def test_profile_and_table_name_the_same_keeper_of_names(signed_in):
    assert "Name und E-Mail pflegt die Plattformverwaltung." in signed_in.get("/konto/profil/").content.decode()
    assert [role for role, sight in sights_of("accounts.User").items() if sight is YES] == [Role.ADMIN]


def test_who_sees_lists_who_looked(signed_in, lena):
    AccessEntry.objects.create(
        reader=learner("dora@lernhafen.example"),
        person=lena,
        at=timezone.now(),
        what="Konto",
        purpose="Auskunft nach Art. 15",
    )

    page = signed_in.get("/was-andere-sehen/").content.decode()

    assert "Ein Zugriff auf Ihre Daten in den letzten 90 Tagen." in page
    assert "Konto (Auskunft nach Art. 15)" in page
