"""The dialog of the lesson editor, as requests. test_dialog_browser.py drives it in a browser."""

import json
import re

import pytest
from django.urls import reverse

from courses.quizzes.models import Question
from tests.factories import content, quizzes

CHOOSER = "wagtailsnippetchoosers_quizzes_question"


def url(name, *args, page=None):
    path = reverse(f"{CHOOSER}:{name}", args=args)
    return f"{path}?page={reverse('wagtailadmin_pages:edit', args=[page.pk])}" if page else path


def form(stem="Wozu?", **fields):
    values = {"kind": "single", "stem": stem, "is_scenario": "on", "answers-count": "2"}
    for number, (text, right) in enumerate([("Ja", False), ("Nein", True)]):
        values |= {
            f"answers-{number}-deleted": "",
            f"answers-{number}-order": str(number),
            f"answers-{number}-type": "answer",
            f"answers-{number}-id": "",
            f"answers-{number}-value-text": text,
            f"answers-{number}-value-feedback": json.dumps(
                {"blocks": [{"key": "a", "text": "Darum.", "type": "unstyled", "depth": 0}], "entityMap": {}}
            ),
        }
        if right:
            values[f"answers-{number}-value-is_correct"] = "on"
    return values | fields


def test_dialog_offers_to_write_a_question_of_the_course(tom_in_cms, lesson):
    answer = tom_in_cms.get(url("choose", page=lesson)).json()

    assert answer["step"] == "choose"
    assert "Neue Frage" in answer["html"]
    assert "eine Story in einem Satz schreiben" in answer["html"]
    assert "Locale" not in re.sub(r"<[^>]*>", "", answer["html"])
    assert len(re.findall(r">\s*Frage\s*<", answer["html"][: answer["html"].index("w-tabs")])) == 0


def test_dialog_below_a_new_page_knows_the_course_too(tom_in_cms, lesson):
    module = lesson.get_parent()
    add = reverse("wagtailadmin_pages:add", args=["content", "lessonpage", module.pk])

    assert "Neue Frage" in tom_in_cms.get(f"{url('choose')}?page={add}").json()["html"]


@pytest.mark.parametrize("page", ["", "/", "/cms/", "/cms/pages/999999/edit/", "//evil.example/", "/cms/fragen/"])
def test_dialog_without_a_course_offers_none(tom_in_cms, lesson, page):
    answer = tom_in_cms.get(f"{url('choose')}?page={page}")

    assert answer.status_code == 200
    assert "Neue Frage" not in answer.json()["html"]


def test_new_question_belongs_to_the_course_of_the_lesson(tom_in_cms, tom, course, lesson):
    answer = tom_in_cms.post(url("create", page=lesson), form()).json()

    question = Question.objects.get()
    assert answer["step"] == "chosen"
    assert (answer["result"]["id"], answer["result"]["string"]) == (str(question.pk), "Wozu?")
    assert (question.course_key, question.locale_id) == (course.translation_key, lesson.locale_id)
    assert [each.is_correct for each in question.frozen().answers] == [False, True]
    assert question.latest_revision.user == tom


def test_new_question_without_text_is_shown_again_with_what_was_typed(tom_in_cms, lesson):
    answer = tom_in_cms.post(url("create", page=lesson), form(stem="", hint="Mein Tipp")).json()

    assert answer["step"] == "reshow_creation_form"
    assert "Mein Tipp" in answer["htmlFragment"]
    assert not Question.objects.exists()


def test_empty_question_is_told_everything_that_is_missing_with_a_way_to_each_field(tom_in_cms, course, lesson):
    question = quizzes.question(course_key=course.translation_key)
    empty = form(stem=" ", **{"answers-1-value-text": ""})

    for address in (url("create", page=lesson), url("edit", question.pk, page=lesson)):
        html = tom_in_cms.post(address, empty).json()["htmlFragment"]
        lines = html[html.index("data-question-refused") : html.index("</ol>")].split("<li>")[1:]

        assert "hidden" not in html[: html.index(">")]
        assert [line.partition("</li>")[0] for line in lines] == [
            '<a href="#id_stem">Frage</a>: Schreiben Sie, was die Lernenden entscheiden sollen.',
            '<a href="#answers-1-value-text">Antwort 2</a>: Schreiben Sie den Text der Antwort, oder löschen Sie sie.',
        ]
    question.refresh_from_db()
    assert question.stem.strip()


