"""Courses as editions and people in them, made straight from the models: no Wagtail page is needed to learn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.utils import timezone

from courses.content.models import Edition, EditionUnit, Offer
from courses.quizzes.frozen import FrozenQuestion
from learning.accounts.models import User
from tests.factories.quizzes import frozen_question
from tracking.enrolment.commands import start_course
from tracking.enrolment.models import Enrolment

RIGHT = ("b",)
WRONG = ("a",)


@dataclass(frozen=True)
class Course:
    """An edition with its lessons in order and their questions (single choice, `b` is right)."""

    key: UUID
    edition: Edition
    offer: Offer
    units: tuple[EditionUnit, ...]
    questions: Mapping[UUID, tuple[FrozenQuestion, ...]]

    def question(self, lesson: int, number: int = 0) -> FrozenQuestion:
        return self.questions[self.units[lesson].unit_key][number]


def course(
    *,
    lessons: Sequence[int] = (1, 0),
    key: UUID | None = None,
    unit_keys: Sequence[UUID] = (),
    number: int = 1,
    slug: str = "user-storys",
    title: str = "User Storys",
    is_open: bool = True,
    published_by: User | None = None,
) -> Course:
    """A course with one lesson per entry of `lessons`, each with so many questions."""
    key = key or uuid4()
    unit_keys = unit_keys or [uuid5(key, f"lesson {position}") for position in range(len(lessons))]
    questions = {
        unit_key: tuple(frozen_question("single", key=uuid5(unit_key, f"question {each}")) for each in range(count))
        for unit_key, count in zip(unit_keys, lessons, strict=True)
    }
    edition = Edition.objects.create(
        course_key=key,
        number=number,
        published_at=timezone.now(),
        published_by=published_by,
        published_by_name=published_by.get_full_name() if published_by else "",
        languages=["de", "en"],
        main_language="de",
        minutes=8 * len(lessons),
        topic="users",
        level="basic",
        format="reading",
        about={
            "de": {"title": title, "slug": slug, "summary": "", "goals": []},
            "en": {"title": "User stories", "slug": f"{slug}-en", "summary": "", "goals": []},
        },
        outline=outline(questions),
        digest=uuid4().hex * 2,
    )
    made = units(edition, questions)
    return Course(key, edition, offer(edition, slug=slug, is_open=is_open), made, questions)


def outline(questions: Mapping[UUID, Sequence[FrozenQuestion]]) -> dict[str, Any]:
    """One module with all lessons."""
    lessons = [
        {
            "key": unit_key.hex,
            "slug": {"de": f"lektion-{position}", "en": f"lesson-{position}"},
            "title": {"de": f"Lektion {position}", "en": f"Lesson {position}"},
            "minutes": {"de": 8, "en": 8},
            "questions": [question.key.hex for question in asked],
            "blocks": [str(uuid5(unit_key, f"block {each}")) for each in range(4)],
        }
        for position, (unit_key, asked) in enumerate(questions.items(), start=1)
    ]
    return {"modules": [{"key": uuid4().hex, "title": {"de": "Modul", "en": "Module"}, "lessons": lessons}]}


def units(edition: Edition, questions: Mapping[UUID, Sequence[FrozenQuestion]]) -> tuple[EditionUnit, ...]:
    """The German ones; an English one beside each."""
    made = {
        language: tuple(
            EditionUnit.objects.create(
                edition=edition,
                language=language,
                unit_key=unit_key,
                position=position,
                slug=f"{word}-{position}",
                title=f"{word.capitalize()} {position}",
                minutes=8,
                content={"goal": "", "body": [], "pictures": {}},
                digest=uuid4().hex * 2,
            )
            for position, unit_key in enumerate(questions, start=1)
        )
        for language, word in (("de", "lektion"), ("en", "lesson"))
    }
    return made["de"]


def offer(edition: Edition, *, slug: str, is_open: bool) -> Offer:
    values = {
        "edition": edition,
        "slug": slug,
        "is_open": is_open,
        "title_de": edition.about["de"]["title"],
        "minutes": edition.minutes,
        "topic": edition.topic,
        "level": edition.level,
        "format": edition.format,
        "updated_at": edition.published_at,
    }
    made, _is_new = Offer.objects.update_or_create(course_key=edition.course_key, defaults=values)
    return made


def learner(email: str = "lena@lernhafen.example", **fields: Any) -> User:
    return User.objects.create_user(email, first_name="Lena", last_name="Brandt", **fields)


def enrolled(of: Course, *, learner: User, language: str = "de") -> Enrolment:
    return start_course(learner=learner, offer=of.offer, language=language)
