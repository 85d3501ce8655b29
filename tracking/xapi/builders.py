"""Event → xAPI statement. docs/xapi-profile.md shows each with the golden file that a test holds it to.

What many statements share (verbs; courses, lessons and questions with their definitions) is built by tincan, once, and
kept; around it stand plain values. A test has tincan read every statement back.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID, uuid5

from tincan import Activity, ActivityDefinition
from tincan import Verb as TincanVerb

from courses.quizzes.types import question_type
from learning.core.events import Event
from tracking.attempts.events import LessonBegun, LessonFinished, QuestionAnswered
from tracking.enrolment.events import CourseStarted
from tracking.lrs.validators import PROPERTIES
from tracking.progress.events import CourseCompleted
from tracking.vocabulary.accounts import learner_account, registration
from tracking.vocabulary.activities import ActivityType, course_iri, edition_iri, lesson_iri, question_iri
from tracking.vocabulary.extensions import try_number_iri
from tracking.vocabulary.verbs import Verb

E = TypeVar("E", bound=Event)
Json = dict[str, Any]
Builder = Callable[[Any], Json]
builders: dict[type[Event], Builder] = {}

PLATFORM = "Lernhafen"
VERSION = "1.0.3"
KEPT = 2_000
"""Definitions of courses, lessons and questions, those used last."""
_STATEMENTS = UUID("0f3d8f4a-9a4e-5d0b-8a54-c0a4c8c0f7f2")


def builds(event: type[E]) -> Callable[[Callable[[E], Json]], Callable[[E], Json]]:
    """The decorated function gives object, result and context of the statement, and its verb."""

    def register(builder: Callable[[E], Json]) -> Callable[[E], Json]:
        builders[event] = builder
        return builder

    return register


def statement_about(event: Any) -> Json:
    """The statement as JSON values. Its id comes from the event's: recording an event again is a no-op.

    Whoever takes it must not change what is inside: verb and object are shared with other statements.
    """
    values = {
        "id": str(uuid5(_STATEMENTS, str(event.event_id))),
        "actor": learner_account(event.learner_key),
        "timestamp": event.occurred_at.isoformat(),
        "version": VERSION,
        **builders[type(event)](event),
    }
    return {name: values[name] for name in PROPERTIES if name in values}


@builds(CourseStarted)
def registered(event: CourseStarted) -> Json:
    return {
        "verb": _verb(Verb.REGISTERED),
        "object": _course(event),
        "context": _context(event, grouping=[edition_iri(event.course_key, event.edition_number)]),
    }


@builds(LessonBegun)
def initialized(event: LessonBegun) -> Json:
    return {"verb": _verb(Verb.INITIALIZED), "object": _lesson(event), "context": _context_in_course(event)}


@builds(QuestionAnswered)
def answered(event: QuestionAnswered) -> Json:
    """No correctResponsesPattern, no feedback, options in the order of their keys: the definition tells no answer."""
    return {
        "verb": _verb(Verb.ANSWERED),
        "object": _question(
            question_iri(event.question_key), event.question_kind, event.language, event.stem, event.options
        ),
        "result": {
            "success": event.is_right,
            "response": question_type(event.question_kind).statement_response(event.response),
            "extensions": {try_number_iri(): event.number},
        },
        "context": _context(
            event,
            parent=[lesson_iri(event.unit_key)],
            grouping=[course_iri(event.course_key), edition_iri(event.course_key, event.edition_number)],
        ),
    }


@builds(LessonFinished)
def lesson_completed(event: LessonFinished) -> Json:
    """`success` only where a check proved it."""
    return {
        "verb": _verb(Verb.COMPLETED),
        "object": _lesson(event),
        "result": {"success": True, "completion": True} if event.by_check else {"completion": True},
        "context": _context_in_course(event),
    }


@builds(CourseCompleted)
def course_completed(event: CourseCompleted) -> Json:
    return {
        "verb": _verb(Verb.COMPLETED),
        "object": _course(event),
        "result": {"completion": True},
        "context": _context(event, grouping=[edition_iri(event.course_key, event.edition_number)]),
    }


@lru_cache
def _verb(verb: Verb) -> Json:
    values: Json = TincanVerb(id=verb.iri, display=dict(verb.display)).as_version()
    return values


def _course(event: CourseStarted | CourseCompleted) -> Json:
    return _activity(course_iri(event.course_key), ActivityType.COURSE, event.language, event.title)


def _lesson(event: LessonBegun | LessonFinished) -> Json:
    return _activity(lesson_iri(event.unit_key), ActivityType.LESSON, event.language, event.title)


@lru_cache(maxsize=KEPT)
def _activity(iri: str, kind: ActivityType, language: str, title: str) -> Json:
    values: Json = Activity(id=iri, definition=ActivityDefinition(type=kind.value, name={language: title})).as_version()
    return values


@lru_cache(maxsize=KEPT)
def _question(iri: str, kind: str, language: str, stem: str, options: tuple[tuple[str, str], ...]) -> Json:
    of_kind = question_type(kind)
    components = [{"id": key, "description": {language: text}} for key, text in options]
    definition = ActivityDefinition(
        type=ActivityType.QUESTION.value,
        description={language: stem},
        interaction_type=of_kind.interaction_type,
        **{of_kind.component_list: components},
    )
    values: Json = Activity(id=iri, definition=definition).as_version()
    return values


def _context_in_course(event: LessonBegun | LessonFinished) -> Json:
    return _context(
        event,
        parent=[course_iri(event.course_key)],
        grouping=[edition_iri(event.course_key, event.edition_number)],
    )


def _context(event: Any, *, grouping: list[str], parent: list[str] | None = None) -> Json:
    above = {"parent": parent, "grouping": grouping} if parent else {"grouping": grouping}
    return {
        "registration": str(registration(event.learner_key, event.course_key)),
        "contextActivities": {
            kind: [{"id": iri, "objectType": "Activity"} for iri in iris] for kind, iris in above.items()
        },
        "revision": str(event.edition_number),
        "platform": PLATFORM,
        "language": event.language,
    }
