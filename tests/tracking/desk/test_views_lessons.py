import re
from html.parser import HTMLParser
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from courses.content.models import EditionUnit, Offer
from courses.quizzes.tokens import seed_for, token
from tests.factories.readable import COURSE, readable_course
from tests.factories.tracking import learner
from tests.tracking.desk.conftest import LESSON_1, LESSON_2, LESSON_3
from tracking.attempts.models import Answer, Draft, LessonRun
from tracking.desk.queries.checks import name_of
from tracking.enrolment.commands import start_course
from tracking.enrolment.models import Bookmark, Enrolment
from tracking.lrs.models import Statement
from tracking.progress.models import LessonProgress

pytestmark = pytest.mark.django_db


def keys_of(lesson: int) -> list[UUID]:
    outline = Offer.objects.get(course_key=COURSE).edition.outline
    lessons = [lesson for module in outline["modules"] for lesson in module["lessons"]]
    return [UUID(key) for key in lessons[lesson]["questions"]]


def option(enrolment: Enrolment, lesson: int, question: int, letter: str, *, number: int = 1) -> str:
    """What the page calls this option in try `number`."""
    unit = EditionUnit.objects.get(edition=enrolment.edition, language="de", position=lesson + 1)
    seed = seed_for(
        enrolment_id=enrolment.pk, unit_key=unit.unit_key, question_key=keys_of(lesson)[question], number=number
    )
    return token(seed=seed, option_key=letter)


def posted(
    client: Client,
    enrolment: Enrolment,
    letters: str,
    *,
    lesson: int = 0,
    question: int = 0,
    number: int = 1,
    **extra: str,
):
    key = keys_of(lesson)[question]
    chosen = [option(enrolment, lesson, question, letter, number=number) for letter in letters]
    url = f"/kurse/user-storys/lektion-{lesson + 1}/antwort/{key}/"
    return client.post(url, {"number": number, name_of(key): chosen})


def test_lesson_is_read_in_the_order_of_the_page(signed_in, enrolment):
    page = signed_in.get(LESSON_1).content.decode()

    order = ['class="skip"', "<header", 'class="crumb"', "<h1", "Lektion 1 von 3", "Danach können Sie"]
    order += ["Montag, 8.40 Uhr", "Drei Fragen, ein Satz</h2>", "Frage 1 von 2", "Das nehmen Sie mit"]
    order += ["Für heute aufhören", 'class="outline"', "<footer>"]
    places = [page.index(each) for each in order]
    assert places == sorted(places)


def test_lesson_has_one_primary_button(signed_in, enrolment):
    page = signed_in.get(LESSON_1).content.decode()

    assert page.count('class="btn"') == 1
    assert '<button class="btn">Antwort prüfen</button>' in page


def test_reading_a_lesson_writes_nothing(signed_in, enrolment):
    before = Statement.objects.count()

    signed_in.get(LESSON_1)

    assert (Statement.objects.count(), LessonRun.objects.count(), Bookmark.objects.count()) == (before, 0, 0)


def test_lesson_of_a_course_one_is_not_in_shows_its_start_and_enrols_nobody(signed_in, offer):
    page = signed_in.get(LESSON_1).content.decode()

    assert "Montag, 8.40 Uhr" in page
    assert "Welche Story" not in page
    assert "Kurs beginnen" in page
    assert not Enrolment.objects.exists()


def test_lesson_costs_five_queries_whatever_the_size_of_the_course(signed_in, lena, enrolment, count_queries):
    signed_in.get(LESSON_1)
    small = count_queries(lambda: signed_in.get(LESSON_1))
    large = readable_course(key=uuid4(), slug="gross", lessons=(("single", "multiple"),) * 12)
    start_course(learner=lena, offer=large, language="de")
    signed_in.get("/kurse/gross/lektion-1/")

    assert count_queries(lambda: signed_in.get("/kurse/gross/lektion-1/")) == small == 5


