"""What single and multiple choice share: options as authored, tokens for them, a posted list of tokens."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from courses.quizzes import linting
from courses.quizzes.findings import QuestionFinding
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.tokens import TOKEN_LENGTH, token
from courses.quizzes.types.base import Draft, Item, Note, Presented, ResponseError, delimited


class ChoiceType:
    kind: ClassVar[str]
    label: ClassVar[str | Promise]
    template: ClassVar[str]
    minutes: ClassVar[float] = 0.75
    interaction_type: ClassVar[str] = "choice"
    component_list: ClassVar[str] = "choices"

    def present(self, question: FrozenQuestion, *, seed: str) -> Presented:
        return Presented(
            kind=question.kind,
            stem=question.stem,
            is_scenario=question.is_scenario,
            hint=question.hint,
            items=tuple(
                Item(token=token(seed=seed, option_key=answer.key), text=answer.text) for answer in question.answers
            ),
            template=self.template,
        )

    def tokens(self, question: FrozenQuestion, *, seed: str, response: Sequence[str]) -> tuple[str, ...]:
        return tuple(token(seed=seed, option_key=answer.key) for answer in question.answers if answer.key in response)

    def read(self, question: FrozenQuestion, *, seed: str, posted: Sequence[str]) -> tuple[str, ...]:
        options = {token(seed=seed, option_key=answer.key): answer.key for answer in question.answers}
        if not posted:
            raise ResponseError("missing", _("Bitte wählen Sie zuerst eine Antwort aus."))
        if any(not isinstance(each, str) or len(each) != TOKEN_LENGTH or each not in options for each in posted):
            raise ResponseError(
                "unknown",
                _("Diese Auswahl passt nicht mehr zur Frage. Bitte wählen Sie noch einmal, es wurde nichts gewertet."),
            )
        if len(set(posted)) < len(posted):
            raise ResponseError(
                "repeated", _("Eine Antwort kam doppelt an. Bitte wählen Sie noch einmal, es wurde nichts gewertet.")
            )
        return tuple(key for each, key in options.items() if each in posted)

    def draft(self, question: FrozenQuestion, *, seed: str, posted: Sequence[str], move: str = "") -> Draft:  # noqa: ARG002 -- choices do not move
        return Draft(
            response=tuple(
                answer.key for answer in question.answers if token(seed=seed, option_key=answer.key) in posted
            )
        )

    def notes(self, question: FrozenQuestion, response: Sequence[str], *, is_right: bool) -> tuple[Note, ...]:
        """What was chosen wrongly explains itself; what is right does so once the whole answer is right."""
        return tuple(
            Note(
                answer_key=answer.key,
                text=answer.text,
                feedback=answer.feedback,
                was_chosen=True,
                is_right=answer.is_correct,
            )
            for answer in question.answers
            if answer.key in response and answer.is_correct == is_right
        )

    def solution(self, question: FrozenQuestion) -> tuple[str, ...]:
        return tuple(answer.key for answer in question.answers if answer.is_correct)

    def statement_response(self, response: Sequence[str]) -> str:
        return delimited(response)

    def findings(self, question: FrozenQuestion) -> tuple[QuestionFinding, ...]:
        return (*linting.shape(question, at_least=2), *linting.hints(question))
