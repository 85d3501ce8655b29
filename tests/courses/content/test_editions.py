import json
import sqlite3
from contextlib import closing
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision

from courses.content.commands import cut_edition, follow_course, one_edition, withdraw_course
from courses.content.commands import editions as editions_module
from courses.content.gate import PublishRefused
from courses.content.models import Address, CoursePage, Edition, EditionQuestion, EditionUnit, LessonPage, Offer
from courses.content.models.editions import ImmutableError
from courses.content.queries import frozen_questions, lesson_body, offer_at, outline, unit_by_slug
from courses.quizzes.models import Question
from learning.core.commands import deliver_due
from learning.core.models import OutboxItem
from tests.conftest import kept_triggers
from tests.factories import content
from tests.migrated import sqlite_file

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def seen_by_learners(edition: Edition) -> str:
    """Every byte an edition gives to learners."""
    units = EditionUnit.objects.filter(edition=edition).order_by("language", "position")
    bodies = [(unit.title, unit.slug, [block.html for block in lesson_body(unit).blocks]) for unit in units]
    questions = [
        frozen_questions(edition_id=edition.pk, unit_key=unit.unit_key, language=unit.language) for unit in units
    ]
    return repr((outline(Edition.objects.get(pk=edition.pk), "de"), bodies, questions))


def test_publish_cuts_one_edition_of_the_whole_course(course, edition):
    assert (edition.number, edition.languages, edition.minutes) == (1, ["de"], 2)
    assert list(EditionUnit.objects.values_list("title", "position", "slug").order_by("position")) == [
        ("Lektion 1", 1, "lektion-1"),
        ("Lektion 2", 2, "lektion-2"),
    ]
    assert EditionQuestion.objects.count() == 1
    assert offer_at("user-storys").edition == edition


def test_edition_names_who_published(db, admin):
    course = content.live_course(by=admin)

    edition = Edition.objects.get(course_key=course.translation_key)
    assert (edition.published_by, edition.published_by_name) == (admin, "Ada Amt")


def test_cutting_again_without_a_change_keeps_the_edition(course, edition):
    assert cut_edition(course=course) == edition
    assert Edition.objects.count() == 1


def test_cutting_takes_the_same_number_of_queries_for_2_and_6_lessons(db):
    counts = []
    for lessons in (2, 6):
        course = content.live_course(lessons=lessons, title=f"Kurs {lessons}")
        LessonPage.objects.descendant_of(course).update(goal="etwas anderes können")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            cut_edition(course=course)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 24


def test_number_taken_by_another_process_starts_over(course, edition, lesson, monkeypatch):
    LessonPage.objects.filter(pk=lesson.pk).update(goal="neu")
    store, calls = editions_module._store, []

    def taken_once(frozen, *, number, by):
        calls.append(number)
        if len(calls) == 1:
            raise IntegrityError
        return store(frozen, number=number, by=by)

    monkeypatch.setattr(editions_module, "_store", taken_once)

    assert cut_edition(course=course).number == 2
    assert calls == [2, 2]


def test_two_editions_cannot_share_a_number(course, edition):
    with pytest.raises(IntegrityError):
        Edition.objects.create(
            **{field.name: getattr(edition, field.name) for field in Edition._meta.fields if not field.primary_key}
        )


def test_page_published_in_the_editor_becomes_an_edition_after_commit(course, edition, lesson):
    lesson.title = "Eine gute Story schreiben"
    lesson.save_revision().publish()
    assert Edition.objects.count() == 1

    deliver_due()

    assert Edition.objects.order_by("-number").first().outline["modules"][0]["lessons"][0]["title"] == {
        "de": "Eine gute Story schreiben"
    }


def test_pages_published_together_become_one_edition(course, edition):
    for lesson in LessonPage.objects.descendant_of(course):
        lesson.goal = "mehr können"
        lesson.save_revision().publish()

    deliver_due()

    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_one_edition_leaves_nothing_behind_when_it_fails(draft):
    def publish_and_fail():
        with one_edition():
            draft.save_revision().publish()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish_and_fail()

    assert Edition.objects.count() == 0
    assert OutboxItem.objects.count() == 0
    assert not CoursePage.objects.get(pk=draft.pk).live


