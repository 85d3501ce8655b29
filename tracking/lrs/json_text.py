"""Bodies of requests, read strictly; and written so that every number keeps the digits it came with.

`1e5`, `0.850` and whole numbers of 20 digits are other texts once a program has read and written them. A statement is
stored, and given back, with the text it had.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson

from tracking.lrs.protocol.errors import XapiError
from tracking.lrs.validators import StatementInvalidError, joined

MOST_LEVELS = 100
MOST_MARKS = 2_000_000
"""Brackets and commas of one body: each object read takes hundreds of times the memory of its two bytes."""
CLAUSE = "RFC 8259"
_KEPT_WHOLE = 18
"""Digits of a whole number that every reader and writer keeps."""
_PLAIN: tuple[type[Any], ...] = (str, int, dict, list)
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"{}[]"))


class JsonInvalidError(StatementInvalidError):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason, CLAUSE)


class WholeNumber(int):
    """With its text."""

    text: str


class DecimalNumber(float):
    """With its text."""

    text: str


@dataclass(frozen=True)
class Parsed:
    plain: Any
    """What is checked and compared."""
    exact: Any
    """Equal to it, but the numbers keep their text: what is stored, by `dumped`."""


def refuse_too_many_values(body: bytes) -> None:
    """Before anything of what others sent is read. Raises XapiError (413). Commas within texts count, too: few have
    millions of them."""
    if sum(body.count(mark) for mark in (b"{", b"[", b",")) > MOST_MARKS:
        rule = f"has more than {MOST_MARKS} brackets and commas"
        raise XapiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body", rule)


def parsed(body: bytes, *, look: Callable[[Any], None] = lambda _plain: None) -> Parsed:
    """Raises JsonInvalidError for what is no JSON in UTF-8, for a name that comes twice in an object, for more than 100
    levels and for numbers that no IEEE double holds. `look` sees the plain values first and may raise: reading them
    exactly takes ten times as long."""
    try:
        plain = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise JsonInvalidError("", f"must be JSON in UTF-8: {error}") from None
    look(plain)
    if _levels_exceed(body):
        raise JsonInvalidError("", f"must not have more than {MOST_LEVELS} levels")
    try:
        exact = _EXACT.decode(body.decode())
    except _NameTwiceError:
        raise JsonInvalidError(_path_of_name_twice(body), "must come only once in its object") from None
    return Parsed(plain, exact)


def dumped(values: Any) -> str:
    """As JSON, with the text of each number that has one."""
    return orjson.dumps(values, default=_text, option=orjson.OPT_PASSTHROUGH_SUBCLASS).decode()


def _text(value: object) -> Any:
    if isinstance(value, WholeNumber | DecimalNumber):
        return orjson.Fragment(value.text)
    for kind in _PLAIN:  # other subclasses, as orjson writes them by itself
        if isinstance(value, kind):
            return kind(value)
    raise TypeError(type(value))


class _NameTwiceError(ValueError):
    pass


def _whole(text: str) -> int:
    if len(text) <= _KEPT_WHOLE and text != "-0":
        return int(text)
    number = WholeNumber(text)
    number.text = text
    return number


def _decimal(text: str) -> float:
    number = DecimalNumber(text)
    number.text = text
    return number


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _NameTwiceError
    return found


def _levels_exceed(body: bytes) -> bool:
    """Of valid JSON. Each round takes the innermost level away."""
    if body.count(b"{") + body.count(b"[") <= MOST_LEVELS:
        return False
    brackets = _TEXT.sub(b"", body).translate(None, delete=_ALL_BUT_BRACKETS)
    for _ in range(MOST_LEVELS):
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
        if not brackets:
            return False
    return True


@dataclass(frozen=True)
class _NameTwice:
    name: str


def _path_of_name_twice(body: bytes) -> str:
    return joined(*_steps_to_name_twice(json.loads(body, object_pairs_hook=_marked)))


def _marked(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _NameTwice:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            return _NameTwice(name)
        found[name] = value
    return found


def _steps_to_name_twice(value: Any) -> list[str | int]:
    """Empty when there is none below."""
    if isinstance(value, _NameTwice):
        return [value.name]
    within = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in within:
        if rest := _steps_to_name_twice(each):
            return [step, *rest]
    return []


_EXACT = json.JSONDecoder(object_pairs_hook=_once_each, parse_int=_whole, parse_float=_decimal)