def test_wrong_answer_explains_the_chosen_option_and_offers_another_try(signed_in, enrolment):
    response = posted(signed_in, enrolment, "a")

    name = name_of(keys_of(0)[0])
    assert response["Location"] == f"{LESSON_1}?frage={name}#{name}-feedback"
    page = signed_in.get(response["Location"]).content.decode()
    assert "Noch nicht ganz." in page
    assert "Rückmeldung a" in page
    assert "Rückmeldung b" not in page
    assert re.search(r'<a href="#b-[0-9a-f]{8}">Nachlesen: Drei Fragen, ein Satz</a>', page)
    assert "Noch einmal prüfen" in page
    assert 'name="number" value="2"' in page


def test_right_answer_folds_its_question_and_opens_the_next(signed_in, enrolment):
    response = posted(signed_in, enrolment, "b")

    page = signed_in.get(response["Location"]).content.decode()
    assert "Frage 1 von 2, richtig beantwortet" in page
    assert '<details class="answered" open>' in page
    assert "Richtig." in page
    assert '<button class="btn">Antwort prüfen</button>' in page


def test_last_right_answer_finishes_the_lesson_and_names_what_comes_next(signed_in, enrolment):
    posted(signed_in, enrolment, "b")

    posted(signed_in, enrolment, "bc", question=1)

    page = signed_in.get(LESSON_1).content.decode()
    assert "Lektion verstanden" in page
    assert f'<a class="btn" href="{LESSON_2}">Weiter: Lektion 2, 8\N{NO-BREAK SPACE}Min.' in page
    assert page.count('class="btn"') == 1


def test_answer_adds_few_queries_to_those_of_the_record(signed_in, enrolment, count_queries):
    """Session, person with roles, enrolment; all others grade, record and project. Two of them ask for shared rows
    and their definitions, which are remembered only once they are committed."""
    posted(signed_in, enrolment, "a")
    key, chosen = keys_of(0)[0], option(enrolment, 0, 0, "a", number=2)

    spent = count_queries(lambda: signed_in.post(f"{LESSON_1}antwort/{key}/", {"number": 2, name_of(key): [chosen]}))

    assert spent == 3 + 10


def test_answer_is_kept_as_the_place_to_go_on_without_script(signed_in, enrolment):
    posted(signed_in, enrolment, "a")

    unit = EditionUnit.objects.get(edition=enrolment.edition, language="de", position=1)
    bookmark = Bookmark.objects.get()
    assert (bookmark.unit_key, bookmark.block_id) == (unit.unit_key, unit.content["body"][2]["id"])


def test_same_try_from_two_tabs_counts_once(signed_in, enrolment):
    first = posted(signed_in, enrolment, "a")
    second = posted(signed_in, enrolment, "a")

    assert (second.status_code, second.url) == (302, first.url)
    assert list(Answer.objects.values_list("response", "is_right")) == [(["a"], False)]


@pytest.mark.parametrize(
    ("number", "chosen"),
    [
        ("1", []),
        ("1", ["0" * 16]),
        ("1", ["x"]),
        ("0", ["a"]),
        ("", ["a"]),
        ("7", ["b"]),
        ("1", ["a", "b"]),
        ("NaN", []),
    ],
)
def test_bad_answer_comes_back_with_a_message_and_counts_nothing(signed_in, enrolment, number, chosen):
    key = keys_of(0)[0]
    tokens = [
        option(enrolment, 0, 0, each, number=7 if number == "7" else 1) if len(each) == 1 else each for each in chosen
    ]

    response = signed_in.post(f"{LESSON_1}antwort/{key}/", {"number": number, name_of(key): tokens})

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Fehler: " in page
    assert f'<a href="#{name_of(key)}">' in page
    assert not Answer.objects.exists()


@pytest.mark.parametrize("said", ["", ":", ":1", " "])
@pytest.mark.parametrize(("lesson", "question"), [(0, 0), (0, 1), (1, 0)], ids=["single", "multiple", "sort"])
def test_empty_value_is_no_answer_to_any_kind_of_question(signed_in, enrolment, lesson, question, said):
    key = keys_of(lesson)[question]

    response = signed_in.post(
        f"/kurse/user-storys/lektion-{lesson + 1}/antwort/{key}/", {"number": 1, name_of(key): [said]}
    )

    assert response.status_code == 422
    assert not Answer.objects.exists()


