"""What everybody did in two years: sparse as in real life. Few courses draw many people, half of the courses begun are
finished, nearly every question is right by the second try."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from courses.quizzes.frozen import FrozenQuestion
from tracking.desk.seeding.organisation import Person
from tracking.desk.seeding.plan import Plan
from tracking.desk.seeding.shapes import Course, Lesson

FINISHES = 0.55
RIGHT_AT_ONCE, RIGHT_AGAIN = 0.68, 0.85


@dataclass(slots=True)
class Tried:
    question: FrozenQuestion
    at: list[datetime] = field(default_factory=list)
    is_right: bool = False

    @property
    def right_at(self) -> datetime | None:
        return self.at[-1] if self.is_right else None


@dataclass(slots=True)
class Learned:
    lesson: Lesson
    begun_at: datetime
    finished_at: datetime | None = None
    questions: list[Tried] = field(default_factory=list)


@dataclass(slots=True)
class Journey:
    """One person in one course."""

    person: Person
    course: Course
    enrolled_at: datetime
    lessons: list[Learned] = field(default_factory=list)
    last_at: datetime | None = None
    completed_at: datetime | None = None


def journeys(plan: Plan, people: Sequence[Person], courses: Sequence[Course]) -> Iterator[Journey]:
    """Ordered as `people`."""
    popularity = list(accumulate(1 / (place + 2) for place in range(len(courses))))
    for person in people:
        chance = plan.random("journeys", person.id)
        begun = min(len(courses), int(chance.expovariate(1 / (plan.courses_each + 0.5))))
        chosen = dict.fromkeys(chance.choices(range(len(courses)), cum_weights=popularity, k=begun))
        for number in chosen:
            journey = _journey(plan, chance, person, courses[number])
            if journey:
                yield journey


def _journey(plan: Plan, chance: Random, person: Person, course: Course) -> Journey | None:
    end = plan.ends_at
    open_for = (end - course.published_at).total_seconds()
    after = timedelta(seconds=int(chance.random() * open_for), microseconds=chance.randint(1, 999_999))
    enrolled_at = course.published_at + after
    if enrolled_at.date() <= person.since:
        return None
    journey = Journey(person, course, enrolled_at, last_at=enrolled_at)
    count = len(course.lessons)
    wanted = count if chance.random() < FINISHES else chance.randrange(count)
    at = enrolled_at
    for lesson in course.lessons[: wanted + 1]:
        at += timedelta(seconds=chance.choice((40, 90, 600, 86_400, 260_000)))
        if at + timedelta(minutes=20) > end:
            return journey
        learned = Learned(lesson, at)
        journey.lessons.append(learned)
        journey.last_at = at
        if len(journey.lessons) > wanted:
            return journey
        at = _answer(chance, learned)
        learned.finished_at = journey.last_at = at
    journey.completed_at = at
    return journey


def _answer(chance: Random, learned: Learned) -> datetime:
    """All questions of the lesson until each is right. Gives the moment of the last right answer."""
    at = learned.begun_at
    for question in learned.lesson.questions:
        tried = Tried(question)
        learned.questions.append(tried)
        likely = RIGHT_AT_ONCE
        while not tried.is_right:
            at += timedelta(seconds=20 + int(71 * chance.random()))
            tried.at.append(at)
            tried.is_right = chance.random() < likely or len(tried.at) == 4
            likely = RIGHT_AGAIN
    return at if learned.questions else at + timedelta(seconds=240)


def tries(tried: Tried) -> Iterator[tuple[int, bool, datetime]]:
    """Number, whether it was right, when."""
    last = len(tried.at)
    for number, at in enumerate(tried.at, start=1):
        yield number, tried.is_right and number == last, at


def response(question: FrozenQuestion, *, is_right: bool) -> tuple[str, ...]:
    """Option keys that are graded so."""
    if question.kind == "sort":
        keys = tuple(answer.key for answer in question.answers)
        return keys if is_right else keys[::-1]
    chosen = tuple(answer.key for answer in question.answers if answer.is_correct == is_right)
    return chosen if is_right else chosen[:1]
