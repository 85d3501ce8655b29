"""Cuts a course file into languages, modules, lessons and blocks, without reading what stands inside them."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from courses.exchange import problems
from courses.exchange.findings import Findings

LANGUAGE = r"[a-z]{2}(?:-[a-z]{2,8})?"
KEY = re.compile(r"[a-z][a-z0-9-]{0,63}")
TITLE_LIMIT = 200
ATTRIBUTES = {
    "scenario": {"key", "title"},
    "text": {"key", "title"},
    "terms": {"key", "title"},
    "before_after": {"key", "title"},
    "drawing": {"key", "name", "alt", "decorative"},
    "check": {"key", "title"},
    "takeaways": {"key"},
    "transfer": {"key"},
    "question": {"key", "kind", "goal", "scenario", "passage", "hint"},
}

_PART = re.compile(rf"(=+)\s*({LANGUAGE})\s*(=+)\s*")
_HEADING = re.compile(r"(#{1,6})(\s*)(Modul|Module|Lektion|Lesson):(.*)")
_HEADING_LEVELS = {"Modul": 1, "Module": 1, "Lektion": 2, "Lesson": 2}
_LESSON_GOAL = re.compile(r"(?:Ziel|Goal):\s*(\S.*)")
_FENCE = re.compile(r"\s{0,3}:{3,}(.*)")
_KIND = re.compile(r"([A-Za-z_-]+)(?:\s+(.*))?")
_ATTRIBUTE = re.compile(r'([a-z_]+)=(?:"([^"]*)"|([^\s"„“”]+))(?:\s+|$)')


class Line(NamedTuple):
    number: int
    text: str


@dataclass
class RawBlock:
    kind: str
    line: int
    attributes: dict[str, str]
    body: list[Line] = field(default_factory=list)
    children: list["RawBlock"] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.attributes.get("key", "")


@dataclass
class RawLesson:
    key: str
    title: str
    line: int
    goal: str = ""
    blocks: list[RawBlock] = field(default_factory=list)


@dataclass
class RawModule:
    key: str
    title: str
    line: int
    lessons: list[RawLesson] = field(default_factory=list)


@dataclass
class RawPart:
    language: str
    line: int
    modules: list[RawModule] = field(default_factory=list)


def cut(lines: list[Line], findings: Findings) -> list[RawPart]:
    return _Cutter(findings).cut(lines)


def split_key(text: str) -> tuple[str, str]:
    """Of `Titel {#key}`."""
    text = text.strip()
    if not text.endswith("}") or "{#" not in text:
        return text, ""
    head, _, key = text[:-1].rpartition("{#")
    return head.rstrip(), key


def is_key(value: str) -> bool:
    return KEY.fullmatch(value) is not None


class _Cutter:
    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._parts: list[RawPart] = []
        self._module: RawModule | None = None
        self._lesson: RawLesson | None = None
        self._open: list[RawBlock] = []
        self._outside_reported = False

    def cut(self, lines: list[Line]) -> list[RawPart]:
        for line in lines:
            self._take(line)
        self._close_all()
        return self._parts

    def _take(self, line: Line) -> None:
        if line.text.startswith("===") or (not self._open and _PART.fullmatch(line.text)):
            self._begin_part(line)
        elif re.match(r"#{1,2}\s", line.text) or (not self._open and line.text.startswith("#")):
            self._begin_heading(line)
        elif fence := _FENCE.fullmatch(line.text):
            self._outside_reported = False
            if opening := fence[1].strip():
                self._begin_block(line, opening)
            else:
                self._end_block(line)
        elif self._open:
            self._open[-1].body.append(line)
        elif line.text.strip():
            self._take_text(line)
        else:
            self._outside_reported = False

    def _take_text(self, line: Line) -> None:
        goal = _LESSON_GOAL.fullmatch(line.text)
        if goal and self._lesson and not self._lesson.blocks and not self._lesson.goal:
            self._lesson.goal = goal[1]
            if len(goal[1]) > TITLE_LIMIT:
                self._findings.add(line.number, problems.TOO_LONG, name="Ziel", limit=TITLE_LIMIT)
        elif not self._outside_reported:
            self._findings.add(line.number, problems.TEXT_OUTSIDE_BLOCK)
            self._outside_reported = True

    def _begin_part(self, line: Line) -> None:
        self._close_all()
        self._module = self._lesson = None
        match = _PART.fullmatch(line.text)
        if match is None:
            self._findings.add(line.number, problems.BAD_PART)
            return
        if match[1] != "===" or match[3] != "===":
            self._findings.add(line.number, problems.BAD_PART)
        language = match[2]
        if any(part.language == language for part in self._parts):
            self._findings.add(line.number, problems.DUPLICATE_PART, language=language)
        self._parts.append(RawPart(language, line.number))

    def _begin_heading(self, line: Line) -> None:
        self._close_all()
        match = _HEADING.fullmatch(line.text)
        level = _HEADING_LEVELS[match[3]] if match else len(line.text) - len(line.text.lstrip("#"))
        if match is None or len(match[1]) != level or not match[2]:
            self._findings.add(line.number, problems.BAD_HEADING)
        if match is None:
            self._begin(level, RawModule("", "", line.number), RawLesson("", "", line.number))
            return
        title, key = split_key(match[4])
        if not title:
            self._findings.add(line.number, problems.HEADING_WITHOUT_TITLE)
        elif not key:
            self._findings.add(line.number, problems.HEADING_WITHOUT_KEY, title=title)
        elif not is_key(key):
            self._findings.add(line.number, problems.BAD_KEY, key=key)
        if len(title) > TITLE_LIMIT:
            self._findings.add(line.number, problems.TOO_LONG, name=title, limit=TITLE_LIMIT)
        self._begin(level, RawModule(key, title, line.number), RawLesson(key, title, line.number))

    def _begin(self, level: int, module: RawModule, lesson: RawLesson) -> None:
        """Also where the heading is wrong: what stands below it is not wrong as well."""
        if level == 1:
            self._begin_module(module)
        else:
            self._begin_lesson(lesson)

    def _begin_module(self, module: RawModule) -> None:
        self._module, self._lesson = module, None
        if self._parts:
            self._parts[-1].modules.append(module)
        else:
            self._findings.add(module.line, problems.BAD_PART)

    def _begin_lesson(self, lesson: RawLesson) -> None:
        if self._module is None:
            self._findings.add(lesson.line, problems.LESSON_WITHOUT_MODULE, title=lesson.title)
            self._begin_module(RawModule("", lesson.title, lesson.line))
        self._lesson = lesson
        if self._module:
            self._module.lessons.append(lesson)

    def _begin_block(self, line: Line, opening: str) -> None:
        match = _KIND.fullmatch(opening)
        kind = match[1].lower().replace("-", "_") if match else opening.split()[0]
        known = kind in ATTRIBUTES
        if not known:
            self._findings.add(line.number, problems.UNKNOWN_KIND, kind=kind, known=", ".join(sorted(ATTRIBUTES)))
        attributes = self._read_attributes(line.number, kind, (match[2] or "") if match and known else "")
        block = RawBlock(kind, line.number, attributes)
        while self._open and not (self._open[-1].kind == "check" and kind == "question"):
            self._report_open(self._open.pop())
        if self._open:
            self._open[-1].children.append(block)
        elif kind == "question":
            self._findings.add(line.number, problems.QUESTION_OUTSIDE_CHECK)
        elif self._lesson is None:
            self._findings.add(line.number, problems.BLOCK_OUTSIDE_LESSON)
        elif known:
            self._lesson.blocks.append(block)
        self._open.append(block)

    def _read_attributes(self, number: int, kind: str, text: str) -> dict[str, str]:
        attributes: dict[str, str] = {}
        position = 0
        while match := _ATTRIBUTE.match(text, position):
            name, position = match[1], match.end()
            if name in attributes:
                self._findings.add(number, problems.DUPLICATE_ATTRIBUTE, name=name)
            elif name not in ATTRIBUTES[kind]:
                known = ", ".join(sorted(ATTRIBUTES[kind]))
                self._findings.add(number, problems.UNKNOWN_ATTRIBUTE, name=name, kind=kind, known=known)
            else:
                attributes[name] = (match[2] if match[2] is not None else match[3]).strip()
        if text[position:].strip():
            self._findings.add(number, problems.BAD_ATTRIBUTES, rest=text[position:].strip())
        elif kind in ATTRIBUTES and not attributes.get("key"):
            self._findings.add(number, problems.MISSING_ATTRIBUTE, name="key", kind=kind)
        if attributes.get("key") and not is_key(attributes["key"]):
            self._findings.add(number, problems.BAD_KEY, key=attributes["key"])
        return attributes

    def _end_block(self, line: Line) -> None:
        if self._open:
            self._open.pop()
        else:
            self._findings.add(line.number, problems.STRAY_CLOSE)

    def _close_all(self) -> None:
        while self._open:
            self._report_open(self._open.pop())

    def _report_open(self, block: RawBlock) -> None:
        self._findings.add(block.line, problems.BLOCK_NOT_CLOSED, kind=block.kind)
