import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.exchange.findings import Findings
from courses.exchange.outline import Line
from courses.exchange.rich_text import render

SAFE_TAG = re.compile(
    r"</?(?:p|strong|ul|ol|li|a)>"
    r'|<ol start="\d+">'
    r'|<a href="(?:#key|https://|mailto:|/)[^"<>]*"(?: title="[^"<>]*")?>'
    r"|<br>"
)


def html_of(text: str) -> str | None:
    """None when there is something to complain about."""
    findings = Findings("kurs.md")
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    html = render(lines, anchors=["key"], findings=findings)
    return None if findings else html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Ein **fettes** Wort", "<p>Ein <strong>fettes</strong> Wort</p>"),
        ("Eins\n\nZwei", "<p>Eins</p>\n<p>Zwei</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("[Küste](https://example.org/k%C3%BCste)", '<p><a href="https://example.org/k%C3%BCste">Küste</a></p>'),
        ("[Post](mailto:a@example.org)", '<p><a href="mailto:a@example.org">Post</a></p>'),
        ("[Hilfe](/hilfe/)", '<p><a href="/hilfe/">Hilfe</a></p>'),
        ("[oben](#key)", '<p><a href="#key">oben</a></p>'),
        ('3 < 4 & „so“ "so"', "<p>3 &lt; 4 &amp; „so“ &quot;so&quot;</p>"),
    ],
)
def test_render_turns_markdown_into_html(text: str, html: str) -> None:
    assert html_of(text) == html


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="<>[]()*_`!#&;\\\"'= :/-abjkeysx1.\n", max_size=80))
def test_render_makes_no_markup_of_its_own(text: str) -> None:
    for tag in re.findall(r"<[^>]*>", html_of(text) or ""):
        assert SAFE_TAG.fullmatch(tag)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "http://example.org",
        "//example.org",
        "https:example.org",
        "#other",
        "",
        "kurs.html",
        "<javascript:alert(1)>",
    ],
)
def test_render_refuses_a_link_that_leads_elsewhere(target: str) -> None:
    assert html_of(f"Sehen Sie [hier]({target}).") is None


@pytest.mark.parametrize(
    "nasty",
    ["[" * 5_000, "*a **b " * 700, "\\" * 5_000, "[a](" * 1_200, "- " * 2_500, " " * 4_900 + "x", "<a" * 2_500],
)
def test_render_is_quick_with_nasty_text(nasty: str) -> None:
    started = time.process_time()

    html_of(nasty)

    assert time.process_time() - started < 2
