"""Whatever way a page went live, nothing becomes an edition that the checks would refuse."""

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from courses.content.commands import cut_edition, follow_course, keep_offer_current, tell_trainers_of_refusal
from courses.content.events import EditionRefused
from courses.content.gate import PublishRefused
from courses.content.models import CoursePage, Edition, EditionRefusal, LessonPage, ModulePage, Offer
from courses.quizzes.models import Question
from learning.core.commands import deliver_due
from tests.events import published
from tests.factories import content, quizzes

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def cut(course: CoursePage) -> Edition | None:
    return follow_course(course_key=course.translation_key)


def saved_in_code(page, **values) -> None:
    """As in a shell: no form, no publish, no gate."""
    for name, value in values.items():
        setattr(page, name, value)
    page.live = True
    page.save(clean=False)


def empty_lesson_title(course, lesson):
    LessonPage.objects.filter(pk=lesson.pk).update(title=" ")


def empty_module_title(course, lesson):
    ModulePage.objects.descendant_of(course).update(title="")


def empty_summary(course, lesson):
    CoursePage.objects.filter(pk=course.pk).update(summary="")


def no_goal(course, lesson):
    saved_in_code(course, goals=[])


def empty_heading(course, lesson):
    saved_in_code(lesson, body=[content.raw_block("text", heading="", text="<p>Text</p>")])


def picture_that_says_nothing(course, lesson):
    image = Image.objects.create(title="Karte", file=get_test_image_file())
    saved_in_code(lesson, body=[content.raw_block("picture", image=image.pk, alt="", decorative=False, caption="")])


def picture_that_is_gone(course, lesson):
    saved_in_code(lesson, body=[content.raw_block("picture", image=77, alt="Ein Boot", decorative=False, caption="")])


def picture_without_its_file(course, lesson):
    image = Image.objects.create(title="Karte", file=get_test_image_file())
    default_storage.delete(image.file.name)
    saved_in_code(lesson, body=[content.raw_block("picture", image=image.pk, alt="Ein Boot", decorative=False)])


def check_without_a_question(course, lesson):
    saved_in_code(lesson, body=[content.raw_block("check", heading="", questions=[])])


def question_that_is_gone(course, lesson):
    Question.objects.all().delete()


def question_without_feedback(course, lesson):
    raw = quizzes.answers("abc", right="b")
    raw[1]["value"]["feedback"] = ""
    question = Question.objects.get()
    question.answers = raw
    question.save()


def question_without_a_right_answer(course, lesson):
    question = Question.objects.get()
    question.answers = quizzes.answers("abc", right="")
    question.save()


def two_lessons_at_one_address(course, lesson):
    LessonPage.objects.descendant_of(course).update(slug="gleich")


WAYS = {
    empty_lesson_title: "Titel",
    empty_module_title: "Titel",
    empty_summary: "Worum es geht",
    no_goal: "Der Kurs nennt kein Lernziel.",
    empty_heading: "„Überschrift“ ist noch leer.",
    picture_that_says_nothing: "Das Bild hat keinen Alternativtext.",
    picture_that_is_gone: "„Bild“ ist noch leer.",
    picture_without_its_file: "Die Datei des Bildes lässt sich nicht lesen.",
    check_without_a_question: "Es ist keine Frage ausgewählt.",
    question_that_is_gone: "Die ausgewählte Frage gibt es nicht mehr.",
    question_without_feedback: "hat keine Rückmeldung.",
    question_without_a_right_answer: "Es ist nicht genau eine Antwort als richtig markiert.",
    two_lessons_at_one_address: "In diesem Kurs hat schon die Lektion „Lektion 1“ die Adresse „gleich“.",
}


@pytest.mark.parametrize("spoil", WAYS, ids=[spoil.__name__ for spoil in WAYS])
def test_nothing_unsound_becomes_an_edition(course, edition, lesson, spoil):
    spoil(course, lesson)

    with pytest.raises(PublishRefused) as refusal:
        cut(course)

    assert len(refusal.value.messages) == 1
    assert WAYS[spoil] in refusal.value.messages[0]
    assert list(Edition.objects.all()) == [edition]


