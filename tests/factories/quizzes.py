"""Questions for tests: frozen ones need no database."""

from typing import Any
from uuid import UUID, uuid4

from wagtail.models import Locale

from courses.quizzes.frozen import FrozenAnswer, FrozenQuestion
from courses.quizzes.models import Question

STORY = UUID("6f0f7a4e-2b1d-4a52-9d59-1f3f3b6f9a10")


def frozen_answer(key: str, *, right: bool = False, text: str = "", feedback: str = "") -> FrozenAnswer:
    return FrozenAnswer(
        key=key,
        text=text or f"Antwort {key}",
        is_correct=right,
        feedback=feedback or f"<p>Rückmeldung {key}</p>",
    )


def frozen_question(
    kind: str, *, options: str = "abcd", right: str = "b", key: UUID = STORY, **fields: Any
) -> FrozenQuestion:
    """`options` and `right` are letters: one option each. Those of a sort question stand in their right order."""
    values: dict[str, Any] = {
        "stem": "Welche Story kann das Team sofort besprechen?",
        "is_scenario": True,
        "hint": "Achten Sie auf das Wozu.",
        "passage": "Drei Fragen, ein Satz",
        "answers": tuple(frozen_answer(option, right=option in right) for option in options),
    }
    return FrozenQuestion(key=key, kind=kind, **(values | fields))


def question(*, course_key: UUID, **fields: Any) -> Question:
    """A stored question of the course: single choice of three, the second is right."""
    values: dict[str, Any] = {
        "kind": "single",
        "stem": "Welche Story kann das Team sofort besprechen?",
        "locale": Locale.get_default(),
        "answers": answers("abc", right="b"),
    }
    created: Question = Question.objects.create(course_key=course_key, **(values | fields))
    return created


def answers(options: str, *, right: str) -> list[dict[str, Any]]:
    """Raw stream data for `Question.answers`."""
    return [
        {
            "type": "answer",
            "id": str(uuid4()),
            "value": {
                "text": f"Antwort {option}",
                "is_correct": option in right,
                "feedback": f"<p>Rückmeldung {option}</p>",
            },
        }
        for option in options
    ]
