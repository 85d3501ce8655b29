from uuid import uuid4

import pytest

from courses.content.models import EditionUnit
from tests.factories.readable import readable_course
from tracking.attempts.commands import finish_lesson
from tracking.enrolment.commands import set_bookmark, start_course

pytestmark = pytest.mark.django_db


def test_home_asks_strangers_to_sign_in(client):
    response = client.get("/")

    assert response.status_code == 302
    assert response["Location"].startswith("/konto/")


def test_home_of_a_newcomer_names_one_course_to_begin_with(signed_in, offer):
    page = signed_in.get("/").content.decode()

    assert page.count('class="btn"') == 1
    assert '<a class="btn" href="/kurse/user-storys/">' in page


def test_home_without_any_course_says_so_and_shows_ways_on(signed_in):
    page = signed_in.get("/").content.decode()

    assert "Zurzeit ist noch keiner veröffentlicht" in page
    assert 'href="/seite/hilfe/"' in page


def test_home_resumes_at_the_block_the_learner_stopped_at(signed_in, enrolment):
    unit = EditionUnit.objects.get(edition=enrolment.edition, language="de", position=1)
    block = unit.content["body"][2]["id"]
    set_bookmark(enrolment=enrolment, unit_key=unit.unit_key, block_id=block)

    page = signed_in.get("/").content.decode()

    assert f'href="/kurse/user-storys/lektion-1/#b-{block[:8]}"' in page
    assert "Block 3 von 4" in page
    assert "noch 6 Minuten" in page
    assert "Hier haben Sie heute aufgehört" in page


def test_home_lists_begun_and_completed_courses_and_one_recommendation(signed_in, lena, enrolment):
    for slug, title_key in (("kanban", uuid4()), ("ablage", uuid4())):
        readable_course(key=title_key, slug=slug, lessons=((),))
    done = readable_course(key=uuid4(), slug="phishing", lessons=((),))
    taken = start_course(learner=lena, offer=done, language="de")
    finish_lesson(enrolment=taken, unit=EditionUnit.objects.get(edition=done.edition, language="de"))

    page = signed_in.get("/").content.decode()

    assert 'href="/kurse/phishing/angekommen/"' in page
    assert page.count('id="recommended"') == 1
    assert 'href="/kurse/ablage/"' in page
    assert 'href="/kurse/kanban/"' not in page


def test_home_costs_the_same_for_one_course_and_for_many(signed_in, lena, enrolment, count_queries):
    signed_in.get("/")
    with_one = count_queries(lambda: signed_in.get("/"))
    for number in range(12):
        another = readable_course(key=uuid4(), slug=f"kurs-{number}")
        start_course(learner=lena, offer=another, language="de")

    signed_in.get("/")
    with_many = count_queries(lambda: signed_in.get("/"))

    assert with_many == with_one == 6


def test_home_lists_six_courses_and_counts_the_rest(signed_in, lena, enrolment):
    for number in range(8):
        start_course(learner=lena, offer=readable_course(key=uuid4(), slug=f"kurs-{number}"), language="de")

    page = signed_in.get("/").content.decode()

    assert page.count('aria-label="Weiter: ') == 6
    assert "und 2 weitere" in page
