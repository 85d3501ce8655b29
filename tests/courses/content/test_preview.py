import re

import pytest
from django.urls import reverse

from courses.content.models import LessonPage
from courses.content.models.preview import PreviewMode
from tests.courses.content.editor import lesson_form, text
from tests.factories import content, quizzes

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(draft) -> LessonPage:
    page = LessonPage.objects.descendant_of(draft).order_by("path")[0]
    kinds = [
        quizzes.question(course_key=draft.translation_key, kind=kind, answers=quizzes.answers("abc", right=right))
        for kind, right in [("single", "b"), ("multiple", "ab"), ("sort", "")]
    ]
    page.body = [content.raw_block("text", **content.TEXT), *(content.check_block(each) for each in kinds)]
    page.save_revision(clean=False)
    return page


def shown(cms, lesson, mode: str) -> str:
    return cms.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]), {"mode": mode}).content.decode()


@pytest.mark.parametrize("mode", PreviewMode.values)
def test_every_state_shows_the_body_and_questions_that_cannot_be_sent(cms, lesson, mode):
    page = shown(cms, lesson, mode)

    assert "<h2>Drei Fragen, ein Satz</h2>" in page
    assert page.count("<fieldset disabled") == 3
    assert "<h1" in page


def test_states_differ_in_what_was_answered(cms, lesson):
    new, midway, passed = (shown(cms, lesson, mode) for mode in ("new", "mid", "passed"))

    assert ("Neu" in new, "Begonnen" in midway, "Verstanden" in passed) == (True, True, True)
    assert [page.count("Noch nicht ganz.") for page in (new, midway, passed)] == [0, 3, 0]
    assert [page.count("Richtig.") for page in (new, midway, passed)] == [0, 0, 3]


def test_questions_end_as_those_of_learners_do_and_the_way_hither_stands_above(cms, draft, lesson):
    new, midway, passed, printed = (shown(cms, lesson, mode) for mode in PreviewMode.values)

    assert [page.count("Antwort prüfen") for page in (new, midway, passed, printed)] == [3, 0, 0, 0]
    assert [page.count("Noch einmal prüfen") for page in (new, midway, passed, printed)] == [0, 3, 0, 0]
    assert [page.count("Ihre Antwort sehen nur Sie.") for page in (new, midway, passed, printed)] == [3, 3, 0, 0]
    way = new[new.index('class="crumb"') : new.index("<h1")]
    assert re.findall(r">([^<]+)</a>", way) == ["Mein Lernen", draft.title, lesson.get_parent().title]


def test_print_leaves_out_head_and_foot(cms, lesson):
    assert '<header class="top">' in shown(cms, lesson, "new")
    assert '<header class="top">' not in shown(cms, lesson, "print")


def test_preview_shows_what_is_typed_and_not_yet_saved(cms, lesson):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])

    answer = cms.post(url, lesson_form(text("Eben erst getippt")))

    assert answer.json()["is_valid"]
    assert "Eben erst getippt" in cms.get(url, {"mode": "new"}).content.decode()


def test_preview_of_an_empty_lesson_says_where_to_begin(cms, lesson):
    lesson.body = []
    lesson.save_revision()

    assert "Noch ist kein Abschnitt da" in shown(cms, lesson, "new")


def test_course_shows_its_goals_and_what_it_holds_so_far(cms, draft):
    page = cms.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).content.decode()

    assert "eine Story in einem Satz schreiben" in page
    assert "Lektion 1 <span" in page


def test_course_editor_has_the_checks_panel(cms, draft):
    draft.goals = []
    draft.save_revision()

    page = cms.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()

    assert "Der Kurs nennt kein Lernziel." in page
    counted = page[: page.index("data-content-checker-count")].rpartition("<h2")[2]
    assert "Barrieren in der Vorschau" in counted  # and not "0 problems" beside our own findings
