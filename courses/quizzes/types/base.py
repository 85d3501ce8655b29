"""What every kind of question can do. Pure: plain values in, plain values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from django.utils.functional import Promise

from courses.quizzes.findings import QuestionFinding
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.tokens import token

Mark = Literal["yes", "no"]


@dataclass(frozen=True, kw_only=True)
class Item:
    """An option as the page may know it."""

    token: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Presented:
    """All a page may know of a question before it is answered: the same for every key the question could have."""

    kind: str
    stem: str
    is_scenario: bool
    hint: str
    items: tuple[Item, ...]
    template: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """What the author says to an option. `feedback` is safe HTML."""

    answer_key: str
    text: str
    feedback: str
    was_chosen: bool
    is_right: bool


@dataclass(frozen=True, kw_only=True)
class Grade:
    """`remark` is one sentence about the whole answer, or empty. Unless it is right, nothing here tells the key."""

    is_right: bool
    notes: tuple[Note, ...]
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Option keys as the learner has them so far."""

    response: tuple[str, ...]


class ResponseError(ValueError):
    """The posted answer cannot be read. `message` tells the learner what to do; nothing is lost or counted."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class QuestionType(Protocol):
    """One kind of question. To add one, write a module in this package that calls `register` (docs/develop)."""

    kind: ClassVar[str]
    label: ClassVar[str | Promise]
    template: ClassVar[str]
    minutes: ClassVar[float]
    """How long a learner needs, beyond reading."""
    interaction_type: ClassVar[str]
    """As statements call it: xAPI 1.0.3, Data, Appendix C."""
    component_list: ClassVar[str]
    """Where a statement's definition lists the options of such an interaction, in the words of tincan."""

    def present(self, question: FrozenQuestion, *, seed: str) -> Presented: ...

    def tokens(self, question: FrozenQuestion, *, seed: str, response: Sequence[str]) -> tuple[str, ...]:
        """A response (option keys) as the page of this seed knows it; options that are gone are left out."""

    def read(self, question: FrozenQuestion, *, seed: str, posted: Sequence[str]) -> tuple[str, ...]:
        """The option keys of a submitted answer. Raises ResponseError for everything that is not a full answer."""

    def draft(self, question: FrozenQuestion, *, seed: str, posted: Sequence[str], move: str = "") -> Draft:
        """The option keys of an answer under way; what cannot be read is left out, never refused."""

    def grade(self, question: FrozenQuestion, response: Sequence[str]) -> Grade: ...

    def solution(self, question: FrozenQuestion) -> tuple[str, ...]:
        """The option keys of an answer that is right. Never to be sent out."""

    def statement_response(self, response: Sequence[str]) -> str:
        """Option keys as the `response` of a statement, in the format of the interaction type."""

    def findings(self, question: FrozenQuestion) -> tuple[QuestionFinding, ...]: ...


def delimited(response: Sequence[str]) -> str:
    """Several items as xAPI writes them in one response."""
    return "[,]".join(response)


def marks(grade: Grade, *, seed: str) -> dict[str, Mark]:
    """Which of the learner's own options the page may mark as right or wrong, by token."""
    return {
        token(seed=seed, option_key=note.answer_key): "yes" if note.is_right else "no"
        for note in grade.notes
        if note.was_chosen
    }


_types: dict[str, QuestionType] = {}


def register(question_type: QuestionType) -> None:
    _types[question_type.kind] = question_type


def question_type(kind: str) -> QuestionType:
    """Raises KeyError for a kind that no module of this package registered."""
    return _types[kind]


def kinds() -> tuple[str, ...]:
    return tuple(_types)


def kind_choices() -> list[tuple[str, str | Promise]]:
    return [(kind, each.label) for kind, each in _types.items()]
