"""The questions of a lesson as one learner finds them: what they chose, what was said to it, which one is next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.utils.translation import gettext as _

from courses.content.models import EditionUnit
from courses.content.queries import LessonBody, questions_by_lesson
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.tokens import seed_for
from courses.quizzes.types import Grade, Mark, Presented, QuestionType, marks, question_type
from learning.core.memory import Memory
from tracking.attempts.queries import QuestionTries, work_in
from tracking.desk.queries.visits import CACHED_FOR, Visit
from tracking.enrolment.models import Enrolment

ByLesson = dict[UUID, dict[UUID, FrozenQuestion]]
_questions: Memory[ByLesson] = Memory(limit=200)


@dataclass(frozen=True, kw_only=True)
class Posted:
    """What came in with a form that could not be taken, or was only moved."""

    question_key: UUID
    chosen: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionAt:
    """`next_number` goes with the form: two tabs that send the same try are counted once."""

    key: UUID
    name: str
    number: int
    total: int
    presented: Presented
    passage: str
    passage_href: str
    chosen: tuple[str, ...]
    answered: tuple[str, ...]
    next_number: int
    is_right: bool
    is_current: bool
    is_unfolded: bool
    is_unchanged: bool
    grade: Grade | None
    marks: Mapping[str, Mark]
    error: str
    moved: str

    @property
    def said(self) -> str:
        """What the last move did, for people who cannot see it."""
        place = [step for step, _colon, _place in (each.partition(":") for each in self.chosen)]
        text = next((item.text for item in self.presented.items if item.token == self.moved), "")
        if not text or self.moved not in place:
            return ""
        values = {"step": text, "place": place.index(self.moved) + 1, "total": len(place)}
        return _("„%(step)s“ steht jetzt auf Platz %(place)d von %(total)d.") % values


def name_of(question_key: UUID) -> str:
    """The name of a question's form fields and the start of its anchors."""
    return f"q-{question_key.hex[:8]}"


def questions_of(*, visit: Visit, unit: EditionUnit) -> dict[UUID, FrozenQuestion]:
    """Holds the key. Kept for the whole edition by its digest, as an edition never changes."""
    key = f"desk.questions:{visit.edition.digest}:{unit.language}"

    def from_cache_or_database() -> ByLesson:
        questions: ByLesson | None = cache.get(key)
        if questions is None:
            questions = questions_by_lesson(edition_id=visit.edition.pk, language=unit.language)
            cache.set(key, questions, timeout=CACHED_FOR)
        return questions

    return _questions.get(key, from_cache_or_database).get(unit.unit_key, {})


def seed(*, enrolment: Enrolment, unit: EditionUnit, question: FrozenQuestion, number: int) -> str:
    return seed_for(enrolment_id=enrolment.pk, unit_key=unit.unit_key, question_key=question.key, number=number)


def check_at(
    *,
    visit: Visit,
    unit: EditionUnit,
    keys: Sequence[UUID],
    body: LessonBody,
    posted: Posted | None = None,
    shown: str = "",
    moved: str = "",
) -> dict[UUID, QuestionAt]:
    """By question, in the order of the lesson. `shown` is the name of the question that was just answered.

    One query for a lesson with questions, none else.
    """
    if not keys or visit.enrolment is None:
        return {}
    questions = questions_of(visit=visit, unit=unit)
    work = work_in(enrolment=visit.enrolment, unit_key=unit.unit_key)
    tries, drafts = work.tries, work.drafts
    current = next((key for key in keys if not is_right(tries.get(key))), None)
    if posted and not is_right(tries.get(posted.question_key)):
        current = posted.question_key
    found = {}
    for number, key in enumerate(keys, start=1):
        question, tried = questions[key], tries.get(key)
        kind, next_number = question_type(question.kind), (tried.tries if tried else 0) + 1
        seeded = seed(enrolment=visit.enrolment, unit=unit, question=question, number=next_number)
        grade = kind.grade(question, tried.last) if tried else None
        last = tried.last if tried else ()
        is_posted = posted is not None and posted.question_key == key
        found[key] = QuestionAt(
            key=key,
            name=name_of(key),
            number=number,
            total=len(keys),
            presented=kind.present(question, seed=seeded),
            passage=question.passage,
            passage_href=href_of(body, question.passage),
            chosen=(posted.chosen if posted and is_posted else ())
            or tokens_of(kind, question, seeded, drafts.get(key) or last),
            answered=tokens_of(kind, question, seeded, last),
            next_number=next_number,
            is_right=is_right(tried),
            is_current=key == current,
            is_unfolded=shown == name_of(key),
            is_unchanged=tried is not None and tried.is_unchanged,
            grade=grade,
            marks=marks(grade, seed=seeded) if grade else {},
            error=posted.error if posted and is_posted else "",
            moved=moved if shown == name_of(key) else "",
        )
    return found


def href_of(body: LessonBody, passage: str) -> str:
    anchor = body.anchor_of(passage)
    return f"#{anchor}" if anchor else ""


def tokens_of(kind: QuestionType, question: FrozenQuestion, seeded: str, response: Sequence[str]) -> tuple[str, ...]:
    return kind.tokens(question, seed=seeded, response=response) if response else ()


def is_right(tried: QuestionTries | None) -> bool:
    return tried is not None and tried.is_right
