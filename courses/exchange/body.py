"""The one grammar inside a block: paragraphs, then list items with a quote below each, then paragraphs."""

import re
from dataclasses import dataclass, field

from courses.exchange.outline import Line, split_key

_ITEM = re.compile(
    r"\s{0,3}(?P<marker>[-*+]|\d{1,3}[.)])(?:\s+|(?=\[[ xX]?\]))(?:\[(?P<box>[ xX]?)\](?:\s+|$))?(?P<text>.*)"
)
_QUOTE = re.compile(r"\s*>\s?(.*)")
_LABEL = re.compile(r"\*\*(.+?)\*\*:?\s+(\S.*)")


@dataclass
class Item:
    """`- [x] Text {#key}` with its quote; `is_checked` is None without a box."""

    line: int
    is_checked: bool | None
    text: list[Line]
    quote: list[Line] = field(default_factory=list)
    key: str = ""

    def label_and_text(self) -> tuple[str, str] | None:
        """Of `**Label** text`; None when it does not begin in bold."""
        match = _LABEL.fullmatch(" ".join(line.text.strip() for line in self.text).strip())
        return (match[1], match[2]) if match else None


@dataclass
class Body:
    before: list[Line] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


def read_body(lines: list[Line]) -> Body:
    body = Body()
    blank_before = False
    for line in lines:
        if body.after:
            body.after.append(line)
        elif match := _ITEM.fullmatch(line.text):
            is_checked = None if match["box"] is None else match["box"].lower() == "x"
            body.items.append(Item(line.number, is_checked, [Line(line.number, match["text"])]))
        elif not body.items:
            body.before.append(line)
        elif not line.text.strip():
            blank_before = True
            continue
        elif quote := _QUOTE.fullmatch(line.text):
            _continue_quote(body.items[-1], Line(line.number, quote[1]), blank_before)
        elif blank_before and not line.text.startswith("  "):
            body.after.append(line)
        else:
            item = body.items[-1]
            (item.quote or item.text).append(Line(line.number, line.text.strip()))
        blank_before = False
    for item in body.items:
        _take_key(item)
    return body


def _continue_quote(item: Item, line: Line, blank_before: bool) -> None:
    if item.quote and blank_before:
        item.quote.append(Line(line.number - 1, ""))
    item.quote.append(line)


def _take_key(item: Item) -> None:
    last = item.text[-1]
    text, item.key = split_key(last.text)
    item.text[-1] = Line(last.number, text)
