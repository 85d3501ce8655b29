"""Four eyes, from the request to the answer, by the buttons of the CMS."""

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, Workflow

from courses.content.commands import open_folder, prepare_tree
from courses.content.models import ColleagueReview, LessonPage
from learning.accounts.models import User
from learning.core.commands import deliver_due
from learning.organisation.commands import create_unit, grant_role
from learning.organisation.enums import Role, UnitKind
from tests.courses.content.editor import edit, lesson_form, text
from tests.factories import content

pytestmark = pytest.mark.django_db


def person(name: str) -> User:
    return User.objects.create_user(f"{name}@lernhafen.example", "geheim", first_name=name.title(), last_name="Test")


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="learning.organisation.backends.AuthenticationBackend")
    return client


@pytest.fixture
def units(db) -> dict[str, object]:
    land = create_unit(code="KL", name="Küstenland", kind=UnitKind.LAND)
    kultur = create_unit(code="MK", name="Kultur", kind=UnitKind.MINISTRY, parent=land)
    return {"KL": land, "MK": kultur, "MI": create_unit(code="MI", name="Inneres", kind=UnitKind.MINISTRY, parent=land)}


@pytest.fixture
def tom(units) -> User:
    tom = person("tom")
    grant_role(user=tom, role=Role.TRAINER, unit=units["MK"])
    return tom


@pytest.fixture
def tina(units) -> User:
    tina = person("tina")
    grant_role(user=tina, role=Role.TRAINER, unit=units["MK"])
    return tina


@pytest.fixture
def ina(units) -> User:
    """Trainer of another ministry."""
    ina = person("ina")
    grant_role(user=ina, role=Role.TRAINER, unit=units["MI"])
    return ina


@pytest.fixture
def lesson(tom) -> LessonPage:
    course = content.live_course(title="Kurs", folder=open_folder(unit_code="MK"))
    return LessonPage.objects.descendant_of(course).order_by("path")[0]


def submit(lesson: LessonPage, by: User, words: str = "Neue Fassung") -> LessonPage:
    mail.outbox.clear()
    response = edit(browser(by), lesson, lesson_form(text(words), slug=lesson.slug), action="action-submit")
    assert response.status_code == 302, [str(each) for each in get_messages(response.wsgi_request)]
    deliver_due()
    return fresh(lesson)


def fresh(lesson: LessonPage) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk)


def answer(lesson: LessonPage, by: User, action: str, comment: str = "") -> int:
    mail.outbox.clear()
    state = fresh(lesson).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, action, state.pk])
    status: int = browser(by).post(address, {"comment": comment}).status_code
    deliver_due()
    return status


def posts() -> list[tuple[list[str], str]]:
    return [(message.to, message.subject) for message in mail.outbox]


def live_words(lesson: LessonPage) -> str:
    return str(fresh(lesson).body[0].value["text"])


def test_a_colleague_is_asked_and_publishes(lesson, tom, tina, ina):
    waiting = submit(lesson, tom)

    assert posts() == [([tina.email], "Bitte prüfen: Lektion 1")]
    assert f"/cms/pages/{lesson.pk}/edit/" in mail.outbox[0].body
    assert "Tom Test" in mail.outbox[0].body
    assert "Neue Fassung" not in live_words(lesson)

    assert answer(waiting, tina, "approve") == 302

    assert "Neue Fassung" in live_words(lesson)
    assert posts() == [([tom.email], "Veröffentlicht: Lektion 1")]


def test_a_colleague_asks_for_changes_and_gets_the_page_again(lesson, tom, tina):
    submit(lesson, tom)

    answer(lesson, tina, "reject", "Bitte kürzer.")

    assert posts() == [([tom.email], "Bitte noch ändern: Lektion 1")]
    assert "Bitte kürzer." in mail.outbox[0].body
    submit(lesson, tom, "Kürzer")
    assert posts() == [([tina.email], "Bitte prüfen: Lektion 1")]
    answer(lesson, tina, "approve")
    assert "Kürzer" in live_words(lesson)


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_nobody_reviews_their_own(lesson, tom, tina, action):
    submit(lesson, tom)

    answer(lesson, tom, action)

    assert fresh(lesson).current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS
    assert "Neue Fassung" not in live_words(lesson)


