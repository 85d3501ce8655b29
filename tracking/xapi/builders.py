"""Event → xAPI statement. docs/xapi-profile.md shows each with the golden file that a test holds it to."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID, uuid5

from tincan import (
    Activity,
    ActivityDefinition,
    Agent,
    Context,
    ContextActivities,
    Extensions,
    Result,
    Statement,
)
from tincan import Verb as TincanVerb

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
Builder = Callable[[Any], Statement]
builders: dict[type[Event], Builder] = {}

PLATFORM = "Lernhafen"
_STATEMENTS = UUID("0f3d8f4a-9a4e-5d0b-8a54-c0a4c8c0f7f2")
_INTERACTIONS = {"single": "choice", "multiple": "choice", "sort": "sequencing"}


def builds(event: type[E]) -> Callable[[Callable[[E], Statement]], Callable[[E], Statement]]:
    def register(builder: Callable[[E], Statement]) -> Callable[[E], Statement]:
        builders[event] = builder
        return builder

    return register


def statement_about(event: Event) -> dict[str, Any]:
    """The statement as JSON values. Its id comes from the event's: recording an event again is a no-op."""
    statement = builders[type(event)](event)
    statement.id = uuid5(_STATEMENTS, str(event.event_id))
    statement.timestamp = event.occurred_at
    values: dict[str, Any] = statement.as_version()
    return {name: values[name] for name in PROPERTIES if name in values}


@builds(CourseStarted)
def registered(event: CourseStarted) -> Statement:
    return Statement(
        actor=_actor(event.learner_key),
        verb=_verb(Verb.REGISTERED),
        object=_course(event),
        context=_context(event, grouping=[edition_iri(event.course_key, event.edition_number)]),
    )


@builds(LessonBegun)
def initialized(event: LessonBegun) -> Statement:
    return Statement(
        actor=_actor(event.learner_key),
        verb=_verb(Verb.INITIALIZED),
        object=_lesson(event),
        context=_context_in_course(event),
    )


@builds(QuestionAnswered)
def answered(event: QuestionAnswered) -> Statement:
    """No correctResponsesPattern, no feedback, options in the order of their keys: the definition tells no answer."""
    definition = ActivityDefinition(
        type=ActivityType.QUESTION.value,
        description={event.language: event.stem},
        interaction_type=_INTERACTIONS[event.question_kind],
        choices=[{"id": key, "description": {event.language: text}} for key, text in event.options],
    )
    return Statement(
        actor=_actor(event.learner_key),
        verb=_verb(Verb.ANSWERED),
        object=Activity(id=question_iri(event.question_key), definition=definition),
        result=Result(
            success=event.is_right,
            response="[,]".join(event.response),
            extensions=Extensions({try_number_iri(): event.number}),
        ),
        context=_context(
            event,
            parent=[lesson_iri(event.unit_key)],
            grouping=[course_iri(event.course_key), edition_iri(event.course_key, event.edition_number)],
        ),
    )


@builds(LessonFinished)
def lesson_completed(event: LessonFinished) -> Statement:
    """`success` only where a check proved it."""
    return Statement(
        actor=_actor(event.learner_key),
        verb=_verb(Verb.COMPLETED),
        object=_lesson(event),
        result=Result(completion=True, success=True) if event.by_check else Result(completion=True),
        context=_context_in_course(event),
    )


@builds(CourseCompleted)
def course_completed(event: CourseCompleted) -> Statement:
    return Statement(
        actor=_actor(event.learner_key),
        verb=_verb(Verb.COMPLETED),
        object=_course(event),
        result=Result(completion=True),
        context=_context(event, grouping=[edition_iri(event.course_key, event.edition_number)]),
    )


def _actor(learner_key: str) -> Agent:
    return Agent(learner_account(learner_key))


def _verb(verb: Verb) -> TincanVerb:
    return TincanVerb(id=verb.iri, display=dict(verb.display))


def _course(event: CourseStarted | CourseCompleted) -> Activity:
    return _activity(course_iri(event.course_key), ActivityType.COURSE, {event.language: event.title})


def _lesson(event: LessonBegun | LessonFinished) -> Activity:
    return _activity(lesson_iri(event.unit_key), ActivityType.LESSON, {event.language: event.title})


def _activity(iri: str, kind: ActivityType, name: dict[str, str]) -> Activity:
    return Activity(id=iri, definition=ActivityDefinition(type=kind.value, name=name))


def _context_in_course(event: LessonBegun | LessonFinished) -> Context:
    return _context(
        event,
        parent=[course_iri(event.course_key)],
        grouping=[edition_iri(event.course_key, event.edition_number)],
    )


def _context(event: Any, *, grouping: list[str], parent: list[str] | None = None) -> Context:
    above = {"grouping": [{"id": iri} for iri in grouping]}
    if parent:
        above["parent"] = [{"id": iri} for iri in parent]
    return Context(
        registration=registration(event.learner_key, event.course_key),
        revision=str(event.edition_number),
        platform=PLATFORM,
        language=event.language,
        context_activities=ContextActivities(above),
    )
