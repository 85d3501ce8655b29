"""A past for the people of the demo, as if they had learned: real statements, at the times of back then.

The commands know only the present, so the events are told here one by one, stored with the day they happened on, and
projected. `rebuild_progress --check` finds nothing to mend.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from courses.content.models import EditionUnit, Offer
from courses.content.queries import frozen_questions
from courses.quizzes.frozen import FrozenQuestion
from learning.accounts.demo import ACCOUNTS, DOMAIN
from learning.accounts.models import User
from learning.core.events import Event
from learning.organisation.enums import Role
from learning.organisation.models import Membership, RoleGrant
from tracking.attempts.events import LessonBegun, LessonFinished, QuestionAnswered
from tracking.attempts.models import Answer, LessonRun
from tracking.enrolment.events import CourseStarted
from tracking.enrolment.models import Enrolment
from tracking.lrs.incoming import enriched, resolve_shared_rows
from tracking.lrs.inserting import insert_new
from tracking.lrs.models import Statement, StatementActivity, StatementAgent
from tracking.progress.commands import write
from tracking.progress.events import CourseCompleted
from tracking.reports.commands import approve_report, close_period, propose_report
from tracking.reports.enums import Report
from tracking.reports.periods import Quarter
from tracking.vocabulary.accounts import platform_authority
from tracking.xapi.builders import statement_about

STAY_NEW = frozenset(ACCOUNTS[name].email for name in ("lena", "max", "dora", "paul"))
"""Who signs in as one of them begins the course; everybody else has a past, or none, by chance."""
BEGAN, FINISHED = 0.72, 0.6
"""How many begin in these two quarters, and how many of them go through to the end."""
ALL_DONE, NOBODY_YET = frozenset({"MID-410"}), frozenset({"LAK-3", "LAK-31"})
"""Units (codes, their own people) in which everybody had completed the course by the first of the two quarters, or
nobody has begun it: small ones, so that Petra finds figures told in words from either side, and figures that stand."""
PURPOSES = (
    "Quartalsbericht an die Hausleitung",
    "Fortbildung planen",
    "Prüfen, ob die Vereinbarung eingehalten wird",
)


@dataclass(frozen=True)
class Lesson:
    unit: EditionUnit
    questions: tuple[FrozenQuestion, ...]


def load_history() -> int:
    """Learning in the last two closed quarters, the agreement, and both quarters closed. Says how many people began
    anew; again it adds nothing."""
    last = Quarter.last_over(now=timezone.now())
    new = learn_all(since=last.before())
    agree()
    for period in (last.before(), last):
        close_period(period=period)
    return new


def agree() -> None:
    """Paul for HR of the Land and the Land's staff council, so that the report runs for every ministry."""
    paul = User.objects.filter(email=ACCOUNTS["paul"].email).first()
    council = User.objects.filter(
        role_grants__in=RoleGrant.objects.current().filter(role=Role.STAFF_COUNCIL, unit__depth=1)
    ).first()
    if paul is None or council is None:
        return
    roles = (Role.HR, Role.DATA_PROTECTION, Role.STAFF_COUNCIL)
    propose_report(report=Report.PARTICIPATION, purposes=PURPOSES, roles=roles, floor=10)
    approve_report(report=Report.PARTICIPATION, side="hr", by=paul, by_operations=True)
    approve_report(report=Report.PARTICIPATION, side="staff_council", by=council, by_operations=True)


@transaction.atomic
def learn_all(*, since: Quarter) -> int:
    """What happened in all courses is stored in one order: whoever asks for statements since a moment leans on it
    (tracking.lrs.filters)."""
    told: list[Event] = []
    new = sum(
        learn(offer, since=since, told=told) for offer in Offer.objects.select_related("edition").order_by("slug")
    )
    store(told)
    return new


def learn(offer: Offer, *, since: Quarter, told: list[Event]) -> int:
    """Adds to `told` what happened in the course, says how many people began it."""
    known = set(Enrolment.objects.filter(course_key=offer.course_key).values_list("learner_key", flat=True))
    if len(known) > 1:
        return 0
    lessons = lessons_of(offer)
    learners = list(
        User.objects.filter(email__endswith=f"@{DOMAIN}", learner_key__isnull=False)
        .exclude(email__in=STAY_NEW)
        .exclude(learner_key__in=known)
        .order_by("email")
    )
    first, days = since.before().over_at, 176
    counted = Membership.objects.on(since.after().ends)
    unit_of = dict(counted.values_list("user__learner_key", "unit__code"))
    of_course: list[Event] = []
    enrolments: list[Enrolment] = []
    for user in learners:
        # Of each person alone: one more or fewer changes nobody else's past.
        chance = Random(f"{offer.course_key} {user.email}")  # noqa: S311 -- invents a past, keeps no secret
        zeal = chance.random()
        starts = first + timedelta(
            days=chance.randrange(days), hours=chance.randrange(8, 17), minutes=chance.randrange(60)
        )
        unit = unit_of.get(user.learner_key)
        if unit in NOBODY_YET or (zeal > BEGAN and unit not in ALL_DONE):
            continue
        ends_early = chance.random() > FINISHED and unit not in ALL_DONE
        if unit in ALL_DONE:
            starts = first + (starts - first) / 3
        reached = chance.randrange(len(lessons)) if ends_early else len(lessons)
        enrolments.append(
            Enrolment(
                learner_key=user.learner_key,
                course_key=offer.course_key,
                edition=offer.edition,
                language=offer.edition.main_language,
                enrolled_at=starts,
            )
        )
        of_course += one_way(enrolments[-1], lessons[:reached], is_whole=not ends_early, chance=chance)
    Enrolment.objects.bulk_create(enrolments)
    keep_runs(enrolments, of_course)
    told += of_course
    return len(enrolments)


