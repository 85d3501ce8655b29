"""Random histories: live projection, rebuild and a replay in any order arrive at identical rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.tracking import RIGHT, WRONG, Course, course, learner
from tracking.attempts.commands import AttemptRefusedError, answer_question, begin_lesson, finish_lesson
from tracking.enrolment.commands import start_course
from tracking.enrolment.queries import enrolment_in
from tracking.lrs.commands import store_statements
from tracking.lrs.commands.removing import remove_statements
from tracking.lrs.models import Statement
from tracking.lrs.queries import payload
from tracking.progress.commands import rebuild_progress
from tracking.progress.differences import differences, values
from tracking.progress.models import CourseProgress
from tracking.progress.projection import SHAPES, fold, project
from tracking.vocabulary.accounts import platform_authority

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

LEARNERS = 2
COURSES = 2
LESSONS = (2, 0)
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """One thing that happens. `offset` is the number of the try beside the next one: -1 a second tab, 1 forged."""

    action: str
    learner: int
    course: int
    lesson: int
    question: int
    offset: int
    is_right: bool
    minutes: int


steps = st.builds(
    Step,
    action=st.sampled_from(["start"] * 2 + ["answer"] * 8 + ["finish"] * 3 + ["begin", "publish", "late"]),
    learner=st.integers(0, LEARNERS - 1),
    course=st.integers(0, COURSES - 1),
    lesson=st.integers(0, len(LESSONS) - 1),
    question=st.integers(0, 1),
    offset=st.sampled_from([0, 0, 0, 0, -1, 1]),
    is_right=st.sampled_from([True, True, False]),
    minutes=st.integers(0, 90),
)
histories = st.lists(steps, min_size=40, max_size=90)
SOME = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class World:
    """Two learners, two courses whose editions follow each other; what is refused to a learner changes nothing."""

    def __init__(self) -> None:
        self.people = [learner(f"{uuid4().hex}@lernhafen.example") for _each in range(LEARNERS)]
        slugs = [f"kurs-{uuid4().hex}" for _each in range(COURSES)]
        self.editions: list[list[Course]] = [[course(lessons=LESSONS, slug=slug)] for slug in slugs]
        self.now = START

    def live(self, history: list[Step]) -> None:
        with time_machine.travel(self.now, tick=False) as clock:
            for step in history:
                clock.shift(timedelta(minutes=step.minutes))
                try:
                    with transaction.atomic():
                        getattr(self, step.action)(step)
                except AttemptRefusedError:
                    pass

    def start(self, step: Step) -> None:
        start_course(learner=self.people[step.learner], offer=self.editions[step.course][-1].offer, language="de")

    def publish(self, step: Step) -> None:
        editions = self.editions[step.course]
        first = editions[0]
        editions.append(
            course(
                key=first.key,
                unit_keys=[unit.unit_key for unit in first.units],
                lessons=LESSONS,
                number=len(editions) + 1,
                slug=first.offer.slug,
            )
        )

    def begin(self, step: Step) -> None:
        for enrolment, taken in self.enrolled(step):
            begin_lesson(enrolment=enrolment, unit=taken.units[step.lesson])

    def answer(self, step: Step) -> None:
        for enrolment, taken in self.enrolled(step):
            if step.question >= LESSONS[step.lesson]:
                continue
            question = taken.question(step.lesson, step.question)
            unit = taken.units[step.lesson]
            tries = enrolment.answers.filter(unit_key=unit.unit_key, question_key=question.key).count()
            answer_question(
                enrolment=enrolment,
                unit=unit,
                question=question,
                number=tries + 1 + step.offset,
                response=RIGHT if step.is_right else WRONG,
            )

    def finish(self, step: Step) -> None:
        for enrolment, taken in self.enrolled(step):
            finish_lesson(enrolment=enrolment, unit=taken.units[step.lesson])

    def late(self, step: Step) -> None:
        """An earlier statement of somebody arrives once more, under a new id and from a day before."""
        earlier = [each for each in map(payload, Statement.objects.order_by("pk")) if self.is_ours(each)]
        if earlier:
            said = earlier[(step.minutes + step.lesson) % len(earlier)]
            moment = datetime.fromisoformat(said["timestamp"]) - timedelta(minutes=step.minutes)
            again = {**said, "id": str(uuid4()), "timestamp": moment.isoformat()}
            for name in ("stored", "authority"):
                del again[name]
            store_statements(statements=[again], authority=platform_authority())

    def is_ours(self, statement: dict[str, Any]) -> bool:
        return statement["actor"]["account"]["name"] in {person.learner_key for person in self.people}

    def enrolled(self, step: Step) -> Iterator[tuple[Any, Course]]:
        editions = self.editions[step.course]
        enrolment = enrolment_in(learner_key=self.people[step.learner].learner_key, course_key=editions[0].key)
        if enrolment:
            yield enrolment, editions[enrolment.edition.number - 1]


def dump() -> dict[str, list[dict[str, object]]]:
    return {
        model.__name__: [values(row) for row in model._default_manager.order_by(*shape.key)]
        for model, shape in SHAPES.items()
    }


@SOME
@given(history=histories)
def test_rebuild_arrives_at_identical_rows(history):
    World().live(history)
    before = dump()

    rebuild_progress()

    assert dump() == before
    assert list(differences()) == []


@SOME
@given(history=histories, seed=st.integers())
def test_order_and_repetition_of_statements_make_no_difference(history, seed):
    World().live(history)
    statements = [payload(each) for each in Statement.objects.order_by("pk")]
    in_order = fold(row for each in statements for row in project(each))

    shuffled = [*statements, *statements]
    Random(seed).shuffle(shuffled)

    in_any_order = fold(row for each in shuffled for row in project(each))
    assert comparable(in_any_order) == comparable(in_order)


@SOME
@given(history=histories)
def test_course_is_complete_exactly_when_all_lessons_of_the_edition_are(history):
    world = World()
    world.live([step for step in history if step.action != "late"])

    for person in world.people:
        for editions in world.editions:
            enrolment = enrolment_in(learner_key=person.learner_key, course_key=editions[0].key)
            row = CourseProgress.objects.filter(learner_key=person.learner_key, course_key=editions[0].key).first()
            assert (row is not None) == (enrolment is not None)
            if enrolment:
                finished = set(enrolment.lesson_runs.exclude(finished_at=None).values_list("unit_key", flat=True))
                wanted = {unit.unit_key for unit in editions[enrolment.edition.number - 1].units}
                assert (row.completed_at is not None) == (finished == wanted)
                assert said_completed(person.learner_key, editions[0].key) == (finished == wanted)


@SOME
@given(history=histories, cut=st.integers(0, 90), seed=st.integers())
def test_what_removed_statements_proved_outlives_them(history, cut, seed):
    world = World()
    world.live(history[:cut])
    before = dump()
    some = [pk for pk in Statement.objects.values_list("pk", flat=True) if Random(f"{seed} {pk}").random() < 0.7]
    remove_statements(ids=some)
    assert comparable_rows(dump()) == comparable_rows(before)
    assert list(differences()) == []
    world.now = START + timedelta(days=400)
    world.live(history[cut:])
    before = dump()

    rebuild_progress()

    assert dump() == before


def comparable_rows(dumped) -> dict[str, list[dict[str, object]]]:
    """Without the one column that sealing changes."""
    return {name: [{**row, "is_sealed": None} for row in rows] for name, rows in dumped.items()}


def comparable(folded) -> dict[str, list[dict[str, object]]]:
    return {model.__name__: [values(row) for row in rows.values()] for model, rows in folded.items()}


def said_completed(learner_key: str, course_key: UUID) -> int:
    return sum(
        said["verb"]["id"].endswith("/completed")
        and said["actor"]["account"]["name"] == learner_key
        and said["object"]["id"].endswith(f"/courses/{course_key}")
        for said in map(payload, Statement.objects.all())
    )
