"""Forms of the CMS that were cut on their way or made by hand are answered in words, and errors of ours stay errors."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from courses.content.commands import open_folder
from courses.content.models import CoursePage, LessonPage
from courses.content.unreadable import is_about_what_was_sent
from courses.quizzes.models import Question
from learning.accounts.models import User
from learning.organisation.commands import create_unit, grant_role
from learning.organisation.enums import Role, UnitKind
from tests.courses.content.editor import lesson_form, text
from tests.factories import content

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

NOT_UNDERSTOOD = "Diese Anfrage haben wir nicht verstanden."
LONG = "9" * 25


def post(cms: Client, name: str, *args: Any, **data: Any) -> HttpResponse:
    return cms.post(reverse(name, args=args), data)


def assert_not_understood(answer: HttpResponse) -> None:
    assert (answer.status_code, NOT_UNDERSTOOD in answer.content.decode()) == (400, True)


CUT = [
    {},
    {"action-publish": "1"},
    lesson_form(text("Gut")) | {"body-count": "x"},
    lesson_form(text("Gut")) | {"body-count": "9" * 5_000},
    lesson_form(text("Gut")) | {"body-count": "2"},
    lesson_form(text("Gut")) | {"body-0-order": "x"},
    lesson_form(text("Gut")) | {"body-0-value-text": "kein JSON"},
    lesson_form(text("Gut")) | {"body-0-value-text": "[]"},
    lesson_form(("check", {"heading": "", "questions-count": "x"})),
    lesson_form(text("Gut")) | {"overwrite_revision_id": "x"},
]


@pytest.mark.parametrize("sent", CUT)
def test_cut_lesson_is_not_understood_and_changes_nothing(cms, lesson, sent):
    before = lesson.get_latest_revision()

    assert_not_understood(post(cms, "wagtailadmin_pages:edit", lesson.pk, **sent))
    assert lesson.get_latest_revision() == before


def test_other_cut_editors_are_not_understood_either(cms, course, lesson):
    module, question = lesson.get_parent(), Question.objects.get()
    in_lesson = f"?page={reverse('wagtailadmin_pages:edit', args=[lesson.pk])}"

    assert_not_understood(post(cms, "wagtailadmin_pages:preview_on_edit", lesson.pk, **CUT[2]))
    assert_not_understood(post(cms, "wagtailadmin_pages:edit", course.pk, **{"title": "K", "goals-count": "x"}))
    assert_not_understood(post(cms, "wagtailadmin_pages:add", "content", "coursepage", course.get_parent().pk))
    assert_not_understood(post(cms, "wagtailadmin_pages:add", "content", "lessonpage", module.pk, title="L"))
    assert_not_understood(post(cms, "wagtailsnippets_quizzes_question:edit", question.pk))
    assert_not_understood(cms.post(reverse("wagtailsnippetchoosers_quizzes_question:create") + in_lesson))
    assert_not_understood(post(cms, "wagtailadmin_choose_page_external_link"))


@pytest.mark.parametrize("parent", ["x", LONG, "999999", None])
def test_copy_to_nowhere_is_not_understood(cms, lesson, parent):
    data = {"new_title": "Kopie", "new_slug": "kopie"} | ({"new_parent_page": parent} if parent else {})

    assert_not_understood(post(cms, "wagtailadmin_pages:copy", lesson.pk, **data))


def test_move_to_what_is_no_page_is_not_understood(cms, lesson):
    for parent in ("x", LONG):
        answer = post(cms, "wagtailadmin_pages:move", lesson.pk, new_parent_page=parent)
        assert answer.status_code < 500


@pytest.fixture
def toms_cms(db) -> Client:
    unit = create_unit(code="MK", name="Ministerium für Kultur", kind=UnitKind.MINISTRY)
    create_unit(code="MI", name="Ministerium des Innern", kind=UnitKind.MINISTRY)
    tom = User.objects.create_user("tom@lernhafen.example", "geheim", first_name="Tom")
    grant_role(user=tom, role=Role.TRAINER, unit=unit)
    client = Client()
    client.force_login(tom)
    return client


def test_copy_to_another_ministry_is_refused(toms_cms):
    course = content.live_course(folder=open_folder(unit_code="MK"))
    foreign = content.live_course(folder=open_folder(unit_code="MI"), title="Fremd")
    before = Page.objects.count()

    for below in (foreign, *foreign.get_descendants(), foreign.get_parent(), Page.get_first_root_node()):
        for page in (course, *course.get_descendants()):
            data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": below.pk, "copy_subpages": "on"}
            assert post(toms_cms, "wagtailadmin_pages:copy", page.pk, **data).status_code < 500

    assert Page.objects.count() == before


def test_a_course_cannot_be_copied_into_itself(cms, course):
    data = {"new_title": "K", "new_slug": "k", "new_parent_page": course.pk, "copy_subpages": "on"}

    assert post(cms, "wagtailadmin_pages:copy", course.pk, **data).status_code < 500


@pytest.mark.parametrize("who", ["cms", "toms_cms"])
def test_the_root_has_no_other_place(request, toms_cms, who):
    client, root = request.getfixturevalue(who), Page.get_first_root_node()
    folder = open_folder(unit_code="MK")

    assert post(client, "wagtailadmin_pages:move_confirm", root.pk, folder.pk).status_code == 404
    assert post(client, "wagtailadmin_pages:set_page_position", root.pk).status_code == 404


def test_a_whole_form_is_still_read(cms, lesson):
    assert post(cms, "wagtailadmin_pages:edit", lesson.pk, **lesson_form(text("Gut"))).status_code == 302


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), LessonPage.DoesNotExist(), OverflowError("x")])
def test_an_error_of_ours_stays_one(cms, lesson, monkeypatch, error):
    def fails(*_args: Any, **_kwargs: Any) -> None:
        raise error

    monkeypatch.setattr(CoursePage, "save_revision", fails)
    monkeypatch.setattr(LessonPage, "save_revision", fails)

    with pytest.raises(type(error)):
        post(cms, "wagtailadmin_pages:edit", lesson.pk, **lesson_form(text("Gut")))


def test_an_id_that_nobody_sent_is_an_error_of_ours(rf):
    with pytest.raises(ValueError, match="expected a number") as raised:
        Page.objects.filter(pk="x").first()

    assert is_about_what_was_sent(rf.post("/cms/", {"page": "x"}), raised.value)
    assert not is_about_what_was_sent(rf.post("/cms/", {"page": "y"}), raised.value)
