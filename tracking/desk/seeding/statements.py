"""Statements of journeys, as recording would have stored them, without building each one anew.

Two answers to one question differ in who, when and the statement's id alone: the real builder makes a pattern for each
kind of thing that can happen, and these values are put into its text. A test stores some of them the real way.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from courses.quizzes.frozen import FrozenQuestion
from learning.core.events import Event
from tracking.attempts.events import LessonBegun, LessonFinished, QuestionAnswered
from tracking.desk.seeding.journeys import Journey, response, tries
from tracking.desk.seeding.rows import free_ids, let_ids_go_on
from tracking.desk.seeding.shapes import LANGUAGE, Course, Lesson
from tracking.enrolment.events import CourseStarted
from tracking.lrs.canonical import canonical
from tracking.lrs.incoming import Incoming, SharedIds, enriched, resolve_shared_rows
from tracking.lrs.models import Agent, AgentRole, Statement, StatementActivity, StatementAgent
from tracking.lrs.shared_rows import agent_ids
from tracking.progress.events import CourseCompleted
from tracking.reports.writing import insert_rows
from tracking.vocabulary.accounts import learner_account, learner_ifi, platform_authority, registration
from tracking.xapi.builders import statement_about

Fields = Callable[[], dict[str, Any]]
AT_ONCE, PATTERNS_AT_ONCE = 20_000, 2_000
SOMEBODY = "0" * 31 + "x"
SOME_TIME = datetime(2001, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
SOME_TRY = "987654321"
STORED_SOME_TIME = datetime(2001, 2, 3, 4, 5, 7, 891, tzinfo=UTC)
_IDS = UUID("c6a7f8a2-93b6-5d80-9b6e-1d3f5a7c9e02")

STATEMENT_COLUMNS = (
    *("id", "uuid", "verb", "registration", "stored", "timestamp", "voided", "ref"),
    *("authority", "version", "digest", "payload"),
)


class Told(NamedTuple):
    at: datetime
    order: int
    """In which it was told: of two things at one moment, the first one comes first."""
    number: int
    """Of the try; 0 for what is no answer."""
    learner_key: str
    course_key: UUID
    pattern: "Pattern"


class Pattern:
    """Two texts to fill in, and what the database must know of them."""

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self.payload = incoming.row.payload
        self.canonical = canonical(incoming.statement).decode()
        self.uuid = str(incoming.row.uuid)
        self.registration = str(incoming.row.registration)
        self.activities: list[tuple[int, int]] = []

    def resolve(self, ids: SharedIds) -> None:
        links = self.incoming.links.activities
        self.activities = [(ids.activities[iri], role.value) for iri, role in links]


class Patterns:
    """One for each thing that can happen in a course, whoever does it, whenever, at whatever try."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Pattern] = {}

    def of(self, kind: Callable[..., Event], course: Course, *details: Any, fields: Fields) -> Pattern:
        """`fields` is asked for only when the thing is new."""
        key = (kind, course.key, *details)
        if key not in self._known:
            event = kind(
                occurred_at=SOME_TIME,
                learner_key=SOMEBODY,
                course_key=course.key,
                edition_number=1,
                language=LANGUAGE,
                **fields(),
            )
            statement = statement_about(event)
            self._known[key] = Pattern(enriched(statement, authority=platform_authority(), now=STORED_SOME_TIME))
        return self._known[key]

    def resolve(self) -> None:
        """Write agents, activities and verbs of all of them."""
        known = list(self._known.values())
        for start in range(0, len(known), PATTERNS_AT_ONCE):
            part = known[start : start + PATTERNS_AT_ONCE]
            ids = resolve_shared_rows([pattern.incoming for pattern in part])
            for pattern in part:
                pattern.resolve(ids)