def test_too_many_options_stay_chosen_when_the_form_comes_back(signed_in, enrolment):
    response = posted(signed_in, enrolment, "ab")

    assert response.status_code == 422
    assert response.content.decode().count(" checked") == 2


def test_answer_to_a_question_of_another_lesson_is_not_found(signed_in, enrolment):
    response = signed_in.post(f"{LESSON_1}antwort/{keys_of(1)[0]}/", {"number": 1})

    assert response.status_code == 404


@pytest.mark.parametrize("tail", ["antwort/{key}/", "entwurf/{key}/", "stelle/", "erledigt/"])
def test_who_is_not_in_the_course_can_send_nothing(signed_in, offer, tail):
    response = signed_in.post(LESSON_1 + tail.format(key=keys_of(0)[0]), {"number": 1})

    assert response.status_code == 404
    assert not Enrolment.objects.exists()


def test_answers_of_one_learner_are_nobody_elses(enrolment, signed_in, offer):
    posted(signed_in, enrolment, "a")
    other = Client()
    other.force_login(learner("max@lernhafen.example"))
    other.post("/kurse/user-storys/beginnen/")

    page = other.get(LESSON_1).content.decode()

    assert "Rückmeldung a" not in page
    assert " checked" not in page


def test_draft_survives_on_another_device(signed_in, lena, enrolment):
    key = keys_of(0)[0]
    chosen = option(enrolment, 0, 0, "c")
    response = signed_in.post(f"{LESSON_1}entwurf/{key}/", {"number": 1, name_of(key): [chosen]})
    assert response.status_code == 204
    other_device = Client()
    other_device.force_login(lena)

    page = other_device.get(LESSON_1).content.decode()

    assert f'value="{chosen}" checked' in page


def test_draft_goes_with_the_answer(signed_in, enrolment):
    key = keys_of(0)[0]
    signed_in.post(f"{LESSON_1}entwurf/{key}/", {"number": 1, name_of(key): [option(enrolment, 0, 0, "c")]})

    posted(signed_in, enrolment, "a")

    assert not Draft.objects.exists()


@pytest.mark.parametrize("number", ["", "0", "x"])
def test_bad_draft_is_refused(signed_in, enrolment, number):
    assert signed_in.post(f"{LESSON_1}entwurf/{keys_of(0)[0]}/", {"number": number}).status_code == 422


def test_arrow_of_a_sort_question_moves_without_script(signed_in, enrolment):
    key = keys_of(1)[0]
    steps = sorted(option(enrolment, 1, 0, letter) for letter in "abcd")
    places = [f"{step}:{place}" for place, step in enumerate(steps, start=1)]

    response = signed_in.post(
        f"{LESSON_2}antwort/{key}/", {"number": 1, name_of(key): places, "move": f"{steps[2]}:up"}
    )

    page = signed_in.get(response["Location"]).content.decode()
    assert re.search("„Antwort [a-d]“ steht jetzt auf Platz 2 von 4", page)
    assert page.index(f'data-step="{steps[2]}"') < page.index(f'data-step="{steps[1]}"')
    assert not Answer.objects.exists()


def test_two_equal_positions_are_refused_and_none_is_lost(signed_in, enrolment):
    key = keys_of(1)[0]
    steps = sorted(option(enrolment, 1, 0, letter) for letter in "abcd")
    places = [f"{step}:{place}" for step, place in zip(steps, (4, 2, 3, 4), strict=True)]

    response = signed_in.post(f"{LESSON_2}antwort/{key}/", {"number": 1, name_of(key): places})

    assert response.status_code == 422
    page = response.content.decode()
    assert re.findall(r'value="(\w{16}:\d)" selected', page) == places
    assert page.count("Position 4 ist doppelt vergeben") == 2