def lessons_of(offer: Offer) -> list[Lesson]:
    units = EditionUnit.objects.filter(edition=offer.edition, language=offer.edition.main_language)
    return [
        Lesson(
            unit,
            tuple(
                frozen_questions(edition_id=offer.edition_id, unit_key=unit.unit_key, language=unit.language).values()
            ),
        )
        for unit in units.order_by("position")
    ]


def one_way(enrolment: Enrolment, lessons: Sequence[Lesson], *, is_whole: bool, chance: Random) -> Iterator[Event]:
    """What one person did, in order; some are wrong once."""
    moment = enrolment.enrolled_at
    about = enrolment.edition.about[enrolment.language]
    course: dict[str, Any] = {
        "learner_key": enrolment.learner_key,
        "course_key": enrolment.course_key,
        "edition_number": enrolment.edition.number,
        "language": enrolment.language,
    }
    yield CourseStarted(**named("start", enrolment, moment), **course, title=about["title"])
    for lesson in lessons:
        unit, moment = lesson.unit, moment + timedelta(minutes=chance.randrange(2, 30))
        in_lesson: dict[str, Any] = {**course, "unit_key": unit.unit_key}
        yield LessonBegun(**named(f"begin {unit.unit_key}", enrolment, moment), **in_lesson, title=unit.title)
        for question in lesson.questions:
            is_right_at_once = chance.random() < 0.7
            for number in (1,) if is_right_at_once else (1, 2):
                moment += timedelta(minutes=1)
                is_right = is_right_at_once or number == 2
                yield answered(enrolment, in_lesson, question, number, is_right=is_right, at=moment)
        finished = named(f"finish {unit.unit_key}", enrolment, moment)
        yield LessonFinished(**finished, **in_lesson, title=unit.title, by_check=bool(lesson.questions))
    if is_whole:
        yield CourseCompleted(**named("complete", enrolment, moment), **course, title=about["title"])


def answered(
    enrolment: Enrolment,
    in_lesson: dict[str, Any],
    question: FrozenQuestion,
    number: int,
    *,
    is_right: bool,
    at: datetime,
) -> QuestionAnswered:
    return QuestionAnswered(
        **named(f"answer {in_lesson['unit_key']} {question.key} {number}", enrolment, at),
        **in_lesson,
        question_key=question.key,
        question_kind=question.kind,
        stem=question.stem,
        options=tuple(sorted((option.key, option.text) for option in question.answers)),
        number=number,
        response=response_to(question, is_right=is_right),
        is_right=is_right,
    )


def response_to(question: FrozenQuestion, *, is_right: bool) -> tuple[str, ...]:
    keys = tuple(answer.key for answer in question.answers)
    if question.kind == "sort":
        return keys if is_right else (*keys[1:], keys[0])
    wanted = tuple(answer.key for answer in question.answers if answer.is_correct == is_right)
    return wanted if is_right else wanted[:1]


def named(what: str, enrolment: Enrolment, at: datetime) -> dict[str, Any]:
    """The same id on every run: a statement that is stored already is not stored again."""
    name = f"demo {enrolment.learner_key} {enrolment.course_key} {what}"
    return {"event_id": uuid5(NAMESPACE_URL, name), "occurred_at": at}


def keep_runs(enrolments: Sequence[Enrolment], told: Sequence[Event]) -> None:
    """The rows of lessons and answers that the learners' own pages read."""
    of = {enrolment.learner_key: enrolment for enrolment in enrolments}
    finished = {
        (each.learner_key, each.unit_key): each.occurred_at for each in told if isinstance(each, LessonFinished)
    }
    LessonRun.objects.bulk_create(
        LessonRun(
            enrolment=of[each.learner_key],
            unit_key=each.unit_key,
            begun_at=each.occurred_at,
            finished_at=finished[each.learner_key, each.unit_key],
        )
        for each in told
        if isinstance(each, LessonBegun)
    )
    Answer.objects.bulk_create(
        Answer(
            enrolment=of[each.learner_key],
            unit_key=each.unit_key,
            question_key=each.question_key,
            number=each.number,
            response=list(each.response),
            is_right=each.is_right,
            answered_at=each.occurred_at,
        )
        for each in told
        if isinstance(each, QuestionAnswered)
    )


def store(told: Sequence[Event]) -> None:
    """As `store_statements` does, but on the day of each event, and projected at once."""
    authority = platform_authority()
    ordered = sorted(told, key=lambda each: each.occurred_at)
    batch = [enriched(statement_about(each), authority=authority, now=each.occurred_at) for each in ordered]
    if not batch:
        return
    ids = resolve_shared_rows(batch)
    inserted = insert_new(Statement, [each.row for each in batch], on="uuid")
    for each in batch:
        each.row.pk = inserted.get(each.uuid)
    new = [each for each in batch if each.row.pk]
    StatementAgent.objects.bulk_create(link for each in new for link in ids.agent_links(each))
    StatementActivity.objects.bulk_create(link for each in new for link in ids.activity_links(each))
    write(said=[each.statement for each in new])
