"""The proof page shows what was measured, with its day and its code; it hides no failure and invents nothing."""

import json
import re

import pytest
from django.utils import translation

from learning.organisation.enums import Role
from tests.architecture.catalogue import german_on
from tests.factories.people import person_with
from tracking.reports.proof_page import INSIDER, OUTSIDER, UNPROTECTED, decimal, signed
from tracking.reports.queries.proof import latest_proof

pytestmark = pytest.mark.django_db
PAGE = "/berichte/pruefung/"
MOVED = {"trials": 10000, "base_rate": 0.5264, "success": 0.6094, "gain_points": 8.3}
FIGURES = [
    {
        "generated state": {"units": 460, "people": 9500, "courses": 40, "quarters": 8},
        "goal": {"most_points": 12},
    },
    {"three movers": MOVED, "three movers of one status": {**MOVED, "success": 0.8113, "gain_points": 25.6}},
    {"full protection, all moves": {"trials": 34400, "base_rate": 0.7049, "success": 0.7031, "gain_points": -0.2}},
    {"one mover, no protection but noise": {**MOVED, "success": 0.9122, "gain_points": 39.7}},
    {"one cell": {"trials": 20000, "base_rate": 0.5, "hit_rate": 0.6095, "certain": 0.0226}},
    {
        "all tables of all quarters": {
            "cells": 104520,
            "cells_of_nobody_or_everybody_proven": 0,
            "cells_with_exact_count_proven": 6,
        }
    },
]


def write_proof(folder, *, figures=FIGURES, passed=True, **others):
    (folder / "prove").mkdir(exist_ok=True)
    part = {"date": "2026-11-24T01:14:34+00:00", "commit": "abc123def456", "passed": passed, "figures": figures}
    (folder / "prove" / "latest.json").write_text(json.dumps({"attacks": part, **others}))


@pytest.fixture
def home(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    return tmp_path


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def says(land, reads, karl, home):
    client = reads(karl)
    return lambda: text_of(client.get(PAGE))


def test_the_page_says_what_was_measured_when_and_on_which_code(says, home):
    write_proof(home)
    said = says()

    assert "Kein Angriff konnte aus den Zahlen allein beweisen, wer fertig ist" in said
    assert "Geprüft am 24.11.2026" in said
    assert "Geprüft wurde die Fassung abc123def456 des Programms" in said
    assert "460 Einheiten, 9.500 Beschäftigte, 40 Kurse, 8 Quartale" in said
    assert "Bei 0 von 104.520 Zahlen stand danach fest, dass niemand oder jeder fertig ist. 6 ließen sich" in said
    assert "Zwei Quartale verglichen, alle bekannten Wechsel 34.400 70,5 % 70,3 % −0,2" in said
    assert "Drei Personen wechseln, sonst ändert sich nichts 10.000 52,6 % 60,9 % +8,3" in said
    assert "kennt alle in der Einheit bis auf eine Person 20.000 50,0 % 61,0 % +11,0 2,3 %" in said
    assert "ohne Warten, ohne neuen Schlüssel 10.000 52,6 % 91,2 % +39,7" in said


def test_what_it_does_not_prove_is_told_from_what_was_measured(says, home):
    write_proof(home)
    assert "Was das nicht beweist" in says()
    assert "kein Beweis gegen jeden denkbaren Angriff" in says()
    assert "mit Gewissheit lesen: im ungünstigsten Fall, der geprüft ist, in 2 von 100 Fällen" in says()
    assert "Eine Gruppe, die sich wie ein Mensch verhält" not in says(), "this was not measured"

    three_levels = {"three movers of one status, three levels": {**MOVED, "success": 0.9305}}
    write_proof(home, figures=[*FIGURES, three_levels])
    assert "und sonst niemand, lag der Angriff in 93 von 100 Fällen richtig" in says()


def test_what_is_above_the_goal_is_marked(says, home):
    write_proof(home)

    assert "wechseln gemeinsam über der Grenze 10.000" in says()
    assert says().count("über der Grenze") == 1
    assert "Unsere Grenze ist ein Gewinn von 12 Punkten." in says()


def test_a_failed_proof_is_the_title(says, home):
    write_proof(home, passed=False)

    assert "Die letzte Prüfung ist nicht bestanden" in says()
    assert "wer fertig ist" not in says()


def test_a_failed_run_without_figures_is_told_too(says, home):
    write_proof(home, passed=False, figures=[])

    assert "Die letzte Prüfung ist nicht bestanden" in says()


def test_a_proven_status_is_never_called_none(says, home):
    deduced = {**FIGURES[-1]["all tables of all quarters"], "cells_of_nobody_or_everybody_proven": 2}
    write_proof(home, figures=[{"all tables of all quarters": deduced}])

    assert "wer fertig ist" not in says()
    assert "Bei 2 von 104.520 Zahlen" in says()


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"load": {}}', '{"attacks": {"date": "x"}}'])
def test_without_a_readable_proof_the_page_says_so(says, home, content):
    if content is not None:
        (home / "prove").mkdir()
        (home / "prove" / "latest.json").write_text(content)

    assert "Noch keine Prüfung auf diesem System" in says()
    assert "make prove" in says()


@pytest.mark.parametrize("role", [Role.HR, Role.STAFF_COUNCIL, Role.DATA_PROTECTION])
@pytest.mark.parametrize("path", ["/berichte/methode/", "/berichte/vereinbarung/", "/berichte/"])
def test_readers_find_the_page_from_the_others(land, agreed, reads, role, path):
    client = reads(person_with(role, land["A"]))

    assert b'href="/berichte/pruefung/"' in client.get(path).content


def test_the_page_is_english(land, reads, petra, home):
    write_proof(home)
    petra.language = "en"
    petra.save()

    page = reads(petra).get(PAGE).content.decode()

    assert german_on(page) == set()
    assert "9,500 staff" in page


def test_every_attack_in_this_checkout_has_its_line():
    """What is measured with parts of the protection taken away need not be told; all else must."""
    proof = latest_proof()
    assert proof is not None

    measured = {name for name, values in proof.figures.items() if "trials" in values}
    assert measured >= set(OUTSIDER) | set(UNPROTECTED)
    untold = measured - set(OUTSIDER) - set(UNPROTECTED) - set(INSIDER)
    assert not {name for name in untold if not re.search("missing|no protection|alone$", name)}


def test_a_gain_has_a_sign_and_none_has_none():
    with translation.override("de"):
        told = [*map(signed, (8.3, -0.2, 0, -0.04)), decimal(-0.04)]

    assert told == ["+8,3", "−0,2", "0,0", "0,0", "0,0"]
