"""The method page tells what is in force and what was measured, not what somebody typed once."""

import re

import pytest
from django.urls import reverse

from learning.core.disclosure import TRANSITIONS
from tests.attacks.insider import probabilities
from tests.tracking.reports.test_proof import write_proof
from tracking.reports.commands import propose_report
from tracking.reports.method import Example, Rules, rules_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def says(land, reads, petra, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    client = reads(petra)
    return lambda: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", client.get(reverse("reports:method")).content.decode()))


def test_the_floor_is_the_one_in_force(says, settings):
    assert "Unter 10 Personen gibt es keine Zahl." in says()

    propose_report(report="participation", purposes=["Bericht"], roles=["hr"], floor=15)
    assert "Unter 15 Personen gibt es keine Zahl. Vereinbart sind 15." in says()

    settings.DISCLOSURE_FLOOR = 25
    assert "Unter 25 Personen gibt es keine Zahl. Vereinbart sind 15." in says()
    assert "mindestens zwei Einheiten und mindestens 25 Personen" in says()
    assert not re.search(r"(unter|weniger als) 10 Personen", says())


def test_the_numbers_of_the_noise_are_those_of_the_table(says):
    """By counting, not by the properties under test."""
    assert "um höchstens 4 verändert" in says()
    assert "In 22 von 100 Fällen bleibt sie, wie sie ist; in 60 von 100" in says()
    assert (TRANSITIONS[7][7], sum(TRANSITIONS[7][target] for target in (6, 7, 8))) == (222553, 604937)
    assert "„3 von 40“ können in Wahrheit 1 bis 7 Personen sein, „0 von 40“ können 0 bis 4 sein" in says()
    assert {row for row in TRANSITIONS if 0 in TRANSITIONS[row]} == {1, 2, 3, 4}
    assert {row for row in TRANSITIONS if 3 in TRANSITIONS[row]} == set(range(1, 8))
    assert "Sind es in Wahrheit 3, steht dort in 20 von 100 Fällen" in says()
    assert TRANSITIONS[3][0] == 204773


def test_how_often_a_count_is_changed_is_told_from_the_table(says):
    told = re.search(r"So oft ?Als Balken(.*?)Darum ergeben", says().replace("\N{NO-BREAK SPACE}", " "))

    assert "Wie oft eine Anzahl ab 7 verändert wird" in says()
    assert told
    assert re.findall(r"(gar nicht|um \d) ?(\d+,\d) %", told[1]) == [
        ("gar nicht", "22,3"),
        ("um 1", "38,2"),
        ("um 2", "24,2"),
        ("um 3", "11,3"),
        ("um 4", "3,9"),
    ]
    assert (TRANSITIONS[7][8], TRANSITIONS[7][9], TRANSITIONS[7][10], TRANSITIONS[7][11]) == (
        191192,
        121221,
        56723,
        19589,
    )


def test_the_example_holds_by_the_table(says):
    """Whoever sees the 15 may have any of these before them, and no other."""
    example = Example()

    assert "haben 14 den Kurs abgeschlossen. Angezeigt wird vielleicht „65 % (15 von 23)“" in says().replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "Hinter dieser 15 kann jede Anzahl von 11 bis 19 stehen." in says()
    behind = [done for done in range(example.members + 1) if probabilities(example.members, done).get(example.shown)]
    assert (behind[0], behind[-1], len(behind)) == (11, 19, 9)
    assert example.done in behind


def test_the_rules_are_read_from_the_code(db):
    rules = rules_in_force()

    assert (rules.floor, rules.agreed_floor, rules.lowest_floor, rules.highest_floor) == (10, None, 10, 50)
    assert (rules.few, rules.renew, rules.never, rules.variance) == (20, 3, 2, 3)
    assert Rules(floor=10, agreed_floor=None).behind_fewest == (1, 7)


def test_without_a_proof_the_page_says_that_nothing_was_measured(says):
    assert "wurde auf diesem System noch nicht gemessen" in says()
    assert "Gemessen:" not in says()


def test_what_an_insider_reads_is_told_from_the_proof(says, tmp_path):
    write_proof(
        tmp_path,
        figures=[
            {
                "one cell": {"trials": 20000, "base_rate": 0.5, "hit_rate": 0.6095, "certain": 0.02},
                "cell, office and ministry together": {"trials": 9, "base_rate": 0.5, "hit_rate": 0.6964},
                "nobody else is done": {"trials": 9, "base_rate": 0.5, "hit_rate": 0.6, "certain": 0.1305},
                "three movers of one status": {"trials": 9, "base_rate": 0.55, "success": 0.8113, "gain_points": 26},
                "three movers of one status, three levels": {"success": 0.9305, "base_rate": 0.5, "trials": 9},
            }
        ],
    )

    assert "Gemessen: richtig in 61 von 100 Fällen mit einer Zahl; Raten wäre 50. Mit Einheit" in says()
    assert "zusammen: 70 von 100." in says()
    assert "Gemessen: in 26 von 100 Fällen, in denen sie fertig ist." in says()
    assert "Gemessen: richtig in 81 von 100 Fällen, mit den Ebenen darüber in 93." in says()