def test_course_without_a_live_lesson_is_not_offered(draft):
    draft.save_revision().publish()
    deliver_due()

    assert (Edition.objects.count(), Offer.objects.count()) == (0, 0)


def test_unpublishing_the_course_takes_it_off_the_offer_and_keeps_the_edition(course, edition):
    before = seen_by_learners(edition)

    course.unpublish()
    deliver_due()

    assert Offer.objects.get().is_open is False
    assert seen_by_learners(edition) == before


def test_publishing_again_opens_the_offer_with_the_same_edition(course, edition):
    withdraw_course(course_key=course.translation_key)

    course.save_revision().publish()
    deliver_due()

    assert (Offer.objects.get().is_open, Offer.objects.get().edition) == (True, edition)


def test_unpublishing_the_last_lesson_withdraws_the_course(course):
    for lesson in LessonPage.objects.descendant_of(course):
        lesson.unpublish()
    deliver_due()

    assert Offer.objects.get().is_open is False


def test_deleting_a_lesson_cuts_an_edition_without_it(course, edition, lesson):
    lesson.delete()
    deliver_due()

    newest = Edition.objects.order_by("-number").first()
    assert [each.title for each in outline(newest, "de").lessons] == ["Lektion 2"]
    assert len(outline(edition, "de").lessons) == 2


def test_moving_a_lesson_up_cuts_an_edition_in_the_new_order(course, lesson):
    other = lesson.get_next_sibling()

    other.move(lesson, pos="left")
    deliver_due()

    newest = Edition.objects.order_by("-number").first()
    assert [each.title for each in outline(newest, "de").lessons] == ["Lektion 2", "Lektion 1"]


@pytest.mark.parametrize("harm", ["delete", "purge", "autosave", "unpublish", "edit_question", "delete_question"])
def test_nothing_an_author_does_changes_what_learners_of_an_edition_see(course, edition, lesson, cms, harm):
    before = seen_by_learners(edition)

    if harm == "delete":
        Page.objects.get(pk=course.pk).delete()
    elif harm == "purge":
        Revision.objects.all().delete()
    elif harm == "autosave":
        revision = lesson.live_revision
        revision.content["title"] = "Ungeprüft"
        revision.save(update_fields=["content"])
    elif harm == "unpublish":
        course.unpublish()
    elif harm == "edit_question":
        Question.objects.update(stem="Etwas ganz anderes?")
    elif harm == "delete_question":
        Question.objects.all().delete()
    cache.clear()

    assert seen_by_learners(edition) == before


def test_editions_cannot_be_changed_or_deleted(edition):
    unit = edition.units.first()
    unit.title = "Anders"
    for attempt in (
        unit.save,
        unit.delete,
        edition.delete,
        lambda: Edition.objects.update(number=7),
        lambda: EditionUnit.objects.all().delete(),
        lambda: EditionQuestion.objects.bulk_update([], ["content"]),
    ):
        with pytest.raises(ImmutableError):
            attempt()


def test_erasing_the_publisher_takes_only_the_name(db, admin):
    content.live_course(by=admin)

    assert Edition.objects.forget_publisher(admin) == 1
    assert Edition.objects.get().published_by_name == ""


def test_english_twin_joins_the_same_edition(course, edition):
    content.publish_all(content.english_twin(course))

    newest = Edition.objects.order_by("-number").first()
    assert (newest.number, newest.languages, newest.main_language) == (2, ["de", "en"], "de")
    assert [unit.language for unit in newest.units.order_by("position", "language")] == ["de", "en"] * 2
    assert len({unit.unit_key for unit in newest.units.all()}) == 2
    assert Offer.objects.get().has_english


def test_lesson_missing_in_english_is_shown_in_the_main_language(course, lesson):
    twin = content.english_twin(course)
    content.publish_all(twin)
    LessonPage.objects.get(translation_key=lesson.translation_key, locale=twin.locale).unpublish()
    deliver_due()
    newest = Edition.objects.order_by("-number").first()

    lessons = outline(newest, "en").lessons
    unit = unit_by_slug(edition_id=newest.pk, slug="lektion-1", language="en")

    assert [each.language for each in lessons] == ["de", "en"]
    assert unit.language == "de"