def test_lesson_without_questions_is_finished_by_saying_so(signed_in, enrolment):
    assert '<button class="btn">Erledigt' in signed_in.get(LESSON_3).content.decode()

    response = signed_in.post(f"{LESSON_3}erledigt/")

    assert response["Location"] == f"{LESSON_3}#weiter"
    page = signed_in.get(LESSON_3).content.decode()
    assert "Lektion verstanden" in page
    assert f'<a class="btn" href="{LESSON_1}">' in page


def test_lesson_with_questions_is_not_finished_by_saying_so(signed_in, enrolment):
    signed_in.post(f"{LESSON_1}erledigt/")

    assert not LessonProgress.objects.exclude(completed_at=None).exists()


def test_bookmark_keeps_the_block_and_begins_the_lesson(signed_in, enrolment):
    unit = EditionUnit.objects.get(edition=enrolment.edition, language="de", position=2)
    block = unit.content["body"][1]["id"]

    response = signed_in.post(f"{LESSON_2}stelle/", {"block": f"b-{block[:8]}"})

    assert response.status_code == 204
    assert Bookmark.objects.get().block_id == block
    assert LessonRun.objects.get().unit_key == unit.unit_key


@pytest.mark.parametrize("block", ["", "b-00000000", "<script>"])
def test_bookmark_at_an_unknown_block_is_refused(signed_in, enrolment, block):
    assert signed_in.post(f"{LESSON_1}stelle/", {"block": block}).status_code == 422


def test_lesson_by_its_address_in_the_other_language_leads_to_the_one_of_the_interface(signed_in, enrolment):
    response = signed_in.get("/kurse/user-storys/lesson-2/")

    assert (response.status_code, response["Location"]) == (302, LESSON_2)


def test_unknown_lesson_is_not_found(signed_in, enrolment):
    assert signed_in.get("/kurse/user-storys/gibt-es-nicht/").status_code == 404


def test_lesson_of_a_newer_edition_leads_to_the_learners_own(signed_in, enrolment):
    readable_course(number=2, words=("neuer-name", "new-name"))

    response = signed_in.get("/kurse/user-storys/neuer-name-2/")

    assert (response.status_code, response["Location"]) == (302, LESSON_2)


def without_csrf(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)


def test_twin_courses_that_differ_only_in_the_key_look_the_same_before_the_answer(signed_in, lena):
    pages = []
    for right in "bd":
        cache.clear()
        Enrolment.objects.all().delete()
        offer = readable_course(right=right, number="bd".index(right) + 1)
        enrolment = start_course(learner=lena, offer=offer, language="de")
        Enrolment.objects.filter(pk=enrolment.pk).update(id=4711)
        Enrolment.objects.exclude(pk=4711).delete()
        seen = [signed_in.get(url) for url in (LESSON_1, LESSON_2, "/kurse/user-storys/", "/")]
        pages.append([without_csrf(response.content) for response in seen])

    assert pages[0] == pages[1]


@pytest.mark.parametrize(("mode", "is_told"), [("navigate", True), ("cors", False)])
def test_an_answer_after_the_session_ended_leads_by_the_door_back_to_the_lesson(
    signed_in, offer, enrolment, mode, is_told
):
    signed_in.logout()
    url = f"{LESSON_1}antwort/{keys_of(0)[0]}/"

    came = {"referer": f"http://testserver{LESSON_1}", "sec-fetch-mode": mode}
    door = signed_in.post(url, {"number": 1}, headers=came)
    page = signed_in.get(door["Location"]).content.decode()

    assert door["Location"] == f"/konto/login/?next={LESSON_1}"
    assert ("ist noch nicht angekommen" in page) is is_told
    assert not Answer.objects.exists()


def test_a_lesson_can_say_that_nobody_is_signed_in_any_more(signed_in, enrolment):
    page = signed_in.get(LESSON_1).content.decode()

    assert f'<a href="/konto/login/?next={LESSON_1}">Wieder anmelden' in page


