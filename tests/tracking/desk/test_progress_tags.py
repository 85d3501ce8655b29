from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines

from courses.content.models import EditionUnit
from tests.factories.readable import readable_course
from tracking.attempts.commands import finish_lesson
from tracking.enrolment.commands import start_course

pytestmark = pytest.mark.django_db
LIST = "{% set states = my_courses(user) %}{% for key in keys %}{{ course_state(states, key) }};{% endfor %}"


def words(rf, user, keys):
    request = rf.get("/")
    request.user = user
    shown = engines["jinja2"].from_string(LIST).render({"keys": keys}, request)
    return [each.rpartition("</svg>")[2].removesuffix("</span>") for each in shown.split(";") if each]


def test_states_of_a_list_of_courses_come_with_one_query(rf, lena, django_assert_num_queries):
    new, begun, done = (readable_course(key=uuid4(), slug=slug, lessons=((),)) for slug in ("neu", "da", "fertig"))
    start_course(learner=lena, offer=begun, language="de")
    unit = EditionUnit.objects.get(edition=done.edition, language="de")
    finish_lesson(enrolment=start_course(learner=lena, offer=done, language="de"), unit=unit)

    words(rf, lena, [])  # from now on this process knows the editions
    with django_assert_num_queries(1):
        shown = words(rf, lena, [each.course_key for each in (new, begun, done)])

    assert shown == ["Neu", "Begonnen", "Abgeschlossen"]


def test_strangers_see_new_courses_without_a_query(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert words(rf, AnonymousUser(), [uuid4()]) == ["Neu"]
