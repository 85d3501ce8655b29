"""Why the details at the top cannot be read, in the words of their author: YAML's own words name tokens and streams."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import yaml

from courses.exchange import problems
from courses.exchange.findings import Findings, Problem
from courses.exchange.outline import LANGUAGE, Line

_ENTRY = re.compile(r"(?P<indent>\s*)(?P<name>[^\s:#\"'\[\]{},-][^:]*):(?:\s+(?P<value>.*))?")
_BLOCK_VALUE = re.compile(r"[|>][-+0-9]*")
_SIGNS = frozenset("@`%*&!")
"""What a value must not begin with unless it is quoted: YAML has other uses for it."""
_QUOTING = frozenset(["", '"', "'", "[", "{"])
_CLOSING = {"[": "]", "{": "}", '"': '"', "'": "'"}
_NOT_CLOSED = ("quoted scalar", "flow sequence", "flow mapping")


Suspect: TypeAlias = tuple[int, Problem, dict[str, object]]
"""A line, what is wrong with it, and the values of the finding."""


def explain(
    lines: Sequence[Line], error: yaml.YAMLError, *, top: Sequence[str], below: Sequence[str], findings: Findings
) -> None:
    """Adds one finding. `top`: the names that stand at the very left, besides those of languages; `below`: those that
    stand below a language."""
    opened = _line_of_what_is_not_closed(lines, error)
    if opened:
        sign = next((each for each in opened.text.partition(":")[2].strip()[:1] if each in _CLOSING), '"')
        findings.add(opened.number, problems.VALUE_NOT_CLOSED, sign=_CLOSING[sign])
        return
    for line, problem, values in _suspects(lines, top, below):
        findings.add(line, problem, **values)
        return
    mark = (error.problem_mark or error.context_mark) if isinstance(error, yaml.MarkedYAMLError) else None
    at = min(mark.line, len(lines) - 1) if mark and lines else 0
    findings.add(lines[at].number if lines else 1, problems.BAD_YAML)


def _line_of_what_is_not_closed(lines: Sequence[Line], error: yaml.YAMLError) -> Line | None:
    if isinstance(error, yaml.MarkedYAMLError) and error.context_mark and (error.context or "").endswith(_NOT_CLOSED):
        return lines[error.context_mark.line]
    return None


def _suspects(lines: Sequence[Line], top: Sequence[str], below: Sequence[str]) -> Iterator[Suspect]:
    """Lines that would each spoil the whole, from above."""
    usual = _usual_indent(lines, below)
    last, ends_at = "", -1
    for line in lines:
        text, indent = line.text.strip(), len(line.text) - len(line.text.lstrip())
        if not text or text.startswith("#") or (0 <= ends_at < indent):
            continue
        ends_at = -1
        entry = _ENTRY.fullmatch(line.text)
        if entry is None:
            if text.startswith("- ") and last == "goals":
                yield line.number, problems.WRONG_SHAPE, {"name": last, "expected": "name: …"}
            elif not text.startswith(("- ", "[", "]", "{", "}")):
                yield line.number, problems.NO_COLON, {"text": text}
            continue
        name, value = entry["name"].strip(), entry["value"] or ""
        is_top = name in top or re.fullmatch(LANGUAGE, name) is not None
        if is_top != (indent == 0) or (not is_top and (name in below) != (indent == usual)):
            yield line.number, problems.BAD_INDENT, {"text": text}
        if value[:1] in _SIGNS:
            yield line.number, problems.SIGN_AT_START, {"sign": value[0], "name": name}
        if value[:1] not in _QUOTING and re.search(r":(?:\s|$)", value):
            yield line.number, problems.COLON_IN_VALUE, {"name": name}
        if name in below:
            last = name
        if _BLOCK_VALUE.fullmatch(value.strip()):
            ends_at = indent


def _usual_indent(lines: Sequence[Line], names: Sequence[str]) -> int:
    """How far most lines with one of these names stand to the right."""
    entries = (_ENTRY.fullmatch(line.text) for line in lines)
    indents = Counter(len(entry["indent"]) for entry in entries if entry and entry["name"].strip() in names)
    return indents.most_common(1)[0][0] if indents else 2
