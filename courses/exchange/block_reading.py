"""From a raw block to a block with its fields."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar, cast

from courses.exchange import problems
from courses.exchange.body import Item, read_body
from courses.exchange.course_file import BlockFile, BlockKind
from courses.exchange.findings import Findings, Words
from courses.exchange.outline import Line, RawBlock, RawLesson
from courses.exchange.question_reading import QuestionReader
from courses.exchange.rich_text import plain, render

T = TypeVar("T")
# What the fields of the blocks in the editor hold at most
HEADING_LIMIT = 120
LABEL_LIMIT = 40
SENTENCE_LIMIT = 300
POINT_LIMIT = 200


class BlockReader:
    """Reads the blocks of one language; `drawings` are the names an author may use."""

    def __init__(self, *, findings: Findings, drawings: Collection[str], questions: QuestionReader) -> None:
        self._findings = findings
        self._drawings = drawings
        self._questions = questions
        self._fields: Mapping[str, Callable[[RawBlock], dict[str, Any]]] = {
            "scenario": self._scenario,
            "text": self._text,
            "terms": self._terms,
            "before_after": self._before_after,
            "drawing": self._drawing,
            "check": self._check,
            "takeaways": self._takeaways,
            "transfer": self._transfer,
        }
        self._anchors: Collection[str] = ()
        self._passages: Collection[str] = ()

    def read(self, lesson: RawLesson) -> tuple[BlockFile, ...]:
        self._anchors = dict.fromkeys(block.key for block in lesson.blocks if block.key)
        self._passages = dict.fromkeys(
            block.key for block in lesson.blocks if block.key and block.attributes.get("title")
        )
        return tuple(
            BlockFile(
                kind=cast("BlockKind", block.kind),
                key=block.key,
                fields=self._fields[block.kind](block),
                line=block.line,
            )
            for block in lesson.blocks
        )

    def _scenario(self, block: RawBlock) -> dict[str, Any]:
        quotes = [index for index, line in enumerate(block.body) if line.text.lstrip().startswith(">")]
        text, quote, after = block.body, [], []
        if quotes:
            end = quotes[0]
            while end < len(block.body) and end in quotes:
                end += 1
            text, after = block.body[: quotes[0]], block.body[end:]
            quote = [Line(line.number, line.text.lstrip()[1:]) for line in block.body[quotes[0] : end]]
            second = next((index for index in quotes if index >= end), None)
            if second is not None:
                self._findings.add(block.body[second].number, problems.SECOND_QUOTE)
                after = block.body[end:second]
        return {
            "title": self._title(block),
            "text": self._required(block, problems.TEXT, self._render(text)),
            "quote": plain(quote, findings=self._findings),
            "after": self._render(after),
        }

    def _text(self, block: RawBlock) -> dict[str, Any]:
        return {"heading": self._title(block), "text": self._required(block, problems.TEXT, self._render(block.body))}

    def _terms(self, block: RawBlock) -> dict[str, Any]:
        body = read_body(block.body)
        rows = []
        for item in body.items:
            label, text = self._row(item)
            rows.append({"term": label, "explanation": text, "example": self._plain(item.quote, SENTENCE_LIMIT)})
        self._required(block, problems.ROWS, rows)
        self._refuse(block, body.after)
        return {"heading": self._title(block), "intro": self._render(body.before), "rows": tuple(rows)}

    def _before_after(self, block: RawBlock) -> dict[str, Any]:
        body = read_body(block.body)
        after = []
        for item in body.items:
            label, text = self._row(item)
            after.append({"label": label, "text": text})
            self._refuse_quote(item)
        return {
            "heading": self._title(block),
            "before": self._required(block, problems.BEFORE, plain(body.before, findings=self._findings)),
            "after": self._required(block, problems.AFTER, tuple(after)),
            "caption": plain(body.after, findings=self._findings),
        }

    def _drawing(self, block: RawBlock) -> dict[str, Any]:
        name, alt = block.attributes.get("name", ""), block.attributes.get("alt", "")
        decorative = self._questions.yes_or_no(block, "decorative")
        known = ", ".join(sorted(self._drawings))
        self._check_length(block, "alt", SENTENCE_LIMIT)
        if not name:
            self._findings.add(block.line, problems.MISSING_ATTRIBUTE, name="name", kind=block.kind)
        elif name not in self._drawings:
            self._findings.add(block.line, problems.UNKNOWN_DRAWING, name=name, known=known)
        if not alt and not decorative:
            self._findings.add(block.line, problems.DRAWING_WITHOUT_ALT)
        elif alt and decorative:
            self._findings.add(block.line, problems.DRAWING_WITH_BOTH)
        caption = plain(block.body, findings=self._findings)
        return {"name": name, "alt": alt, "decorative": decorative, "caption": caption}

    def _check(self, block: RawBlock) -> dict[str, Any]:
        self._required(block, problems.QUESTION, block.children)
        self._refuse(block, block.body)
        self._check_length(block, "title", HEADING_LIMIT)
        questions = tuple(self._questions.read(question, self._passages, self._anchors) for question in block.children)
        return {"heading": block.attributes.get("title", ""), "questions": questions}

    def _takeaways(self, block: RawBlock) -> dict[str, Any]:
        body = read_body(block.body)
        points = tuple(self._plain(item.text, POINT_LIMIT) for item in body.items)
        if len(points) != 3 or not all(points):
            self._findings.add(block.line, problems.NOT_THREE_POINTS, count=len(points))
        for item in body.items:
            self._refuse_quote(item)
        self._refuse(block, body.before + body.after)
        return {"points": points}

    def _transfer(self, block: RawBlock) -> dict[str, Any]:
        body = read_body(block.body)
        rows = [self._row(item, POINT_LIMIT) for item in body.items]
        if len(rows) != 2:
            self._findings.add(block.line, problems.NOT_IF_THEN)
            rows = [("", ""), ("", "")]
        for item in body.items:
            self._refuse_quote(item)
        self._refuse(block, body.after)
        prompt = self._required(block, problems.TEXT, self._render(body.before))
        return {"prompt": prompt, "when": rows[0][1], "then": rows[1][1]}

    def _title(self, block: RawBlock) -> str:
        title = block.attributes.get("title", "")
        if not title:
            self._findings.add(block.line, problems.MISSING_ATTRIBUTE, name="title", kind=block.kind)
        self._check_length(block, "title", HEADING_LIMIT)
        return title

    def _check_length(self, block: RawBlock, name: str, limit: int) -> None:
        if len(block.attributes.get(name, "")) > limit:
            self._findings.add(block.line, problems.TOO_LONG, name=name, limit=limit)

    def _row(self, item: Item, limit: int = SENTENCE_LIMIT) -> tuple[str, str]:
        row = item.label_and_text()
        if row is None:
            self._findings.add(item.line, problems.ROW_WITHOUT_LABEL)
            return "", ""
        return self._plain([Line(item.line, row[0])], LABEL_LIMIT), self._plain([Line(item.line, row[1])], limit)

    def _plain(self, lines: list[Line], limit: int) -> str:
        return plain(lines, findings=self._findings, limit=limit)

    def _render(self, lines: list[Line]) -> str:
        return render(lines, anchors=self._anchors, findings=self._findings)

    def _required(self, block: RawBlock, what: Words, value: T) -> T:
        if not value:
            self._findings.add(block.line, problems.MISSING_CONTENT, kind=block.kind, missing=what)
        return value

    def _refuse(self, block: RawBlock, lines: list[Line]) -> None:
        first = next((line for line in lines if line.text.strip()), None)
        if first:
            self._findings.add(first.number, problems.UNEXPECTED_TEXT, text=first.text.strip(), kind=block.kind)

    def _refuse_quote(self, item: Item) -> None:
        if item.quote:
            self._findings.add(item.quote[0].number, problems.UNEXPECTED_QUOTE)
