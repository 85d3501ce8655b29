import pytest

from tests.factories.tracking import course, enrolled, learner
from tracking.enrolment.commands import EnrolmentRefusedError, set_bookmark, start_course
from tracking.enrolment.models import Bookmark, Enrolment
from tracking.lrs.models import Statement
from tracking.lrs.queries import payload
from tracking.vocabulary.activities import course_iri
from tracking.vocabulary.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_start_course_binds_the_learner_to_the_newest_edition():
    lena, taken = learner(), course(number=4)

    enrolment = start_course(learner=lena, offer=taken.offer, language="de")

    assert enrolment.edition == taken.edition
    assert (enrolment.learner_key, enrolment.course_key, enrolment.language) == (lena.learner_key, taken.key, "de")


def test_start_course_is_told_as_a_statement():
    taken = course()

    start_course(learner=learner(), offer=taken.offer, language="de")

    told = [payload(statement) for statement in Statement.objects.all()]
    assert [(each["verb"]["id"], each["object"]["id"]) for each in told] == [
        (Verb.REGISTERED.iri, course_iri(taken.key))
    ]


def test_start_course_twice_changes_nothing():
    lena, taken = learner(), course()
    first = start_course(learner=lena, offer=taken.offer, language="de")

    second = start_course(learner=lena, offer=taken.offer, language="en")

    assert second == first
    assert second.language == "de"
    assert Statement.objects.count() == 1


def test_start_course_keeps_the_edition_when_a_newer_one_is_out():
    lena, old = learner(), course()
    first = start_course(learner=lena, offer=old.offer, language="de")
    new = course(key=old.key, number=2)

    second = start_course(learner=lena, offer=new.offer, language="de")

    assert second.edition_id == first.edition_id == old.edition.pk


def test_start_course_takes_the_main_language_for_one_the_edition_does_not_have():
    enrolment = start_course(learner=learner(), offer=course().offer, language="fr")

    assert enrolment.language == "de"


def test_start_course_refuses_a_closed_course():
    with pytest.raises(EnrolmentRefusedError, match="closed"):
        start_course(learner=learner(), offer=course(is_open=False).offer, language="de")

    assert (Enrolment.objects.count(), Statement.objects.count()) == (0, 0)


def test_start_course_lets_in_who_was_there_before_it_closed():
    lena, taken = learner(), course()
    first = start_course(learner=lena, offer=taken.offer, language="de")
    taken.offer.is_open = False
    taken.offer.save()

    assert start_course(learner=lena, offer=taken.offer, language="de") == first


def test_start_course_refuses_an_erased_account():
    with pytest.raises(EnrolmentRefusedError, match="no_learner"):
        start_course(learner=learner(learner_key=None), offer=course().offer, language="de")


def test_set_bookmark_keeps_one_place_per_course():
    taken = course()
    enrolment = enrolled(taken, learner=learner())

    set_bookmark(enrolment=enrolment, unit_key=taken.units[0].unit_key, block_id="a")
    set_bookmark(enrolment=enrolment, unit_key=taken.units[1].unit_key, block_id="b")

    assert list(Bookmark.objects.values_list("unit_key", "block_id")) == [(taken.units[1].unit_key, "b")]


def test_set_bookmark_is_no_statement():
    enrolment = enrolled(course(), learner=learner())

    set_bookmark(enrolment=enrolment, unit_key=enrolment.course_key, block_id="a")

    assert Statement.objects.count() == 1
