"""What each reading role sees and nothing more: HR for its purpose, the others to watch over it."""

import re
from datetime import timedelta

import pytest

from learning.core.models import AccessEntry
from learning.organisation.enums import Role
from tests.factories.people import person_with
from tests.tracking.reports.formats import CSV, FACTS, PAGE, XLSX
from tracking.reports.models import AgreementPolicy

pytestmark = pytest.mark.django_db
INDEX, AGREEMENT = "/berichte/", "/berichte/vereinbarung/"
METHOD, PROOF = "/berichte/methode/", "/berichte/pruefung/"
WITH_FIGURES = (INDEX, PAGE, CSV, FACTS, XLSX)
READERS = [Role.HR, Role.STAFF_COUNCIL, Role.DATA_PROTECTION]


def text_of(client, path, **asked):
    page = re.sub(r"<[^>]+>", " ", client.get(path, asked).content.decode())
    return re.sub(r"\s+", " ", page)


@pytest.mark.parametrize("role", READERS)
def test_each_role_reads_its_part_and_no_other(closed, reads, land, role):
    client = reads(person_with(role, land["A"]))

    assert {client.get(path).status_code for path in WITH_FIGURES} == {200}
    for unit in ("L", "B", "B-1"):
        assert {client.get(path, {"einheit": unit}).status_code for path in WITH_FIGURES} == {404}


@pytest.mark.parametrize("role", READERS)
def test_each_role_reads_with_a_purpose_that_is_recorded(closed, reads, land, role):
    person = person_with(role, land["A"])

    reads(person).get(PAGE, {"zweck": "1"})

    assert list(AccessEntry.objects.values_list("reader", "purpose")) == [(person.pk, "=1+1")]


@pytest.mark.parametrize("role", READERS)
def test_a_role_that_the_agreement_leaves_out_sees_terms_method_and_proof_but_no_figure(closed, reads, land, role):
    others = [each.value for each in READERS if each is not role]
    AgreementPolicy.objects.update(roles=others)
    client = reads(person_with(role, land["A"]))

    assert "Für Ihre Rolle ist der Bericht nicht vereinbart" in text_of(client, INDEX)
    assert {client.get(path).status_code for path in (CSV, FACTS, XLSX)} == {404}
    assert {client.get(path).status_code for path in (AGREEMENT, METHOD, PROOF)} == {200}


@pytest.mark.parametrize(
    ("role", "decides"),
    [(Role.HR, {"hr"}), (Role.STAFF_COUNCIL, {"staff_council"}), (Role.DATA_PROTECTION, set())],
)
def test_each_side_decides_for_itself_and_data_protection_for_none(agreed, reads, land, role, decides):
    page = reads(person_with(role, land["A"])).get(AGREEMENT).content.decode()

    assert set(re.findall(r'name="seite" value="(\w+)"', page)) == decides
    assert "Was vereinbart ist" in page
    assert "Wo er läuft" in page


@pytest.mark.parametrize("role", READERS)
def test_each_role_sees_how_often_its_part_was_read_but_not_by_whom(closed, reads, land, petra, role):
    for path in (PAGE, CSV):
        reads(petra).get(path, {"zweck": "0"})
    reads(person_with(Role.HR, land["B"], last_name="Fremd")).get(PAGE, {"zweck": "1"})

    watching = text_of(reads(person_with(role, land["A"])), AGREEMENT)

    assert "Quartalsbericht 2-mal" in watching
    assert "=1+1 einmal" not in watching, "that was read in ministry B"
    assert "Holm" not in watching
    assert "=1+1 einmal" in text_of(reads(person_with(Role.DATA_PROTECTION, None)), AGREEMENT)


def test_reads_of_long_ago_do_not_count(agreed, reads, karl, petra, today):
    long_ago = today - timedelta(days=91)
    AccessEntry.objects.create(
        at=long_ago, reader=petra, what="participation: A, 2026-Q2, page", purpose="Quartalsbericht"
    )

    assert "Noch nie." in text_of(reads(karl), AGREEMENT)


@pytest.mark.parametrize("role", READERS)
def test_no_page_of_a_reader_names_a_learner(closed, reads, land, people, role):
    client = reads(person_with(role, land["A"]))
    seen = "".join(client.get(path).content.decode() for path in (INDEX, PAGE, AGREEMENT, METHOD, PROOF))

    assert not [user for unit in people.values() for user in unit if user.email in seen or user.learner_key in seen]
