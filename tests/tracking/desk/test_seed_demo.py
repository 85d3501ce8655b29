import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Page

from courses.content.commands import cut_edition
from courses.content.models import CoursePage, Edition, LessonPage, Offer
from courses.quizzes.frozen import thaw
from courses.quizzes.types import question_type
from learning.accounts.models import User
from learning.organisation.models import Membership, OrgUnit, RoleGrant
from tracking.attempts.models import Answer
from tracking.lrs.canonical import digest
from tracking.lrs.models import Statement
from tracking.lrs.queries import payload
from tracking.lrs.shared_rows import forget_ids
from tracking.lrs.validators import check_statement
from tracking.progress.differences import differences
from tracking.progress.models import CourseProgress, LessonProgress
from tracking.reports.models import Snapshot
from tracking.vocabulary.accounts import platform_authority

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

SIZE = (400, 8) if os.environ.get("PROVE") else (120, 3)


def seed(*, people: int = SIZE[0], courses: int = SIZE[1], **options: object) -> str:
    out = StringIO()
    wanted = {"courses_each": 1.5, "statements_for": people // 2, "quarters": 0} | options
    call_command("seed_demo", people=people, courses=courses, stdout=out, **wanted)
    return out.getvalue()


@pytest.fixture
def seeded(db: None) -> None:
    seed()


def rows(model: type, *fields: str) -> list[tuple[object, ...]]:
    return sorted(model.objects.values_list(*fields))


def facts() -> list[list[tuple[object, ...]]]:
    return [
        rows(User, "email", "learner_key", "first_name"),
        rows(OrgUnit, "code", "path", "numchild"),
        rows(Membership, "user__email", "unit__code", "valid_from", "valid_to"),
        rows(Edition, "course_key", "digest"),
        rows(LessonProgress, "learner_key", "unit_key", "begun_at", "completed_at"),
        rows(Statement, "uuid", "payload"),
    ]


@pytest.mark.usefixtures("seeded")
def test_seed_has_the_size_that_was_asked_for() -> None:
    people, courses = SIZE

    assert (User.objects.count(), Offer.objects.filter(is_open=True).count()) == (people, courses)
    assert LessonPage.objects.live().count() == courses * 10
    assert Membership.objects.filter(valid_to=None).count() == people
    assert RoleGrant.objects.filter(role="trainer", in_effect=True).exists()


@pytest.mark.usefixtures("seeded")
def test_trees_are_sound() -> None:
    assert not any(Page.find_problems())
    assert not any(OrgUnit.find_problems())


@pytest.mark.usefixtures("seeded")
def test_editions_are_what_cutting_the_pages_gives() -> None:
    before = Edition.objects.count()

    again = [cut_edition(course=course) for course in CoursePage.objects.all()]

    assert {edition.number for edition in again} == {1}
    assert Edition.objects.count() == before


@pytest.mark.usefixtures("seeded")
def test_seeded_lesson_can_be_edited_and_published() -> None:
    lesson = LessonPage.objects.first()
    lesson.title = "Ein neuer Titel"

    lesson.save_revision().publish()

    assert LessonPage.objects.get(pk=lesson.pk).title == "Ein neuer Titel"


@pytest.mark.usefixtures("seeded")
def test_progress_is_what_the_statements_say() -> None:
    assert Statement.objects.exists()
    assert CourseProgress.objects.filter(is_sealed=True).exists()
    assert not list(differences())


@pytest.mark.usefixtures("seeded")
def test_statements_are_as_the_store_would_keep_them() -> None:
    for statement in Statement.objects.order_by("pk")[:200]:
        stored = payload(statement)

        assert bytes(statement.digest) == digest(stored)
        assert stored["authority"] == platform_authority()
        check_statement({name: value for name, value in stored.items() if name not in {"stored", "authority"}})
    moments = list(Statement.objects.order_by("pk").values_list("stored", flat=True))
    assert moments == sorted(moments)
    verbs = {iri.rsplit("/", 1)[1] for iri in Statement.objects.values_list("verb__iri", flat=True)}
    assert verbs == {"registered", "initialized", "answered", "completed"}


@pytest.mark.usefixtures("seeded")
def test_answers_are_graded_as_they_say() -> None:
    for answer in Answer.objects.select_related("enrolment__edition")[:100]:
        questions = answer.enrolment.edition.questions
        question = thaw(questions.get(unit_key=answer.unit_key, question_key=answer.question_key).content)

        grade = question_type(question.kind).grade(question, tuple(answer.response))

        assert grade.is_right == answer.is_right


@pytest.mark.usefixtures("seeded")
def test_seeded_learner_gets_pages(client: Client) -> None:
    learner = User.objects.get(learner_key=CourseProgress.objects.filter(is_sealed=False).first().learner_key)
    client.force_login(learner)
    offer = Offer.objects.first()

    answers = [client.get(path).status_code for path in ("/", "/katalog/", f"/kurse/{offer.slug}/")]

    assert answers == [200, 200, 200]


@pytest.mark.usefixtures("seeded")
def test_seed_refuses_a_database_with_people() -> None:
    with pytest.raises(CommandError, match="--append"):
        seed(seed=2)


@pytest.mark.usefixtures("seeded")
def test_seed_appends_another_seed_but_not_the_same() -> None:
    seed(people=60, courses=1, seed=2, append=True)

    assert User.objects.count() == SIZE[0] + 60
    assert not any(Page.find_problems())
    with pytest.raises(CommandError, match="already"):
        seed(people=60, courses=1, seed=2, append=True)


def test_indexes_and_constraints_are_those_of_before() -> None:
    before = indexes_and_constraints()

    seed(people=60, courses=2)

    assert len(before) > 100
    assert indexes_and_constraints() == before


def indexes_and_constraints() -> set[str]:
    """Their definitions, as the database writes them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL"
            " SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
            if connection.vendor == "postgresql"
            else "SELECT name || ' ' || sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        )
        return {row[0] for row in cursor.fetchall()}


def test_seed_is_the_same_twice() -> None:
    told = []
    for _time in range(2):
        with transaction.atomic():
            seed(people=60, courses=2)
            told.append(facts())
            transaction.set_rollback(True)
        forget_ids()

    assert told[0] == told[1]


def test_quarters_of_a_small_state_are_really_closed() -> None:
    said = seed(people=80, courses=2, quarters=1)

    assert "1 quarters closed" in said
    assert Snapshot.objects.get().cells.exists()
