import pytest

from tests.factories.tracking import course, enrolled, learner
from tracking.enrolment.commands import set_bookmark
from tracking.enrolment.queries import enrolment_in, latest_enrolments

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_enrolment_in_comes_with_edition_and_bookmark_in_one_query(django_assert_num_queries):
    lena, taken = learner(), course()
    set_bookmark(enrolment=enrolled(taken, learner=lena), unit_key=taken.units[0].unit_key, block_id="a")

    enrolment_in(learner_key=lena.learner_key, course_key=taken.key)  # from now on this process knows the edition
    with django_assert_num_queries(1):
        found = enrolment_in(learner_key=lena.learner_key, course_key=taken.key)
        assert (found.edition.number, found.bookmark.block_id) == (1, "a")


def test_enrolment_in_knows_nobody_without_a_key(django_assert_num_queries):
    taken = course()

    with django_assert_num_queries(0):
        assert enrolment_in(learner_key=None, course_key=taken.key) is None


@pytest.mark.parametrize("number", [1, 3])
def test_latest_enrolments_put_the_last_place_first(number, django_assert_num_queries):
    lena = learner()
    enrolments = [enrolled(course(slug=f"kurs-{each}"), learner=lena) for each in range(number)]
    set_bookmark(enrolment=enrolments[0], unit_key=enrolments[0].course_key, block_id="a")

    with django_assert_num_queries(1):
        found = [(each.pk, each.edition.number) for each in latest_enrolments(lena.learner_key)]

    assert found == [(each.pk, 1) for each in [enrolments[0], *reversed(enrolments[1:])]]