def test_old_addresses_lead_to_the_course(course):
    course.slug = "gute-storys"
    course.save_revision().publish()
    deliver_due()

    assert offer_at("user-storys") == offer_at("gute-storys") == Offer.objects.get()
    assert Offer.objects.get().slug == "gute-storys"
    assert offer_at("unbekannt") is None


def test_another_course_cannot_take_an_address(course, django_user_model):
    Address.objects.create(slug="vergeben", course_key=UUID(int=1))
    CoursePage.objects.filter(pk=course.pk).update(slug="vergeben")

    with pytest.raises(PublishRefused, match="gibt es schon den Kurs „vergeben“"):
        follow_course(course_key=course.translation_key)


def test_unit_by_slug_takes_one_query_and_knows_both_languages(course, edition, django_assert_num_queries):
    with django_assert_num_queries(1):
        unit = unit_by_slug(edition_id=edition.pk, slug="lektion-2", language="en")

    assert (unit.title, unit.language) == ("Lektion 2", "de")
    assert unit_by_slug(edition_id=edition.pk, slug="gibt-es-nicht", language="de") is None


def test_lesson_body_asks_the_database_nothing_once_it_is_cached(edition, django_assert_num_queries):
    unit = edition.units.get(position=1)
    lesson_body(unit)

    with django_assert_num_queries(0):
        body = lesson_body(unit)

    assert [(block.kind, len(block.question_keys)) for block in body.blocks] == [("text", 0), ("check", 1)]


def test_lesson_body_without_pictures_needs_no_query_even_cold(edition, django_assert_num_queries):
    unit = edition.units.get(position=1)

    with django_assert_num_queries(0):
        lesson_body(unit)


def test_nothing_that_is_shown_holds_the_answer_key(edition):
    question = Question.objects.get()
    shown = json.dumps([edition.outline, edition.about, *edition.units.values_list("content", flat=True)])
    shown += "".join(block.html for unit in edition.units.all() for block in lesson_body(unit).blocks)

    assert question.stem not in shown
    assert "is_correct" not in shown


def test_link_to_a_page_is_kept_as_its_address(course):
    target = content.live_course(title="Backlog")
    lesson = LessonPage.objects.descendant_of(course).first()
    lesson.body = [
        content.raw_block("text", heading="Weiter", text=f'<p><a linktype="page" id="{target.pk}">Backlog</a></p>')
    ]
    lesson.save_revision().publish()
    deliver_due()

    newest = Edition.objects.filter(course_key=course.translation_key).order_by("-number").first()
    assert '<a href="/kurse/backlog/">' in newest.units.get(position=1).content["body"][0]["value"]["text"]


@pytest.mark.parametrize("model", [Edition, EditionUnit, EditionQuestion])
def test_editions_are_immutable_in_the_database_too(edition, model):
    forgettable = {"id", "published_by_id", "published_by_name"}
    columns = [field.column for field in model._meta.concrete_fields if field.column not in forgettable]

    for column in columns:
        with (
            pytest.raises(IntegrityError, match="editions are immutable"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = {column}")  # noqa: S608 -- names of our own


@pytest.mark.parametrize("model", [EditionUnit, EditionQuestion])
def test_nothing_is_added_to_an_edition_that_was_offered(edition, model):
    late = model.objects.first()
    late.pk, late.language, late._state.adding = None, "en", True

    with pytest.raises(IntegrityError, match="editions are immutable"), transaction.atomic():
        late.save()


@pytest.mark.parametrize("model", [Edition, EditionUnit, EditionQuestion])
def test_rows_of_editions_cannot_be_deleted_in_the_database_either(edition, model):
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(sqlite_file())) as migrated, connection.cursor() as cursor:
            for trigger in kept_triggers(migrated).values():
                cursor.execute(trigger)

    with pytest.raises(IntegrityError, match="editions are immutable"), transaction.atomic():
        model.objects.all()._raw_delete(using="default")
