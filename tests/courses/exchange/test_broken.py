"""Broken files, by the bytes, as they come: file, line, reason and way out in both languages; nothing half-loaded."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import gettext, override
from wagtail.models import Page

from courses.content.models import CoursePage, Edition, Offer
from courses.exchange.findings import CourseFileError, Finding
from courses.exchange.parsing import parse_course_bytes
from courses.quizzes.models import Question
from tests.courses.exchange.broken import BROKEN, HARMLESS, STARTER, Broken

DRAWINGS = [path.stem for path in Path("templates/courses/drawings").glob("*.svg")]
MOST = 8
"""Findings of one mistake: a cascade would hide it."""


def findings_of(data: bytes) -> tuple[Finding, ...]:
    with pytest.raises(CourseFileError) as caught:
        parse_course_bytes(data, filename="kurs.md", drawings=DRAWINGS)
    return caught.value.findings


def test_there_are_enough_ways_to_break_a_file() -> None:
    assert len(BROKEN) >= 100
    assert len({each.name for each in BROKEN}) == len(BROKEN)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda each: each.name)
def test_a_broken_file_says_what_where_and_what_to_do(broken: Broken) -> None:
    findings = findings_of(broken.data)

    assert (broken.problem, broken.line) in [(each.problem, each.line) for each in findings]
    assert len(findings) <= MOST
    for finding in findings:
        assert finding.filename == "kurs.md"
        told = {}
        for language in ("de", "en"):
            with override(language):
                told[language] = finding.translated(gettext)
        assert all(len(sentence) > 10 for each in told.values() for sentence in each)
        assert not set(told["de"]) & set(told["en"])
        assert not re.search(r"\{\w|<class|Error|Traceback|stream|token", " ".join(told["de"] + told["en"]))


@pytest.mark.parametrize("name", HARMLESS)
def test_what_editors_do_to_files_unasked_changes_nothing(name: str) -> None:
    course = parse_course_bytes(HARMLESS[name], filename="kurs.md", drawings=DRAWINGS)

    assert course == parse_course_bytes(STARTER.read_bytes(), filename="kurs.md", drawings=DRAWINGS)


def test_several_mistakes_are_told_at_once_in_their_order() -> None:
    text = STARTER.read_text().replace("level: basic", "level: leicht").replace("name=shoebox", "name=karton", 1)
    text = text.replace("- [x] „Was soll", "- [ ] „Was soll").replace("goal=gespraech", "goal=plaudern", 1)

    lines = [each.line for each in findings_of(text.encode())]

    assert len(set(lines)) >= 4
    assert lines == sorted(lines)


@pytest.mark.postgresql
def test_a_folder_of_broken_files_loads_nothing_and_names_each(db, tmp_path, capsys):
    for number, each in enumerate(BROKEN):
        (tmp_path / f"{number:03}.md").write_bytes(each.data)
    before = Page.objects.count()

    with pytest.raises(CommandError) as refused:
        call_command("load_courses", str(tmp_path))

    told = capsys.readouterr().err.splitlines()
    assert str(refused.value).startswith(f"{len(BROKEN)} of {len(BROKEN)} files not loaded")
    assert {line.split(".md:")[0] for line in told} == {str(tmp_path / f"{number:03}") for number in range(len(BROKEN))}
    for number, each in enumerate(BROKEN):
        assert any(line.startswith(f"{tmp_path / f'{number:03}'}.md:{each.line}: ") for line in told)
    assert Page.objects.count() == before
    assert not CoursePage.objects.exists()
    assert not Question.objects.exists()
    assert not Edition.objects.exists()
    assert not Offer.objects.exists()


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_only_loading_shows_is_told_in_the_language_of_whoever_loads(db, tmp_path, capsys, language):
    text = STARTER.read_text().replace("\nen:\n", "\nfr:\n").replace("=== en ===", "=== fr ===")
    (tmp_path / "kurs.md").write_text(text)

    with pytest.raises(CommandError):
        call_command("load_courses", str(tmp_path / "kurs.md"), language=language)

    line = text.split("\n").index("fr:") + 1
    reason = {"de": "Die Sprache „fr“ ist hier nicht eingerichtet.", "en": "The language “fr” is not set up here."}
    assert f"kurs.md:{line}: {reason[language]}" in capsys.readouterr().err
    assert not CoursePage.objects.exists()
