"""A question as an edition keeps it: plain values, immutable, the same for every learner of that edition (ADR 0007).

It holds the key. Nothing here may reach a browser but through `QuestionType.present`.
"""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class FrozenAnswer:
    """An option, or one step of a sort question. `text` is plain, `feedback` is safe HTML."""

    key: str
    text: str
    is_correct: bool
    feedback: str


@dataclass(frozen=True, kw_only=True)
class FrozenQuestion:
    """`answers` stand as authored; those of a sort question in their right order. `passage` is a block's heading."""

    key: UUID
    kind: str
    stem: str
    is_scenario: bool
    hint: str
    passage: str
    answers: tuple[FrozenAnswer, ...]

    def answer(self, key: str) -> FrozenAnswer:
        """Raises KeyError for an option that the question does not have."""
        return {answer.key: answer for answer in self.answers}[key]


class Freezable(Protocol):
    def frozen(self) -> FrozenQuestion: ...


def freeze(question: Freezable) -> dict[str, Any]:
    """The question as JSON values, in a stable order, to be read back by `thaw`."""
    frozen = question.frozen()
    return {
        "key": frozen.key.hex,
        "kind": frozen.kind,
        "stem": frozen.stem,
        "is_scenario": frozen.is_scenario,
        "hint": frozen.hint,
        "passage": frozen.passage,
        "answers": [
            {
                "key": answer.key,
                "text": answer.text,
                "is_correct": answer.is_correct,
                "feedback": answer.feedback,
            }
            for answer in frozen.answers
        ],
    }


def thaw(content: dict[str, Any]) -> FrozenQuestion:
    return FrozenQuestion(
        key=UUID(content["key"]),
        kind=content["kind"],
        stem=content["stem"],
        is_scenario=content["is_scenario"],
        hint=content["hint"],
        passage=content["passage"],
        answers=tuple(
            FrozenAnswer(
                key=answer["key"],
                text=answer["text"],
                is_correct=answer["is_correct"],
                feedback=answer["feedback"],
            )
            for answer in content["answers"]
        ),
    )
