"""A statement with what each of its values is, so that each can be put wrong in every way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Change = tuple[str, Any, str]
"""Where, what stands there then, and why that is wrong."""
ANYTHING = (None, True, 0, 1.5, "a text", "", [], [1], {}, {"no key": "should fail"})


@dataclass(frozen=True)
class Leaf:
    """A value with a format (a key of `broken.BROKEN`)."""

    value: Any
    format: str


@dataclass(frozen=True)
class Thing:
    """An object with properties of its own."""

    properties: Mapping[str, Any]
    required: tuple[str, ...] = ()
    or_empty: bool = False
    """Without any of them it is good again."""


@dataclass(frozen=True)
class Many:
    items: Sequence[Any]
    at_least: int = 0
    or_single: bool = False
    """One of them may stand without the list."""


@dataclass(frozen=True)
class Keyed:
    """An object whose names have a format; the values are strings (language map) or free (extensions)."""

    values: Mapping[str, Any]
    format: str
    at_least: int = 0


def plain(node: Any) -> Any:
    match node:
        case Leaf():
            return node.value
        case Thing():
            return {name: plain(each) for name, each in node.properties.items()}
        case Many():
            return [plain(each) for each in node.items]
        case Keyed():
            return dict(node.values)
    raise TypeError(node)


def changes(node: Any, broken: Mapping[str, tuple[Any, ...]], at: str = "") -> Iterator[Change]:
    """Every single change that makes it bad."""
    for value in ANYTHING:
        if is_wrong(value, node):
            yield at, value, f"{at or 'the statement'} is {value!r}"
    match node:
        case Leaf():
            yield from ((at, value, f"{at} is {str(value)[:60]!r}") for value in broken[node.format])
        case Thing():
            yield from _changes_of_thing(node, broken, at)
        case Many():
            yield from _changes_of_list(node, broken, at)
        case Keyed():
            yield from _changes_of_map(node, broken, at)


def is_wrong(value: object, node: Any) -> bool:
    match node:
        case Leaf(format="text"):
            return not isinstance(value, str)
        case Leaf(format="named"):
            return not isinstance(value, str) or not value
        case Leaf(format="boolean"):
            return not isinstance(value, bool)
        case Leaf(format="number" | "scaled" | "whole"):
            return isinstance(value, bool) or not isinstance(value, int | float)
        case Thing() | Keyed():
            return value != {} or not may_be_empty(node)
        case Many():
            return value != [] or node.at_least > 0
    return True


def may_be_empty(node: Thing | Keyed) -> bool:
    return node.or_empty or not node.required if isinstance(node, Thing) else node.at_least == 0


def _changes_of_thing(node: Thing, broken: Mapping[str, tuple[Any, ...]], at: str) -> Iterator[Change]:
    whole = plain(node)
    for name, each in node.properties.items():
        rest = {other: value for other, value in whole.items() if other != name}
        if name in node.required:
            yield at, rest, f"{at}.{name} is missing"
        for wrong in {name.upper(), name.capitalize(), name.swapcase(), f"{name} ", f"{name}s"} - {name, "members"}:
            yield at, {**rest, wrong: whole[name]}, f"{at}.{name} is written {wrong!r}"
        for _place, value, why in changes(each, broken, f"{at}.{name}".lstrip(".")):
            yield at, {**whole, name: value}, why
    for unknown in ("colour", "", "Objecttype", "extension", "https://example.org/x", "$ref"):
        yield at, {**whole, unknown: "x"}, f"{at} has the unknown property {unknown!r}"


def _changes_of_list(node: Many, broken: Mapping[str, tuple[Any, ...]], at: str) -> Iterator[Change]:
    whole = plain(node)
    for number, each in enumerate(node.items):
        for _place, value, why in changes(each, broken, f"{at}[{number}]"):
            yield at, [*whole[:number], value, *whole[number + 1 :]], why
    if not node.or_single and whole:
        yield at, whole[0], f"{at} is no list"
    yield at, [*whole, None], f"{at} holds null"
    yield at, [whole], f"{at} holds a list"


def _changes_of_map(node: Keyed, broken: Mapping[str, tuple[Any, ...]], at: str) -> Iterator[Change]:
    whole = plain(node)
    for name in broken[node.format]:
        if isinstance(name, str):
            yield at, {**whole, name: "x"}, f"{at} has the name {name[:60]!r}"
    if node.format == "tag":
        for value in (None, 1, True, [], {}, ["x"]):
            yield at, {**whole, "en": value}, f"{at}.en is {value!r}"