def test_another_answer_from_a_second_window_is_kept_and_not_counted(signed_in, enrolment):
    posted(signed_in, enrolment, "a")
    statements = Statement.objects.count()

    response = posted(signed_in, enrolment, "b")

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Fehler: " in page
    assert page.count("in einem anderen Fenster schon beantwortet") == 2
    assert f'value="{option(enrolment, 0, 0, "b", number=2)}" checked' in page
    assert page.count(" checked") == 1
    assert list(Answer.objects.values_list("response", flat=True)) == [["a"]]
    assert Statement.objects.count() == statements
    assert f'value="{option(enrolment, 0, 0, "b", number=2)}" checked' in signed_in.get(LESSON_1).content.decode()
    assert posted(signed_in, enrolment, "b", number=2).status_code == 302
    assert list(Answer.objects.order_by("pk").values_list("response", "is_right")) == [(["a"], False), (["b"], True)]


def test_another_answer_to_what_is_right_by_now_leads_to_the_next_question(signed_in, enrolment):
    posted(signed_in, enrolment, "b")

    response = posted(signed_in, enrolment, "a")

    page = response.content.decode()
    assert response.status_code == 422
    assert "in einem anderen Fenster schon richtig beantwortet" in page
    assert page.index('<details class="answered" open>') < page.index('class="check" id="' + name_of(keys_of(0)[1]))
    assert not Draft.objects.exists()
    assert list(Answer.objects.values_list("response", flat=True)) == [["b"]]


def test_the_same_wrong_answer_once_more_is_answered_as_such(signed_in, enrolment):
    posted(signed_in, enrolment, "a")
    assert "noch dieselbe Antwort wie eben" not in signed_in.get(LESSON_1).content.decode()

    posted(signed_in, enrolment, "a", number=2)

    page = signed_in.get(LESSON_1).content.decode()
    assert "noch dieselbe Antwort wie eben" in page
    assert page.index("Noch nicht ganz.") < page.index("noch dieselbe Antwort wie eben")


@pytest.mark.parametrize("tail", ["erledigt/", "stelle/", "antwort/{key}/", "entwurf/{key}/"])
def test_the_address_of_a_form_leads_to_the_page_it_stands_on(signed_in, enrolment, tail):
    key = keys_of(0)[0]

    response = signed_in.get(LESSON_1 + tail.format(key=key))

    anchor = f"#{name_of(key)}" if "key" in tail else ""
    assert (response.status_code, response["Location"]) == (302, f"{LESSON_1}{anchor}")
    assert signed_in.put(LESSON_1 + tail.format(key=key)).status_code == 405
    assert not LessonRun.objects.exists()


def test_a_lesson_in_another_language_marks_its_own_texts_alone(signed_in, lena):
    taken = start_course(learner=lena, offer=readable_course(languages=("en",)), language="de")
    slug = EditionUnit.objects.get(edition=taken.edition, position=1).slug
    address = f"/kurse/user-storys-en/{slug}/"

    page = signed_in.get(address).content.decode()

    assert "nur auf Englisch" in page
    assert '<html lang="de"' in page
    assert re.search(r'<h1[^>]* lang="en">', page)
    assert "Danach können Sie" not in page
    assert re.search(r'<b>Ziel der Lektion:</b> <span lang="en">\w', page)
    for german in ("Ihre Entscheidung", "Antwort prüfen", "Lektion 1 von 3", "Neu · "):
        assert "en" not in languages_around(page, german), german
    stem = re.search(r'<legend>.*?<span lang="en">([^<]+)</span></legend>', page, re.DOTALL)
    assert stem
    assert page.count('<span lang="en">') > 4


def languages_around(page: str, text: str) -> set[str]:
    """The `lang` that holds where a text first stands."""

    class Reader(HTMLParser):
        open: list[str]

        def handle_starttag(self, tag, attrs):
            if tag not in {"input", "meta", "link", "img", "br", "hr"}:
                self.open.append(dict(attrs).get("lang") or (self.open[-1] if self.open else ""))

        def handle_startendtag(self, _tag, _attrs):
            pass

        def handle_endtag(self, _tag):
            self.open.pop()

        def handle_data(self, data):
            if text in data:
                found.add(self.open[-1])

    found: set[str] = set()
    reader = Reader()
    reader.open = []
    reader.feed(page)
    assert found, text
    return found