def test_refusal_names_the_page_and_its_language(course, lesson):
    empty_heading(course, lesson)

    with pytest.raises(PublishRefused) as refusal:
        cut(course)

    assert refusal.value.findings[0].where == "„Lektion 1“ (Deutsch), Abschnitt 1 (Text)"


def test_every_language_is_looked_at(course, edition):
    question = Question.objects.get()
    twin = question.copy_for_translation(Locale.objects.get(language_code="en"))
    twin.save()
    content.publish_all(content.english_twin(course))
    twin.stem = ""
    twin.save()

    with pytest.raises(PublishRefused) as refusal:
        cut(course)

    assert [finding.where for finding in refusal.value.findings] == [
        "„Lektion 1“ (Englisch), Abschnitt 2 (Fragen), Frage 1"
    ]


def test_warnings_and_unchanged_courses_pass(course, edition, lesson):
    LessonPage.objects.filter(pk=lesson.pk).update(goal="")

    assert cut(course).number == 2
    assert cut(course).number == 2


def test_inspection_takes_the_same_queries_for_2_and_6_lessons(db):
    counts = []
    for lessons in (2, 6):
        course = content.live_course(lessons=lessons, title=f"Kurs {lessons}")
        LessonPage.objects.descendant_of(course).update(title="")
        with CaptureQueriesContext(connection) as queries, pytest.raises(PublishRefused):
            cut_edition(course=course)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.fixture
def spoilt(course, edition, lesson) -> CoursePage:
    """Something wrong in a lesson, and a good page published after it."""
    empty_heading(course, lesson)
    other = LessonPage.objects.descendant_of(course).order_by("path")[1]
    other.goal = "mehr können"
    other.save_revision().publish()
    return course


def test_refused_edition_leaves_the_offer_and_tells_the_trainers_once(spoilt, edition, admin):
    deliver_due()
    keep_offer_current(course_key=spoilt.translation_key)
    deliver_due()

    assert (Offer.objects.get().edition, Offer.objects.get().is_open) == (edition, True)
    assert [message.to for message in mail.outbox] == [["admin@lernhafen.example"]]
    assert "„Lektion 1“ (Deutsch), Abschnitt 1 (Text): „Überschrift“ ist noch leer." in mail.outbox[0].body
    assert reverse("wagtailadmin_pages:edit", args=[spoilt.pk]) in mail.outbox[0].body


def test_refused_edition_is_an_event(spoilt):
    with published() as events:
        keep_offer_current(course_key=spoilt.translation_key)

    assert [(type(event), event.course_key) for event in events] == [(EditionRefused, spoilt.translation_key)]


def test_editor_says_why_learners_see_the_old_edition(spoilt, lesson, cms):
    keep_offer_current(course_key=spoilt.translation_key)

    page = cms.get(reverse("wagtailadmin_pages:edit", args=[spoilt.pk])).content.decode()

    assert "Die Lernenden sehen noch die bisherige Fassung von „User Storys“" in page
    assert "„Lektion 1“ (Deutsch), Abschnitt 1 (Text): „Überschrift“ ist noch leer." in page


def test_put_right_the_course_gets_its_edition_and_nobody_is_told(spoilt, edition, lesson, admin, cms):
    keep_offer_current(course_key=spoilt.translation_key)
    saved_in_code(LessonPage.objects.get(pk=lesson.pk), body=[content.raw_block("text", **content.TEXT)])

    tell_trainers_of_refusal(course_key=spoilt.translation_key)
    page = cms.get(reverse("wagtailadmin_pages:edit", args=[spoilt.pk])).content.decode()
    keep_offer_current(course_key=spoilt.translation_key)

    assert mail.outbox == []
    assert "noch die bisherige Fassung" not in page
    assert Offer.objects.get().edition.number == 2
    assert not EditionRefusal.objects.exists()


def test_withdrawn_course_is_not_refused_any_more(spoilt):
    keep_offer_current(course_key=spoilt.translation_key)

    spoilt.unpublish()
    deliver_due()

    assert Offer.objects.get().is_open is False
    assert not EditionRefusal.objects.exists()