def test_too_many_answers_are_told_too(tom_in_cms, lesson):
    many = form(**{"answers-count": "13"})
    for number in range(2, 13):
        many |= {key.replace("answers-0", f"answers-{number}"): value for key, value in form().items() if "-0-" in key}
        many[f"answers-{number}-order"] = str(number)

    html = tom_in_cms.post(url("create", page=lesson), many).json()["htmlFragment"]

    assert '<a href="#answers-0-value-text">Antworten</a>: ' in html
    assert not Question.objects.exists()


@pytest.mark.parametrize("field", ["course_key", "course", "locale"])
def test_new_question_cannot_be_slipped_into_another_course(tom_in_cms, course, foreign_course, lesson, field):
    tom_in_cms.post(url("create", page=lesson), form(**{field: str(foreign_course.translation_key)}))

    assert Question.objects.get().course_key == course.translation_key


def test_question_cannot_be_written_for_a_foreign_lesson(tom_in_cms, foreign_course):
    page = content.lesson_page(content.module_page(foreign_course))

    answer = tom_in_cms.post(url("create", page=page), form())

    assert answer.status_code in {302, 403}
    assert not Question.objects.exists()


def test_dialog_lists_questions_of_the_course_only(tom_in_cms, course, foreign_course, lesson):
    quizzes.question(course_key=course.translation_key, stem="Eigene Frage")
    quizzes.question(course_key=foreign_course.translation_key, stem="Fremde Frage")

    for name in ("choose", "choose_results"):
        html = tom_in_cms.get(url(name, page=lesson)).content.decode()
        assert "Eigene Frage" in html
        assert "Fremde Frage" not in html
        assert "Fremde Frage" not in tom_in_cms.get(url(name)).content.decode()


def test_foreign_question_cannot_be_chosen_or_edited(tom_in_cms, foreign_course, lesson):
    foreign = quizzes.question(course_key=foreign_course.translation_key, stem="Fremde Frage")

    assert tom_in_cms.get(url("chosen", foreign.pk, page=lesson)).status_code == 404
    assert tom_in_cms.get(url("edit", foreign.pk, page=lesson)).status_code == 404
    assert tom_in_cms.post(url("edit", foreign.pk, page=lesson), form()).status_code == 404
    many = tom_in_cms.get(f"{url('chosen_multiple')}?id={foreign.pk}&multiple=1").json()
    assert many["result"] == []
    assert Question.objects.get(pk=foreign.pk).stem == "Fremde Frage"


def test_question_is_edited_in_the_dialog(tom_in_cms, tom, course, lesson):
    question = quizzes.question(course_key=course.translation_key)

    shown = tom_in_cms.get(url("edit", question.pk, page=lesson)).json()
    saved = tom_in_cms.post(url("edit", question.pk, page=lesson), form(stem="Wozu genau?")).json()

    assert shown["step"] == "edit"
    assert (saved["step"], saved["result"]["string"]) == ("chosen", "Wozu genau?")
    question.refresh_from_db()
    assert (question.stem, question.course_key) == ("Wozu genau?", course.translation_key)
    assert question.latest_revision.user == tom


def test_dialog_says_what_is_wrong_with_a_question(tom_in_cms, course, lesson):
    question = quizzes.question(course_key=course.translation_key, answers=quizzes.answers("ab", right=""))

    assert (
        "Es ist nicht genau eine Antwort als richtig markiert."
        in (tom_in_cms.get(url("edit", question.pk, page=lesson)).json()["html"])
    )
