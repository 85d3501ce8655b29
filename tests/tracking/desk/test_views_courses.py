from uuid import uuid4

import pytest

from courses.content.models import Address, EditionUnit, Offer
from tests.factories.readable import COURSE, readable_course
from tests.tracking.desk.conftest import LESSON_1
from tracking.attempts.commands import finish_lesson
from tracking.enrolment.commands import start_course
from tracking.enrolment.models import Enrolment

pytestmark = pytest.mark.django_db


def test_course_says_who_published_it(signed_in, offer):
    assert ", veröffentlicht von Tom Petersen</dd>" in signed_in.get("/kurse/user-storys/").content.decode()


def test_course_page_offers_to_begin_and_enrols_nobody(signed_in, offer):
    page = signed_in.get("/kurse/user-storys/").content.decode()

    assert "Kurs beginnen, 24\N{NO-BREAK SPACE}Min." in page
    assert page.count('<button class="btn"') == 1
    assert not Enrolment.objects.exists()


def test_start_course_enrols_once_and_opens_the_first_lesson(signed_in, lena, offer):
    for _click in range(2):
        response = signed_in.post("/kurse/user-storys/beginnen/")

        assert response["Location"] == LESSON_1
    assert Enrolment.objects.filter(learner_key=lena.learner_key).count() == 1


def test_start_course_opens_the_lesson_that_was_asked_for(signed_in, offer):
    response = signed_in.post("/kurse/user-storys/beginnen/", {"lesson": "lektion-2"})

    assert response["Location"] == "/kurse/user-storys/lektion-2/"


def test_start_course_ignores_a_lesson_the_course_does_not_have(signed_in, offer):
    response = signed_in.post("/kurse/user-storys/beginnen/", {"lesson": "//evil.example"})

    assert response["Location"] == LESSON_1


def test_the_address_that_starts_a_course_leads_to_the_course_and_starts_nothing(signed_in, offer):
    response = signed_in.get("/kurse/user-storys/beginnen/")

    assert (response.status_code, response["Location"]) == (302, "/kurse/user-storys/")
    assert signed_in.put("/kurse/user-storys/beginnen/").status_code == 405
    assert not Enrolment.objects.exists()


def test_course_page_shows_states_in_words(signed_in, enrolment):
    unit = EditionUnit.objects.get(edition=enrolment.edition, language="de", position=3)
    finish_lesson(enrolment=enrolment, unit=unit)

    page = signed_in.get("/kurse/user-storys/").content.decode()

    assert "1 von 3 Lektionen verstanden" in page
    assert "Weiter: Eine gute User Story schreiben, 8\N{NO-BREAK SPACE}Min." in page


def test_course_page_costs_five_queries_whatever_its_size(signed_in, lena, enrolment, count_queries):
    signed_in.get("/kurse/user-storys/")
    small = count_queries(lambda: signed_in.get("/kurse/user-storys/"))
    large = readable_course(key=uuid4(), slug="gross", lessons=(("single",),) * 12)
    start_course(learner=lena, offer=large, language="de")
    signed_in.get("/kurse/gross/")

    assert count_queries(lambda: signed_in.get("/kurse/gross/")) == small == 5


def test_unknown_course_is_a_page_not_found_with_ways_on(signed_in):
    response = signed_in.get("/kurse/gibt-es-nicht/")

    assert response.status_code == 404
    assert "Diese Seite finden wir nicht." in response.content.decode()


def test_closed_course_is_not_found_by_others_and_stays_open_for_who_is_in_it(signed_in, offer, enrolment):
    Offer.objects.update(is_open=False)
    assert signed_in.get("/kurse/user-storys/").status_code == 200

    Enrolment.objects.all().delete()

    assert signed_in.get("/kurse/user-storys/").status_code == 404
    assert signed_in.post("/kurse/user-storys/beginnen/").status_code == 404


def test_old_address_leads_to_the_one_of_today(signed_in, offer):
    Address.objects.create(slug="alter-name", course_key=COURSE)

    response = signed_in.get("/kurse/alter-name/")

    assert (response.status_code, response["Location"]) == (302, "/kurse/user-storys/")


def test_learner_keeps_the_edition_they_began_with(signed_in, enrolment):
    readable_course(number=2, lessons=(("single",),))

    page = signed_in.get("/kurse/user-storys/").content.decode()

    assert "0 von 3 Lektionen verstanden" in page


def test_the_catalogue_shows_the_newest_edition_and_the_course_page_the_one_begun(signed_in, enrolment):
    readable_course(number=2, lessons=(("single",),))

    assert "<b>8</b> Minuten" in signed_in.get("/katalog/").content.decode()
    assert "24\N{NO-BREAK SPACE}Min. in 3 Lektionen" in signed_in.get("/kurse/user-storys/").content.decode()


def test_course_without_the_language_of_the_interface_says_so(signed_in, lena):
    readable_course(languages=("de",))
    lena.language = "en"
    lena.save()

    page = signed_in.get("/kurse/user-storys/").content.decode()

    assert '<html lang="en"' in page
    assert '<h1 lang="de">User Storys und gutes Backlog</h1>' in page


def test_course_is_shown_in_the_language_of_the_interface(signed_in, lena, offer):
    lena.language = "en"
    lena.save()

    page = signed_in.get("/kurse/user-storys-en/").content.decode()

    assert "<h1>User stories and a good backlog</h1>" in page


def test_done_page_waits_for_the_last_lesson(signed_in, enrolment):
    response = signed_in.get("/kurse/user-storys/angekommen/")

    assert (response.status_code, response["Location"]) == (302, "/kurse/user-storys/")


def test_done_page_says_what_the_learner_can_do_now(signed_in, lena):
    offer = readable_course(lessons=((),))
    enrolment = start_course(learner=lena, offer=offer, language="de")
    finish_lesson(enrolment=enrolment, unit=EditionUnit.objects.get(edition=offer.edition, language="de"))

    page = signed_in.get("/kurse/user-storys/angekommen/").content.decode()

    assert "Angekommen. Das können Sie jetzt." in page
    assert "eine Story in einem Satz schreiben" in page
    assert page.count('class="btn"') == 1
