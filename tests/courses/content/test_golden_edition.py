"""An edition as it was cut in November 2026, shown by the code of today: editions render for ever (ADR 0004).

The file is never written anew. When this fails, the code of today has to learn to read the edition of then.
"""

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.utils.html import strip_tags

from courses.content.freezing import digest_of
from courses.content.models import Edition, EditionQuestion, EditionUnit
from courses.content.queries import lesson_body, outline, questions_by_lesson
from courses.quizzes.types import question_type

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
GOLDEN = Path(__file__).parents[2] / "golden" / "editions" / "2026-11.json"
NOT_SHOWN = {"name", "decorative", "alt", "id", "type"}


@pytest.fixture
def edition(db) -> Edition:
    kept = json.loads(GOLDEN.read_text())
    edition = Edition.objects.create(**kept["edition"])
    EditionUnit.objects.bulk_create(EditionUnit(edition=edition, **row) for row in kept["units"])
    EditionQuestion.objects.bulk_create(EditionQuestion(edition=edition, **row) for row in kept["questions"])
    return Edition.objects.get()


def words(value: Any) -> Iterator[str]:
    """Every text of a section that a learner reads."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in NOT_SHOWN:
                yield from words(each)
    elif isinstance(value, list):
        for each in value:
            yield from words(each)
    elif isinstance(value, str) and value:
        yield plain(value)


def plain(html: str) -> str:
    return "".join(unescape(strip_tags(html)).split())


def test_outline_is_complete_in_both_languages(edition):
    for language, title in (("de", "Eine gute User Story schreiben"), ("en", "Write a good user story")):
        shown = outline(edition, language)

        assert shown.title == title
        assert [lesson.slug for lesson in shown.lessons] == ["wer-was-wozu", "ins-gespraech-kommen"]
        assert {lesson.language for lesson in shown.lessons} == {language}


def test_every_section_shows_every_word_of_it(edition):
    units = list(EditionUnit.objects.all())
    assert len(units) == 4

    for unit in units:
        raw = unit.content["body"]
        blocks = lesson_body(unit).blocks
        assert [block.kind for block in blocks] == [each["type"] for each in raw]
        for block, each in zip(blocks, raw, strict=True):
            shown = plain(block.html)
            missing = [text for text in words(each["value"]) if text not in shown]
            assert block.kind == "check" or missing == []


def test_every_question_is_asked_and_graded(edition):
    for language in ("de", "en"):
        asked = [
            each
            for lesson in questions_by_lesson(edition_id=edition.pk, language=language).values()
            for each in lesson.values()
        ]
        assert sorted(question.kind for question in asked) == ["multiple", "single", "single", "single", "sort"]
        for question in asked:
            kind = question_type(question.kind)
            right = tuple(each.key for each in question.answers if question.kind == "sort" or each.is_correct)

            presented = kind.present(question, seed="golden")
            grade = kind.grade(question, right)

            assert sorted(item.text for item in presented.items) == sorted(each.text for each in question.answers)
            assert grade.is_right
            assert all(note.feedback for note in grade.notes)


def test_copies_are_those_that_were_frozen(edition):
    for unit in EditionUnit.objects.all():
        assert digest_of([unit.title, unit.content]) == unit.digest
    for question in EditionQuestion.objects.all():
        assert digest_of(question.content) == question.digest
