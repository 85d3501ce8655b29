"""A trainer posts numbers of questions, pictures and pages that they could not choose."""

import pytest
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.content.blocks import RICH_TEXT
from courses.content.models import LessonPage
from courses.quizzes.models import Question
from tests.courses.content.editor import edit, lesson_form, text
from tests.courses.content.test_trainers import foreign, ministry, own, toms_cms, trainer  # noqa: F401 -- fixtures
from tests.factories import quizzes

LABELS = {"check": "Fragen", "picture": "Bild", "text": "Text"}
pytestmark = pytest.mark.django_db


def check(*pks):
    value = {"heading": "", "questions-count": str(len(pks))}
    for number, pk in enumerate(pks):
        value |= {
            f"questions-{number}-deleted": "",
            f"questions-{number}-order": str(number),
            f"questions-{number}-type": "",
            f"questions-{number}-value": str(pk),
        }
    return "check", value


def question_of(course, stem):
    return quizzes.question(course_key=course.translation_key, locale=course.locale, stem=stem)


def picture_of(code, title):
    collection = Collection.objects.get(name=code) if code else Collection.get_first_root_node()
    return Image.objects.create(title=title, file=get_test_image_file(), collection=collection)


def picture(image):
    return "picture", {"image": str(image.pk), "alt": "Ein Boot", "caption": ""}


def link(page):
    html = f'<p>Getippt, <a linktype="page" id="{page.pk}">siehe dort</a></p>'
    return "text", {"heading": "Überschrift", "text": rich_text(html, features=RICH_TEXT)}


def refusals(response, field):
    (error,) = response.context["form"].errors[field].as_data()
    return list(error.non_block_errors)


@pytest.fixture
def smuggled(foreign, own):  # noqa: F811 -- a fixture
    return {
        "Frage": (check(question_of(foreign, "Geheime Frage").pk), "Geheime Frage"),
        "Bild": (picture(picture_of("", "Geheimes Bild")), "Geheimes Bild"),
        "Seite": (link(foreign), reverse("course", args=[foreign.slug])),
    }


def lesson_of(course) -> LessonPage:
    return LessonPage.objects.descendant_of(course).order_by("path")[0]


@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
@pytest.mark.parametrize("kind", ["Frage", "Bild", "Seite"])
def test_foreign_things_are_refused_and_not_shown(toms_cms, own, smuggled, kind, action):  # noqa: F811 -- a fixture by its name
    lesson = lesson_of(own)
    before = lesson.latest_revision_id
    block, secret = smuggled[kind]

    response = edit(toms_cms, lesson, lesson_form(text("Auch getippt"), block), action=action)

    page = response.content.decode()
    assert response.status_code == 200
    (refused,) = refusals(response, "body")
    assert refused.startswith(f"Abschnitt 2 ({LABELS[block[0]]}): {kind} gehört")
    assert "Auch getippt" in page
    assert secret not in page
    lesson.refresh_from_db()
    assert lesson.latest_revision_id == before


@pytest.mark.parametrize("kind", ["Frage", "Bild", "Seite"])
def test_foreign_things_are_refused_in_a_new_page_and_in_a_preview(toms_cms, own, smuggled, kind):  # noqa: F811 -- a fixture by its name
    module = lesson_of(own).get_parent()
    form = lesson_form(smuggled[kind][0], slug="neu")

    created = toms_cms.post(reverse("wagtailadmin_pages:add", args=["content", "lessonpage", module.pk]), form)
    on_add = reverse("wagtailadmin_pages:preview_on_add", args=["content", "lessonpage", module.pk])
    on_edit = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson_of(own).pk])

    assert created.status_code == 200
    assert not LessonPage.objects.filter(slug="neu").exists()
    assert [toms_cms.post(url, form).json()["is_valid"] for url in (on_add, on_edit)] == [False, False]


def test_own_things_and_what_stood_there_before_may_stay(toms_cms, own, foreign, smuggled):  # noqa: F811 -- a fixture by its name
    lesson = lesson_of(own)
    theirs = question_of(foreign, "Vom Amt gewählt")
    lesson.body = [{"type": "check", "value": {"heading": "", "questions": [theirs.pk]}, "id": "1" * 36}]
    lesson.save_revision(clean=False)
    mine = Question.objects.get(course_key=own.translation_key)
    mine_too = picture_of("MK", "Eigenes Bild")

    response = edit(toms_cms, lesson, lesson_form(check(theirs.pk, mine.pk), picture(mine_too), link(own)))

    assert response.status_code == 302
    lesson.refresh_from_db()
    body = lesson.get_latest_revision_as_object().body
    assert [each["type"] for each in body.raw_data] == ["check", "picture", "text"]


def test_feedback_of_a_question_links_to_own_pages_only(toms_cms, own, foreign):  # noqa: F811 -- a fixture by its name
    question = Question.objects.get(course_key=own.translation_key)
    html = f'<p><a linktype="page" id="{foreign.pk}">dort</a></p>'
    answer = {"text": "A", "feedback": rich_text(html, features=["link"])}
    values = {"kind": "single", "stem": "Welche?", "answers": streamfield([("answer", answer)])}
    data = nested_form_data(values | {"hint": "", "passage": "", "goal_key": ""})

    response = toms_cms.post(reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]), data)

    (refused,) = refusals(response, "answers")
    assert refused.startswith("Abschnitt 1 (Antwort): Seite gehört")
    question.refresh_from_db()
    assert question.stem != "Welche?"
