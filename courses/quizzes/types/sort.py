from collections.abc import Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.quizzes import linting
from courses.quizzes.findings import QuestionFinding
from courses.quizzes.frozen import FrozenAnswer, FrozenQuestion
from courses.quizzes.tokens import token
from courses.quizzes.types.base import Draft, Grade, Item, Note, Presented, ResponseError, delimited, register

_UNKNOWN = gettext_lazy(
    "Diese Reihenfolge passt nicht mehr zur Frage. Bitte ordnen Sie noch einmal, es wurde nichts gewertet."
)


class Sort:
    """Steps to be put in order. The page posts `<token>:<position>` for each step, from top to bottom."""

    kind: ClassVar[str] = "sort"
    label: ClassVar[str | Promise] = gettext_lazy("Schritte ordnen")
    template: ClassVar[str] = "courses/questions/sort.html"
    minutes: ClassVar[float] = 2.0
    interaction_type: ClassVar[str] = "sequencing"
    component_list: ClassVar[str] = "choices"

    def present(self, question: FrozenQuestion, *, seed: str) -> Presented:
        """The steps stand in the order of their tokens, which says nothing about the right one."""
        return Presented(
            kind=question.kind,
            stem=question.stem,
            is_scenario=question.is_scenario,
            hint=question.hint,
            items=tuple(Item(token=each, text=answer.text) for each, answer in _shuffled(question, seed)),
            template=self.template,
        )

    def tokens(self, question: FrozenQuestion, *, seed: str, response: Sequence[str]) -> tuple[str, ...]:
        known = {answer.key for answer in question.answers}
        return tuple(token(seed=seed, option_key=key) for key in response if key in known)

    def read(self, question: FrozenQuestion, *, seed: str, posted: Sequence[str]) -> tuple[str, ...]:
        steps = {each: answer.key for each, answer in _shuffled(question, seed)}
        if not posted:
            raise ResponseError("missing", _("Bitte bringen Sie zuerst die Schritte in eine Reihenfolge."))
        wanted = [_position(each) for each in posted]
        if any(step not in steps for step, _place in wanted):
            raise ResponseError("unknown", str(_UNKNOWN))
        if len({step for step, _place in wanted}) < len(wanted):
            raise ResponseError(
                "repeated", _("Ein Schritt kam doppelt an. Bitte ordnen Sie noch einmal, es wurde nichts gewertet.")
            )
        if len(wanted) < len(steps):
            raise ResponseError("missing", _("Es fehlen Schritte. Bitte geben Sie jedem Schritt eine Position."))
        places = [place for _step, place in wanted]
        if any(place is None or not 1 <= place <= len(steps) for place in places):
            raise ResponseError("unknown", str(_UNKNOWN))
        if len(set(places)) < len(places):
            raise ResponseError(
                "same_position",
                _(
                    "Zwei Schritte haben dieselbe Position. Geben Sie jedem Schritt eine eigene, "
                    "oder wählen Sie „Positionen übernehmen“."
                ),
            )
        return tuple(steps[step] for step, _place in sorted(wanted, key=lambda each: each[1] or 0))

    def draft(self, question: FrozenQuestion, *, seed: str, posted: Sequence[str], move: str = "") -> Draft:
        """The steps as their positions ask for; `move` is `<token>:up` or `<token>:down`.

        A step whose position was changed takes that place and the others make room, so that two equal positions
        are no mistake here.
        """
        shuffled = _shuffled(question, seed)
        keys = {each: answer.key for each, answer in shuffled}
        shown = list(dict.fromkeys(step for step, _place in map(_position, posted) if step in keys))
        shown += [each for each, _answer in shuffled if each not in shown]
        order = _arranged(shown, dict(map(_position, posted)))
        _move(order, move)
        return Draft(response=tuple(keys[each] for each in order))

    def grade(self, question: FrozenQuestion, response: Sequence[str]) -> Grade:
        """Not yet right: how many steps stand in place, and what the author says to the first one that does not."""
        out_of_place = [key for key, answer in zip(response, question.answers, strict=True) if key != answer.key]
        if not out_of_place:
            return Grade(is_right=True, notes=tuple(_note(answer, is_right=True) for answer in question.answers))
        total, in_place = len(response), len(response) - len(out_of_place)
        return Grade(
            is_right=False,
            notes=(_note(question.answer(out_of_place[0]), is_right=False),),
            remark=ngettext(
                "%(in_place)d von %(total)d Schritten steht schon an seinem Platz.",
                "%(in_place)d von %(total)d Schritten stehen schon an ihrem Platz.",
                in_place,
            )
            % {"in_place": in_place, "total": total},
        )

    def solution(self, question: FrozenQuestion) -> tuple[str, ...]:
        return tuple(answer.key for answer in question.answers)

    def statement_response(self, response: Sequence[str]) -> str:
        return delimited(response)

    def findings(self, question: FrozenQuestion) -> tuple[QuestionFinding, ...]:
        return linting.shape(question, at_least=3)


def _shuffled(question: FrozenQuestion, seed: str) -> list[tuple[str, FrozenAnswer]]:
    tokens = [(token(seed=seed, option_key=answer.key), answer) for answer in question.answers]
    return sorted(tokens, key=lambda each: each[0])


def _note(answer: FrozenAnswer, *, is_right: bool) -> Note:
    return Note(answer_key=answer.key, text=answer.text, feedback=answer.feedback, was_chosen=True, is_right=is_right)


def _position(posted: object) -> tuple[str, int | None]:
    step, _colon, place = posted.partition(":") if isinstance(posted, str) else ("", "", "")
    is_number = len(place) <= 3 and place.isascii() and place.isdigit()
    return step, int(place) if is_number else None


def _arranged(shown: list[str], wanted: dict[str, int | None]) -> list[str]:
    def place(step: str) -> float:
        now = shown.index(step) + 1
        then = wanted.get(step) or now
        return then + (0.5 if then > now else -0.5 if then < now else 0)

    return sorted(shown, key=place)


def _move(order: list[str], move: str) -> None:
    step, _colon, direction = move.partition(":")
    if step not in order or direction not in {"up", "down"}:
        return
    at = order.index(step)
    to = min(max(at + (1 if direction == "down" else -1), 0), len(order) - 1)
    order.insert(to, order.pop(at))


register(Sort())
