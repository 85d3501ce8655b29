"""From a raw question to a question with its options."""

from collections.abc import Collection
from hashlib import sha256
from typing import cast

from courses.exchange import problems
from courses.exchange.body import Body, Item, read_body
from courses.exchange.course_file import OptionFile, QuestionFile, QuestionKind
from courses.exchange.findings import Findings
from courses.exchange.outline import Line, RawBlock, is_key
from courses.exchange.rich_text import plain, render

_KINDS = ("single", "multiple", "sort")
HINT_LIMIT = 500
_YES_NO = {"yes": True, "ja": True, "no": False, "nein": False, "": False}


class QuestionReader:
    """Reads the questions of one language.

    An option without a key of its own gets one from its text: a position would tell the right order of a sort
    question. Translations take the keys over by position, so `source_keys` holds those of the source language.
    """

    def __init__(
        self, *, findings: Findings, goals: Collection[str], source_keys: dict[str, tuple[str, ...]] | None
    ) -> None:
        self._findings = findings
        self._goals = goals
        self._source_keys = source_keys or {}

    def read(self, block: RawBlock, passages: Collection[str], anchors: Collection[str]) -> QuestionFile:
        body = read_body(block.body)
        kind = self._attribute(block, "kind")
        if kind and kind not in _KINDS:
            known = ", ".join(_KINDS)
            self._findings.add(block.line, problems.BAD_VALUE, name="kind", value=kind, known=known)
        question = QuestionFile(
            kind=cast("QuestionKind", kind),
            key=block.key,
            goal=self._goal(block),
            stem=self._stem(block, body),
            is_scenario=self.yes_or_no(block, "scenario"),
            hint=self._hint(block),
            passage=self._passage(block, passages),
            options=self._options(block.key, kind, body, anchors),
            line=block.line,
        )
        self._check_right_ones(question)
        return question

    def yes_or_no(self, block: RawBlock, name: str) -> bool:
        value = block.attributes.get(name, "")
        if value not in _YES_NO:
            self._findings.add(block.line, problems.BAD_VALUE, name=name, value=value, known="yes, no")
        return _YES_NO.get(value, False)

    def _attribute(self, block: RawBlock, name: str) -> str:
        value = block.attributes.get(name, "")
        if not value:
            self._findings.add(block.line, problems.MISSING_ATTRIBUTE, name=name, kind=block.kind)
        return value

    def _hint(self, block: RawBlock) -> str:
        return plain([Line(block.line, block.attributes.get("hint", ""))], findings=self._findings, limit=HINT_LIMIT)

    def _goal(self, block: RawBlock) -> str:
        goal = self._attribute(block, "goal")
        if goal and self._goals and goal not in self._goals:  # without goals, that is what is said
            known = ", ".join(self._goals)
            self._findings.add(block.line, problems.UNKNOWN_GOAL, goal=goal, known=known)
        return goal

    def _passage(self, block: RawBlock, passages: Collection[str]) -> str:
        passage = self._attribute(block, "passage")
        if passage and passage not in passages:
            known = ", ".join(passages)
            self._findings.add(block.line, problems.UNKNOWN_PASSAGE, passage=passage, known=known)
        return passage

    def _stem(self, block: RawBlock, body: Body) -> str:
        filled = [bool(line.text.strip()) for line in body.before]
        paragraphs = sum(now and not before for before, now in zip([False, *filled], filled, strict=False))
        if not paragraphs:
            self._findings.add(block.line, problems.STEM_MISSING)
        elif paragraphs > 1:
            self._findings.add(body.before[filled.index(True)].number, problems.STEM_IN_PARAGRAPHS)
        after = next((line for line in body.after if line.text.strip()), None)
        if after:
            self._findings.add(after.number, problems.TEXT_AFTER_OPTIONS, text=after.text.strip())
        return plain(body.before, findings=self._findings)

    def _options(self, key: str, kind: str, body: Body, anchors: Collection[str]) -> tuple[OptionFile, ...]:
        source_keys = self._source_keys.get(key, ())
        options: list[OptionFile] = []
        lines_by_key: dict[str, int] = {}
        texts: set[str] = set()
        for position, item in enumerate(body.items):
            text = plain(item.text, findings=self._findings)
            self._check_option(kind, item, text)
            inherited = source_keys[position] if position < len(source_keys) else ""
            option_key = item.key or inherited or sha256(text.encode()).hexdigest()[:8]
            if text in texts:
                self._findings.add(item.line, problems.DUPLICATE_OPTION, option=text)
            elif option_key in lines_by_key:
                first = lines_by_key[option_key]
                self._findings.add(item.line, problems.DUPLICATE_KEY, key=option_key, first=first)
            texts.add(text)
            lines_by_key.setdefault(option_key, item.line)
            feedback = render(item.quote, anchors=anchors, findings=self._findings)
            is_correct = kind == "sort" or item.is_checked is True
            options.append(OptionFile(key=option_key, text=text, is_correct=is_correct, feedback=feedback))
        return tuple(options)

    def _check_option(self, kind: str, item: Item, text: str) -> None:
        if not text:
            self._findings.add(item.line, problems.OPTION_WITHOUT_TEXT)
        elif not any(line.text.strip() for line in item.quote):
            self._findings.add(item.line, problems.OPTION_WITHOUT_FEEDBACK, option=text)
        if item.key and not is_key(item.key):
            self._findings.add(item.line, problems.BAD_KEY, key=item.key)
        if kind == "sort" and item.is_checked is not None:
            self._findings.add(item.line, problems.STEP_WITH_BOX)
        elif kind in {"single", "multiple"} and item.is_checked is None:
            self._findings.add(item.line, problems.OPTION_WITHOUT_BOX)

    def _check_right_ones(self, question: QuestionFile) -> None:
        count = len(question.options)
        right = sum(option.is_correct for option in question.options)
        if question.kind == "sort":
            if count < 3:
                self._findings.add(question.line, problems.TOO_FEW_STEPS, count=count)
            return
        if count < 2:
            self._findings.add(question.line, problems.TOO_FEW_OPTIONS, count=count)
        if question.kind == "single" and right != 1:
            self._findings.add(question.line, problems.NOT_ONE_RIGHT, count=right)
        elif question.kind == "multiple" and right == 0:
            self._findings.add(question.line, problems.NONE_RIGHT)
