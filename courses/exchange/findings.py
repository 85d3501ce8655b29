"""What can be wrong with a course file, where, and what to do about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


class Words(str):
    """A value of a finding that is itself a message id; others stand as the author wrote them."""


class WordList(tuple[Words, ...]):
    """Several of them, told one after the other."""

    __slots__ = ()

    def __format__(self, _spec: str) -> str:
        return ", ".join(self)


@dataclass(frozen=True)
class Problem:
    """A kind of mistake. Both sentences are message ids: `{name}` stands for a value of the finding."""

    reason: str
    advice: str


@dataclass(frozen=True)
class Finding:
    filename: str
    line: int
    problem: Problem
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return self.problem.reason.format_map(self.values)

    @property
    def advice(self) -> str:
        return self.problem.advice.format_map(self.values)

    def translated(self, gettext: Callable[[str], str]) -> tuple[str, str]:
        """Reason and advice in the language that `gettext` speaks."""
        values = {name: _translated(value, gettext) for name, value in self.values.items()}
        return gettext(self.problem.reason).format_map(values), gettext(self.problem.advice).format_map(values)

    def __str__(self) -> str:
        return f"{self.filename}:{self.line}: {self.reason} {self.advice}"


class CourseFileError(Exception):
    """A course file with at least one mistake; `findings` holds all of them in the order of their lines."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("\n".join(str(finding) for finding in findings))


class Findings:
    """Collects what is wrong while a file is read, so that the author sees all of it at once."""

    def __init__(self, filename: str) -> None:
        self._filename = filename
        self._found: list[Finding] = []

    def add(self, line: int, problem: Problem, **values: object) -> None:
        shortened = {name: _shortened(value) for name, value in values.items()}
        self._found.append(Finding(self._filename, line, problem, shortened))

    def __bool__(self) -> bool:
        return bool(self._found)

    def raise_if_any(self) -> None:
        if self._found:
            raise CourseFileError(tuple(sorted(self._found, key=lambda finding: finding.line)))


def _translated(value: object, gettext: Callable[[str], str]) -> object:
    if isinstance(value, WordList):
        return ", ".join(map(gettext, value))
    return gettext(value) if isinstance(value, Words) else value


def _shortened(value: object) -> object:
    if isinstance(value, str) and len(value) > 160:
        return value[:159] + "…"
    return value
