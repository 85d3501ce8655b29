from uuid import uuid4

import pytest
from django.utils import timezone

from courses.content.models import EditionUnit
from learning.core.crossing import crossing
from tests.factories.readable import readable_course
from tracking.attempts.commands import finish_lesson
from tracking.enrolment.commands import set_bookmark, start_course
from tracking.progress.models import LessonProgress

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
    assert f'<g transform="translate({crossing(2, 4).shift} 0)">' in page


def test_home_lists_begun_and_completed_courses_and_one_recommendation(signed_in, lena, enrolment):
    for slug, title_key in (("kanban", uuid4()), ("ablage", uuid4())):
        readable_course(key=title_key, slug=slug, lessons=((),))
    done = readable_course(key=uuid4(), slug="phishing", lessons=((),))
    taken = start_course(learner=lena, offer=done, language="de")
    finish_lesson(enrolment=taken, unit=EditionUnit.objects.get(edition=done.edition, language="de"))

    page = signed_in.get("/").content.decode()

    assert 'href="/kurse/phishing/angekommen/"' in page
    assert f'<g transform="translate({crossing(0, 4).shift} 0)">' in page
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


def finished(lena):
    done = readable_course(key=uuid4(), slug="phishing", lessons=((),))
    taken = start_course(learner=lena, offer=done, language="de")
    finish_lesson(enrolment=taken, unit=EditionUnit.objects.get(edition=done.edition, language="de"))


def test_home_after_the_last_course_leads_to_the_next_one(signed_in, lena, offer):
    finished(lena)

    page = signed_in.get("/").content.decode()

    assert "Sie haben alles geschafft" in page
    assert f'<g transform="translate({crossing(1, 1).shift} 0)">' in page
    assert "stroke-dasharray" not in page
    assert page.count('class="btn"') == 1
    assert '<a class="btn" href="/kurse/user-storys/">' in page
    assert 'id="recommended"' not in page


def test_home_after_every_course_there_is_leads_to_the_catalogue(signed_in, lena):
    finished(lena)

    page = signed_in.get("/").content.decode()

    assert "Sie kennen alle Kurse, die es zurzeit gibt." in page
    assert page.count('class="btn"') == 1
    assert '<a class="btn" href="/katalog/">' in page


def test_home_does_not_say_that_somebody_stopped_in_a_lesson_they_never_opened(signed_in, enrolment):
    first, second = EditionUnit.objects.filter(edition=enrolment.edition, language="de").order_by("position")[:2]
    set_bookmark(enrolment=enrolment, unit_key=first.unit_key, block_id=first.content["body"][0]["id"])
    LessonProgress.objects.create(
        learner_key=enrolment.learner_key, course_key=enrolment.course_key, unit_key=first.unit_key,
        begun_at=timezone.now(), completed_at=timezone.now(),
    )  # fmt: skip

    page = signed_in.get("/").content.decode()

    assert f'<h2 id="resume">{second.title}</h2>' in page
    assert "Hier geht es weiter" in page
    assert "aufgehört" not in page