def test_another_ministry_reviews_nothing(lesson, tom, tina, ina):
    submit(lesson, tom)

    assert answer(lesson, ina, "approve") == 404
    assert "Neue Fassung" not in live_words(lesson)


def test_author_takes_it_back_and_writes_on(lesson, tom, tina):
    submit(lesson, tom)
    cms = browser(tom)
    editor = cms.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    assert "Diese Seite wird gerade geprüft" in editor.content.decode()
    assert "Prüfung zurückziehen" in editor.content.decode()
    assert "Workflow abbrechen" not in editor.content.decode()

    edit(cms, lesson, lesson_form(text("x"), slug=lesson.slug), action="action-cancel-workflow")

    assert not fresh(lesson).workflow_in_progress
    response = edit(cms, lesson, lesson_form(text("Weiter"), slug=lesson.slug), action="action-publish")
    assert response.status_code == 302
    assert "Weiter" in live_words(lesson)


def test_colleagues_who_were_asked_hear_that_it_was_taken_back(lesson, tom, tina, ina):
    submit(lesson, tom)
    mail.outbox.clear()

    edit(browser(tom), lesson, lesson_form(text("x"), slug=lesson.slug), action="action-cancel-workflow")
    deliver_due()

    assert posts() == [([tina.email], "Keine Prüfung mehr nötig: Lektion 1")]
    assert "Tom Test hat die Bitte um einen zweiten Blick auf „Lektion 1“ zurückgezogen." in mail.outbox[0].body


def test_taken_back_and_asked_again_before_the_mail_only_asks_again(lesson, tom, tina):
    submit(lesson, tom)
    mail.outbox.clear()
    cms = browser(tom)

    edit(cms, lesson, lesson_form(text("x"), slug=lesson.slug), action="action-cancel-workflow")
    edit(cms, lesson, lesson_form(text("Besser"), slug=lesson.slug), action="action-submit")
    deliver_due()

    assert posts() == [([tina.email], "Bitte prüfen: Lektion 1")]


def test_only_the_author_and_reviewers_take_it_back(lesson, tom, tina, ina):
    submit(lesson, tom)

    edit(browser(ina), lesson, lesson_form(text("x"), slug=lesson.slug), action="action-cancel-workflow")

    assert fresh(lesson).workflow_in_progress


def test_what_was_taken_back_is_asked_of_nobody(lesson, tom, tina):
    mail.outbox.clear()
    cms = browser(tom)
    edit(cms, lesson, lesson_form(text("x"), slug=lesson.slug), action="action-submit")
    edit(cms, lesson, lesson_form(text("x"), slug=lesson.slug), action="action-cancel-workflow")

    deliver_due()

    assert posts() == []


def test_where_there_is_no_other_trainer_the_administration_is_asked(lesson, tom, ina, admin):
    submit(lesson, tom)

    assert posts() == [([admin.email], "Bitte prüfen: Lektion 1")]
    answer(lesson, admin, "approve")
    assert "Neue Fassung" in live_words(lesson)


def test_a_trainer_above_may_review_what_is_below(lesson, tom, units):
    vera = person("vera")
    grant_role(user=vera, role=Role.TRAINER, unit=units["KL"])

    submit(lesson, tom)

    assert posts() == [([vera.email], "Bitte prüfen: Lektion 1")]
    answer(lesson, vera, "approve")
    assert "Neue Fassung" in live_words(lesson)


def test_start_of_the_cms_shows_what_waits_for_me(lesson, tom, tina, ina):
    submit(lesson, tom)

    def waits_for(user: User) -> list[str]:
        return [each.workflow_state.object_id for each in TaskState.objects.reviewable_by(user)]

    assert waits_for(tina) == [str(lesson.pk)]
    assert waits_for(tom) == waits_for(ina) == []


def test_button_says_what_it_does(lesson, tom):
    editor = browser(tom).get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()

    assert "Zur Prüfung einreichen" in editor
    assert "Vier Augen" not in editor


def test_workflow_of_older_installations_gets_the_new_task(db):
    prepare_tree()
    workflow = Workflow.objects.get(name="Vier Augen")
    workflow.workflow_tasks.all().delete()

    prepare_tree()

    assert [each.task.specific for each in workflow.workflow_tasks.all()] == [ColleagueReview.objects.get()]
