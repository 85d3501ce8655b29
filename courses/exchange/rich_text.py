"""Text an author writes: Markdown with bold, links and lists becomes safe HTML, everything else is refused."""

import re
from collections.abc import Collection, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from courses.exchange import problems
from courses.exchange.findings import Findings
from courses.exchange.outline import Line

TEXT_LIMIT = 5_000
PLAIN_LIMIT = 1_000

_MARKDOWN = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis", "link", "escape", "newline"])
_HTML_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_MARKUP = re.compile(r"\*\*|__|\]\(")


def render(lines: Sequence[Line], *, anchors: Collection[str], findings: Findings) -> str:
    """Safe HTML of some Markdown; `anchors` are the block keys that `[…](#key)` may point at."""
    lines = _trimmed(lines)
    if not lines:
        return ""
    source = "\n".join(line.text for line in lines)
    if len(source) > TEXT_LIMIT:
        findings.add(lines[0].number, problems.TOO_LONG, name=lines[0].text, limit=TEXT_LIMIT)
        return ""
    for line in lines:
        _check_line(line, findings)
    tokens = _MARKDOWN.parse(source)
    for token in tokens:
        if token.type == "inline" and token.map:
            _check_inline(token, lines[token.map[0]].number, anchors, findings)
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})).strip()


def plain(lines: Sequence[Line], *, findings: Findings, limit: int = PLAIN_LIMIT) -> str:
    """One paragraph without any markup."""
    lines = _trimmed(lines)
    text = " ".join(line.text.strip() for line in lines)
    if len(text) > limit:
        findings.add(lines[0].number, problems.TOO_LONG, name=text, limit=limit)
    for line in lines:
        if _MARKUP.search(line.text):
            findings.add(line.number, problems.MARKUP_IN_PLAIN)
        _check_line(line, findings)
    return text


def _trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else ()


def _check_line(line: Line, findings: Findings) -> None:
    if tag := _HTML_TAG.search(line.text):
        findings.add(line.number, problems.HTML_IN_TEXT, text=tag[0])
    if re.match(r"\s*#{1,6}\s", line.text):
        findings.add(line.number, problems.HEADING_IN_BLOCK)
    if "![" in line.text:
        findings.add(line.number, problems.PICTURE_IN_TEXT)
    if line.text.lstrip().startswith(">"):
        findings.add(line.number, problems.UNEXPECTED_QUOTE)


def _check_inline(token: Token, number: int, anchors: Collection[str], findings: Findings) -> None:
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            number += 1
        elif child.type == "em_open":
            findings.add(number, problems.ITALIC_IN_TEXT)
        elif child.type == "link_open" and not _is_safe_link(str(child.attrGet("href") or ""), anchors):
            findings.add(number, problems.BAD_LINK, target=child.attrGet("href"))
        elif child.type == "text" and (unread := re.search(r"\]\(([^)]*)", child.content)):
            findings.add(number, problems.BAD_LINK, target=unread[1])


def _is_safe_link(target: str, anchors: Collection[str]) -> bool:
    if target.startswith("#"):
        return target[1:] in anchors
    if target.startswith("/"):
        return not target.startswith(("//", "/\\"))
    return re.match(r"https://[^/\s]|mailto:[^@\s]+@", target) is not None
