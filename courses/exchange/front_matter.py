"""The details at the top of a course file: one YAML mapping, read with the line of each of its values."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

import yaml

from courses.content.competences import COMPETENCES
from courses.exchange import problems
from courses.exchange.course_file import GoalFile
from courses.exchange.findings import Findings
from courses.exchange.outline import LANGUAGE, TITLE_LIMIT, Line, is_key
from courses.exchange.rich_text import plain
from courses.exchange.yaml_trouble import explain

SIZE_LIMIT = 20_000
SUMMARY_LIMIT = 300
NO_KEY = UUID(int=0)
# The values of courses.content.enums, which needs Django; a test holds both together.
TOPICS = (
    "information",
    "collaboration",
    "creation",
    "safety",
    "problem_solving",
    "users",
    "agile",
    "processes",
    "leading",
    "sovereignty",
    "clear_language",
)
LEVELS = ("basic", "intermediate", "advanced")
FORMATS = ("reading", "video", "workshop")
_TOP = ("key", "slug", "topic", "level", "format", "competences")
_PER_LANGUAGE = ("title", "summary", "goals", "synonyms")

Values: TypeAlias = dict[str, tuple[int, yaml.Node]]
"""The values of a mapping by name, each with its line."""


@dataclass
class Details:
    """What one language says about the course."""

    line: int
    title: str = ""
    summary: str = ""
    goals: tuple[GoalFile, ...] = ()
    goal_lines: dict[str, int] = field(default_factory=dict)
    synonyms: tuple[str, ...] = ()


@dataclass
class FrontMatter:
    """Without languages when it could not be read; the findings then say why."""

    key: UUID = NO_KEY
    slug: str = ""
    slug_line: int = 1
    topic: str = ""
    level: str = ""
    format: str = ""
    competences: tuple[str, ...] = ()
    languages: dict[str, Details] = field(default_factory=dict)


def split(lines: list[Line], findings: Findings) -> tuple[list[Line] | None, list[Line]]:
    """The lines between the two `---` (None when there are none), and the lines below."""
    start = next((index for index, line in enumerate(lines) if line.text.strip()), len(lines))
    if start == len(lines) or lines[start].text.rstrip() != "---":
        findings.add(1, problems.NO_FRONT_MATTER)
        return None, lines[start:]
    for index in range(start + 1, len(lines)):
        if lines[index].text.rstrip() == "---":
            return lines[start + 1 : index], lines[index + 1 :]
        if lines[index].text.startswith("==="):
            findings.add(lines[start].number, problems.FRONT_MATTER_NOT_CLOSED)
            return lines[start + 1 : index], lines[index:]
    findings.add(lines[start].number, problems.FRONT_MATTER_NOT_CLOSED)
    return lines[start + 1 :], []


def read(lines: list[Line], findings: Findings) -> FrontMatter:
    first = lines[0].number if lines else 1
    if sum(len(line.text) + 1 for line in lines) > SIZE_LIMIT:
        findings.add(first, problems.TOO_LONG, name="---", limit=SIZE_LIMIT)
        return FrontMatter()
    reader = _Reader(first, findings)
    node = reader.compose(lines)
    return FrontMatter() if node is None else reader.front_matter(node)


class _Reader:
    def __init__(self, first: int, findings: Findings) -> None:
        self._first = first
        self._findings = findings

    def compose(self, lines: list[Line]) -> yaml.MappingNode | None:
        try:
            node = yaml.compose("\n".join(line.text for line in lines), Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            explain(lines, error, top=_TOP, below=_PER_LANGUAGE, findings=self._findings)
            return None
        except RecursionError:
            self._findings.add(self._first, problems.BAD_YAML)
            return None
        if not isinstance(node, yaml.MappingNode):
            self._findings.add(self._first, problems.BAD_YAML)
            return None
        return node

    def front_matter(self, node: yaml.MappingNode) -> FrontMatter:
        values = self._mapping(node)
        for name, (line, _value) in values.items():
            if name not in _TOP and not re.fullmatch(LANGUAGE, name):
                known = ", ".join((*_TOP, "de", "en"))
                self._findings.add(line, problems.UNKNOWN_FIELD, name=name, known=known)
        matter = FrontMatter(
            key=self._uuid(values),
            slug=self._slug(values),
            slug_line=values.get("slug", (self._first, node))[0],
            topic=self._one_of(values, "topic", TOPICS),
            level=self._one_of(values, "level", LEVELS),
            format=self._one_of(values, "format", FORMATS),
            competences=self._strings(values, "competences"),
        )
        self._require(values, self._first, ("key", "slug", "topic", "level", "format"))
        for code in matter.competences:
            if code not in COMPETENCES:
                self._bad_value(values, "competences", code, ", ".join(COMPETENCES))
        for name, (line, value) in values.items():
            if name not in _TOP and re.fullmatch(LANGUAGE, name):
                matter.languages[name] = self._details(name, line, value)
        if not matter.languages:
            self._findings.add(self._first, problems.NO_LANGUAGE)
        return matter

    def _details(self, language: str, line: int, node: yaml.Node) -> Details:
        if not isinstance(node, yaml.MappingNode):
            self._findings.add(line, problems.WRONG_SHAPE, name=language, expected="title: …, summary: …, goals: …")
            return Details(line)
        values = self._mapping(node)
        for name, (at, _value) in values.items():
            if name not in _PER_LANGUAGE:
                known = ", ".join(_PER_LANGUAGE)
                self._findings.add(at, problems.UNKNOWN_FIELD, name=name, known=known)
        self._require(values, line, ("title", "summary"))
        details = Details(line, self._string(values, "title"), self._string(values, "summary", SUMMARY_LIMIT))
        details.synonyms = self._strings(values, "synonyms")
        self._goals(language, values, details)
        return details

    def _goals(self, language: str, values: Values, details: Details) -> None:
        line, node = values.get("goals", (details.line, None))
        if node is not None and not isinstance(node, yaml.MappingNode) and getattr(node, "value", None):
            self._findings.add(line, problems.WRONG_SHAPE, name="goals", expected="name: …")
            return
        goals = self._mapping(node) if isinstance(node, yaml.MappingNode) else {}
        for key, (at, _value) in goals.items():
            if not is_key(key):
                self._findings.add(at, problems.BAD_KEY, key=key)
            details.goal_lines[key] = at
        details.goals = tuple(GoalFile(key=key, text=self._string(goals, key)) for key in goals)
        self._require(goals, line, tuple(goals))
        if not goals:
            self._findings.add(line, problems.NO_GOALS, language=language)

    def _mapping(self, node: yaml.MappingNode) -> Values:
        values: Values = {}
        for key, value in node.value:
            line = self._first + key.start_mark.line
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name in values:
                self._findings.add(line, problems.DUPLICATE_FIELD, name=name)
            else:
                values[name] = (line, value)
        return values

    def _require(self, values: Values, line: int, names: tuple[str, ...]) -> None:
        for name in names:
            at, node = values.get(name, (line, None))
            if node is None or _is_empty(node):
                self._findings.add(at, problems.MISSING_FIELD, name=name)

    def _string(self, values: Values, name: str, limit: int = TITLE_LIMIT) -> str:
        line, node = values.get(name, (0, None))
        if node is None or _is_empty(node):
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._findings.add(line, problems.WRONG_SHAPE, name=name, expected=f"{name}: …")
            return ""
        lines = [Line(line, part) for part in str(node.value).split("\n")]
        return plain(lines, findings=self._findings, limit=limit)

    def _slug(self, values: Values) -> str:
        text = self._string(values, "slug")
        if text and not is_key(text):
            self._bad_value(values, "slug", text, "a-z, 0-9, -")
        return text

    def _one_of(self, values: Values, name: str, known: tuple[str, ...]) -> str:
        text = self._string(values, name)
        if text and text not in known:
            self._bad_value(values, name, text, ", ".join(known))
        return text

    def _strings(self, values: Values, name: str) -> tuple[str, ...]:
        line, node = values.get(name, (0, None))
        if node is None:
            return ()
        if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            lines = [Line(self._first + item.start_mark.line, str(item.value)) for item in node.value]
            return tuple(text for at in lines if (text := plain([at], findings=self._findings)))
        self._findings.add(line, problems.WRONG_SHAPE, name=name, expected=f"{name}: [a, b]")
        return ()

    def _uuid(self, values: Values) -> UUID:
        text = self._string(values, "key")
        try:
            return UUID(text)
        except ValueError:
            if text:
                self._bad_value(values, "key", text, "5f0c9a52-1d1e-4c57-9a3b-1f6f2f0f8a11")
            return NO_KEY

    def _bad_value(self, values: Values, name: str, value: str, known: str) -> None:
        self._findings.add(values[name][0], problems.BAD_VALUE, name=name, value=value, known=known)


def _is_empty(node: yaml.Node) -> bool:
    """Nothing behind the colon, or what YAML takes for nothing: ~ and null."""
    return not node.value or node.tag == "tag:yaml.org,2002:null"
