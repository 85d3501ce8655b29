import json

import pytest

from learning.core.personal_data import holdings
from tests.factories.tracking import RIGHT, WRONG, course, enrolled, learner
from tracking.attempts.commands import answer_question, save_draft
from tracking.attempts.models import Answer, Draft
from tracking.enrolment.commands import set_bookmark
from tracking.enrolment.models import Bookmark
from tracking.lrs.models import Statement
from tracking.lrs.queries import payload

pytestmark = pytest.mark.django_db
EXPORTED = {
    "attempts.Answer": 1,
    "attempts.Draft": 1,
    "enrolment.Bookmark": 1,
    "enrolment.Enrolment": 1,
    "lrs.Statement": 3,
    "progress.CourseProgress": 1,
    "progress.LessonProgress": 1,
    "progress.QuestionProgress": 1,
}


@pytest.fixture(autouse=True)
def learned(person, other):
    """Two people did the same; what belongs to one must not reach the other."""
    taken = course(lessons=[2])
    for each in (person, other):
        enrolment = enrolled(taken, learner=each)
        answer_question(
            enrolment=enrolment, unit=taken.units[0], question=taken.question(0, 0), number=1, response=RIGHT
        )
        save_draft(enrolment=enrolment, unit=taken.units[0], question=taken.question(0, 1), response=WRONG)
        set_bookmark(enrolment=enrolment, unit_key=taken.units[0].unit_key, block_id="a")


@pytest.fixture
def person(db):
    return learner()


@pytest.fixture
def other(db):
    return learner("max@lernhafen.example")


@pytest.mark.parametrize("label", EXPORTED)
def test_export_gives_a_person_their_own_rows_as_json(person, label):
    rows = holdings[label].export(person)

    assert len(json.loads(json.dumps(rows))) == EXPORTED[label]


@pytest.mark.parametrize("label", EXPORTED)
def test_export_gives_nothing_without_a_key(person, label):
    person.learner_key = None

    assert holdings[label].export(person) == []


def test_statements_are_exported_exactly_as_stored(person):
    stored = [payload(each) for each in Statement.objects.order_by("pk")]

    assert holdings["lrs.Statement"].export(person) == [
        each for each in stored if each["actor"]["account"]["name"] == person.learner_key
    ]


def test_erasure_takes_private_rows_and_leaves_the_record(person, other):
    erased = {
        label: holding.erase(person) for label, holding in holdings.items() if label in EXPORTED and holding.erase
    }

    assert erased == {"attempts.Draft": 1, "enrolment.Bookmark": 1}
    assert (Draft.objects.count(), Bookmark.objects.count()) == (1, 1)
    assert (Answer.objects.count(), Statement.objects.count()) == (2, 6)


def test_erasure_of_an_erased_person_takes_nothing(person):
    person.learner_key = None

    assert [holdings[label].erase(person) for label in ("attempts.Draft", "enrolment.Bookmark")] == [0, 0]