def write_statements(journeys: Iterable[Journey], *, stored_after: timedelta) -> int:
    """In the order they were stored, as the index on `stored` expects."""
    patterns = Patterns()
    told = sorted(_told(journeys, patterns), key=lambda each: each[:2])
    patterns.resolve()
    learners = {each.learner_key: learner_ifi(each.learner_key) for each in told}
    agents = agent_ids({ifi: learner_account(key) for key, ifi in learners.items()})
    ids = free_ids(Statement)
    for start in range(0, len(told), AT_ONCE):
        part = [(next(ids), each) for each in told[start : start + AT_ONCE]]
        insert_rows(Statement, STATEMENT_COLUMNS, [_row(pk, each, stored_after) for pk, each in part])
        acting = [(agents[learners[each.learner_key]], pk, AgentRole.ACTOR.value) for pk, each in part]
        insert_rows(StatementAgent, ("agent", "statement", "role"), acting)
        witness = [(each.pattern.incoming.row.authority_id, pk, AgentRole.AUTHORITY.value) for pk, each in part]
        insert_rows(StatementAgent, ("agent", "statement", "role"), witness)
        about = [(activity, pk, role) for pk, each in part for activity, role in each.pattern.activities]
        insert_rows(StatementActivity, ("activity", "statement", "role"), about)
    Agent.objects.filter(ifi=learner_ifi(SOMEBODY)).delete()
    let_ids_go_on(Statement)
    return len(told)


def _row(pk: int, told: Told, stored_after: timedelta) -> tuple[Any, ...]:
    pattern, stored = told.pattern, told.at + stored_after
    registered = registration(told.learner_key, told.course_key)
    uuid = uuid5(_IDS, f"{told.learner_key}/{told.course_key}/{told.order}")
    said = (
        (SOMEBODY, told.learner_key),
        (pattern.registration, str(registered)),
        (SOME_TIME.isoformat(), told.at.isoformat()),
        (SOME_TRY, str(told.number)),
    )
    payload, compared = pattern.payload, pattern.canonical
    for blank, value in said:
        payload, compared = payload.replace(blank, value), compared.replace(blank, value)
    payload = payload.replace(pattern.uuid, str(uuid)).replace(STORED_SOME_TIME.isoformat(), stored.isoformat())
    row = pattern.incoming.row
    return (
        *(pk, uuid, row.verb_id, registered, stored, told.at, False, None),
        *(row.authority_id, row.version, sha256(compared.encode()).digest(), payload),
    )


def _told(journeys: Iterable[Journey], patterns: Patterns) -> Iterator[Told]:
    order = 0
    for journey in journeys:
        for at, number, pattern in _happenings(journey, patterns):
            order += 1
            yield Told(at.astimezone(UTC), order, number, journey.person.learner_key, journey.course.key, pattern)


def _happenings(journey: Journey, patterns: Patterns) -> Iterator[tuple[datetime, int, Pattern]]:
    course = journey.course
    titled: Fields = partial(dict, title=course.title)
    yield journey.enrolled_at, 0, patterns.of(CourseStarted, course, fields=titled)
    for learned in journey.lessons:
        lesson = learned.lesson
        in_lesson: Fields = partial(dict, unit_key=lesson.key, title=lesson.title)
        yield learned.begun_at, 0, patterns.of(LessonBegun, course, lesson.key, fields=in_lesson)
        for tried in learned.questions:
            for number, is_right, at in tries(tried):
                fields = partial(answer_fields, lesson, tried.question, is_right)
                details = (lesson.key, tried.question.key, is_right)
                yield at, number, patterns.of(QuestionAnswered, course, *details, fields=fields)
        if learned.finished_at:
            by_check = bool(learned.questions)
            finished: Fields = partial(dict, unit_key=lesson.key, title=lesson.title, by_check=by_check)
            yield learned.finished_at, 0, patterns.of(LessonFinished, course, lesson.key, fields=finished)
    if journey.completed_at:
        yield journey.completed_at, 0, patterns.of(CourseCompleted, course, fields=titled)


def answer_fields(lesson: Lesson, question: FrozenQuestion, is_right: bool) -> dict[str, Any]:
    return {
        "unit_key": lesson.key,
        "question_key": question.key,
        "question_kind": question.kind,
        "stem": question.stem,
        "options": tuple(sorted((option.key, option.text) for option in question.answers)),
        "number": int(SOME_TRY),
        "response": response(question, is_right=is_right),
        "is_right": is_right,
    }
