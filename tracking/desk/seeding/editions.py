"""First editions of seeded courses, as the edition command would cut them from these pages."""

from dataclasses import dataclass
from uuid import UUID

from courses.content.blocks import lesson_blocks
from courses.content.freezing import FrozenCourse, FrozenLesson, digest_of
from courses.content.minutes import lesson_minutes
from courses.content.models import Address, Edition, EditionQuestion, EditionUnit, Offer
from courses.quizzes.frozen import FrozenQuestion, freeze
from tracking.desk.seeding.rows import insert_objects, let_ids_go_on
from tracking.desk.seeding.shapes import LANGUAGE, Course, Lesson


def cut_editions(courses: list[Course]) -> None:
    """What `freeze_course` and `cut_edition` make of these pages; a test cuts again and gets no new edition."""
    editions, units, questions, offers = [], [], [], []
    for course in courses:
        frozen = _frozen(course)
        edition = _edition(course, frozen)
        editions.append(edition)
        offers.append(_offer(frozen, edition))
        for position, lesson in enumerate(frozen.lessons, start=1):
            units.append(_unit(edition, position, lesson))
            questions += [
                EditionQuestion(
                    edition=edition,
                    language=LANGUAGE,
                    question_key=UUID(key),
                    unit_key=lesson.key,
                    content=content,
                    digest=digest_of(content),
                )
                for key, content in lesson.questions.items()
            ]
    Edition.objects.bulk_create(editions, batch_size=500)
    let_ids_go_on(Edition)
    insert_objects(units)
    insert_objects(questions)
    Offer.objects.bulk_create(offers, batch_size=500)
    Address.objects.bulk_create([Address(slug=offer.slug, course_key=offer.course_key) for offer in offers])


def _frozen(course: Course) -> FrozenCourse:
    page, goals = course.page, [child.value for child in course.page.goals]
    return FrozenCourse(
        key=course.key,
        page_id=page.pk,
        topic=page.topic,
        level=page.level,
        format=page.format,
        competences=page.competences,
        about={LANGUAGE: {"title": page.title, "slug": page.slug, "summary": page.summary, "goals": goals}},
        words="\n".join(dict.fromkeys([page.title, *goals])),
        module_titles={module.translation_key: {LANGUAGE: module.title} for module in course.modules},
        lessons=[_frozen_lesson(lesson) for lesson in course.lessons],
    )


def _frozen_lesson(lesson: Lesson) -> FrozenLesson:
    page, questions = lesson.page, {question.key.hex: freeze(Thawed(question)) for question in lesson.questions}
    body = [
        {"type": raw["type"], "id": raw["id"], "value": {"heading": "", "questions": list(questions)}}
        if raw["type"] == "check"
        else raw
        for raw in page.body.get_prep_value()
    ]
    content = {"goal": page.goal, "body": body, "pictures": {}}
    sections = lesson_blocks().to_python([each for each in body if each["type"] != "check"])
    return FrozenLesson(
        key=lesson.key,
        module_key=lesson.module.translation_key,
        language=LANGUAGE,
        slug=page.slug,
        title=page.title,
        minutes=lesson_minutes(body=sections, questions=lesson.questions),
        content=content,
        digest=digest_of([page.title, content]),
        revision_id=page.live_revision_id,
        questions=questions,
    )


@dataclass(frozen=True)
class Thawed:
    """A frozen question that can be frozen again."""

    question: FrozenQuestion

    def frozen(self) -> FrozenQuestion:
        return self.question


def _edition(course: Course, frozen: FrozenCourse) -> Edition:
    return Edition(
        id=course.edition_id,
        course_key=course.key,
        number=1,
        published_at=course.published_at,
        languages=frozen.languages,
        main_language=LANGUAGE,
        minutes=frozen.minutes(),
        topic=frozen.topic,
        level=frozen.level,
        format=frozen.format,
        competences=frozen.competences,
        about=frozen.about,
        outline=frozen.outline(),
        digest=frozen.digest(),
    )


def _unit(edition: Edition, position: int, lesson: FrozenLesson) -> EditionUnit:
    return EditionUnit(
        edition=edition,
        language=LANGUAGE,
        unit_key=lesson.key,
        position=position,
        slug=lesson.slug,
        title=lesson.title,
        minutes=lesson.minutes,
        content=lesson.content,
        digest=lesson.digest,
        revision_id=lesson.revision_id,
    )


def _offer(frozen: FrozenCourse, edition: Edition) -> Offer:
    about = frozen.about[LANGUAGE]
    return Offer(
        course_key=frozen.key,
        edition=edition,
        course_page_id=frozen.page_id,
        slug=about["slug"],
        is_open=True,
        title_de=about["title"],
        summary_de=about["summary"],
        words=frozen.words,
        minutes=edition.minutes,
        topic=frozen.topic,
        level=frozen.level,
        format=frozen.format,
        updated_at=edition.published_at,
    )
