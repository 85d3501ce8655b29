from collections.abc import Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.findings import QuestionFinding
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.types._choice import ChoiceType
from courses.quizzes.types.base import Grade, register


class MultipleChoice(ChoiceType):
    """Exactly the right options must be chosen; there is no part credit."""

    kind: ClassVar[str] = "multiple"
    label: ClassVar[str | Promise] = gettext_lazy("Mehrere Antworten können richtig sein")
    template: ClassVar[str] = "courses/questions/multiple.html"

    def grade(self, question: FrozenQuestion, response: Sequence[str]) -> Grade:
        wanted = {answer.key for answer in question.answers if answer.is_correct}
        is_right = set(response) == wanted
        return Grade(
            is_right=is_right,
            notes=self.notes(question, response, is_right=is_right),
            remark=_("Es fehlt noch mindestens eine.") if wanted - set(response) else "",
        )

    def findings(self, question: FrozenQuestion) -> tuple[QuestionFinding, ...]:
        found = super().findings(question)
        right = sum(answer.is_correct for answer in question.answers)
        if right == 0:
            return (
                *found,
                QuestionFinding(
                    code="none_right",
                    severity="block",
                    message=_("Keine Antwort ist als richtig markiert."),
                    what_to_do=_("Markieren Sie mindestens eine Antwort als richtig."),
                ),
            )
        if right == len(question.answers):
            return (
                *found,
                QuestionFinding(
                    code="all_right",
                    severity="warn",
                    message=_("Alle Antworten sind als richtig markiert."),
                    what_to_do=_("Ergänzen Sie eine Antwort, die nicht stimmt, aber naheliegt."),
                ),
            )
        return found


register(MultipleChoice())
