from collections.abc import Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.findings import QuestionFinding
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.types._choice import ChoiceType
from courses.quizzes.types.base import Grade, ResponseError, register


class SingleChoice(ChoiceType):
    """One of several options is right."""

    kind: ClassVar[str] = "single"
    label: ClassVar[str | Promise] = gettext_lazy("Eine Antwort ist richtig")
    template: ClassVar[str] = "courses/questions/single.html"

    def read(self, question: FrozenQuestion, *, seed: str, posted: Sequence[str]) -> tuple[str, ...]:
        response = super().read(question, seed=seed, posted=posted)
        if len(response) > 1:
            raise ResponseError("too_many", _("Bitte wählen Sie genau eine Antwort aus."))
        return response

    def grade(self, question: FrozenQuestion, response: Sequence[str]) -> Grade:
        (chosen,) = response
        is_right = question.answer(chosen).is_correct
        return Grade(is_right=is_right, notes=self.notes(question, response, is_right=is_right))

    def findings(self, question: FrozenQuestion) -> tuple[QuestionFinding, ...]:
        found = super().findings(question)
        if sum(answer.is_correct for answer in question.answers) == 1:
            return found
        return (
            *found,
            QuestionFinding(
                code="not_one_right",
                severity="block",
                message=_("Es ist nicht genau eine Antwort als richtig markiert."),
                what_to_do=_("Markieren Sie genau eine Antwort, oder wählen Sie die Art „Mehrere Antworten“."),
            ),
        )


register(SingleChoice())
