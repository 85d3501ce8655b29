"""What every page must keep, whatever it shows: one call looks at the page as it stands, in both themes and widths."""

import re
from collections.abc import Iterable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.visitor import NARROW, WIDE, Visitor

AXE = Axe()
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
MOST_TAB_STOPS = 90

FACTS = """() => ({
  lang: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
    .filter(each => each.checkVisibility()).map(each => [Number(each.tagName[1]), each.innerText.trim().slice(0, 60)]),
  unlabelled: [...document.querySelectorAll('img:not([alt])')].map(each => each.src),
})"""

WIDER_THAN_SCREEN = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = node => {
    for (let each = node.parentElement; each && each !== document.body; each = each.parentElement)
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(each).overflowX)) return true;
    return false;
  };
  const page = document.documentElement.scrollWidth;
  return [...document.body.querySelectorAll('*')]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > width + 1 && !scrolls(each))
    .map(each => `${each.tagName}.${each.getAttribute('class') ?? ''} ${each.getBoundingClientRect().right}`)
    .concat(page > width ? [`page ${page} > ${width}`] : [])
    .slice(0, 5);
}"""

CUT_OFF = """() => [...document.querySelectorAll('main *')]
  .filter(each => each.checkVisibility() && getComputedStyle(each).overflow === 'hidden' && each.innerText
    && each.clientWidth > 4 && each.scrollHeight > each.clientHeight + 2)
  .map(each => `${each.tagName.toLowerCase()}.${each.className}: ${each.innerText.slice(0, 40)}`)"""

SMALL_TARGETS = """() => {
  const targets = [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')]
    .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !each.disabled);
  const box = each => (each.labels?.[0] && ['radio', 'checkbox'].includes(each.type) ? each.labels[0] : each)
    .getBoundingClientRect();
  const inText = each => each.tagName === 'A' && getComputedStyle(each).display === 'inline'
    && [...each.parentElement.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  const boxes = targets.map(box);
  const nested = (one, other) => one.contains(other) || other.contains(one);
  // Room around counts as target (WCAG 2.2, 2.5.8): a circle of 24 px on the middle that meets no other target.
  const crowded = index => boxes.some((other, at) => {
    const [x, y] = [boxes[index].x + boxes[index].width / 2, boxes[index].y + boxes[index].height / 2];
    const [dx, dy] = [Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)];
    return at !== index && other.width && Math.hypot(dx, dy) < 12 && !nested(targets[at], targets[index]);
  });
  return targets.filter((each, index) => { const one = boxes[index];
    return one.width > 1 && one.right > 0 && one.bottom > 0 && (one.width < 24 || one.height < 24) && !inText(each)
      && crowded(index); })
    .map(each => `${each.outerHTML.slice(0, 120)} ${Math.round(box(each).width)}×${Math.round(box(each).height)}`);
}"""

REMEMBER_UNFOCUSED = """() => {
  document.activeElement?.blur();
  window.scrollTo(0, 0);
  const look = each => { const style = getComputedStyle(each);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join('|'); };
  window.lookOf = look;
  window.unfocused = new Map([...document.querySelectorAll('*')].map(each => [each, look(each)]));
}"""

FOCUSED = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const name = focused.outerHTML.slice(0, 120), box = focused.getBoundingClientRect();
  const thick = each => { const style = getComputedStyle(each);
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) return true;
    return (style.boxShadow.match(/-?[\\d.]+px/g) ?? []).some(length => Math.abs(parseFloat(length)) >= 2); };
  let marked = false;
  for (let each = focused, steps = 0; each && steps < 4; each = each.parentElement, steps++)
    if (thick(each) && window.lookOf(each) !== window.unfocused.get(each)) { marked = true; break; }
  const onScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { name, marked, onScreen, seen: window.stops?.has(focused) ?? false,
    again: (window.stops ??= new Set()).size === window.stops.add(focused).size };
}"""


def inspect(visitor: Visitor, *, allowed: Iterable[tuple[str, str]] = (), keyboard: bool = True) -> None:
    """Fails with every finding at once. `allowed` names rule and selector of findings in screens that are not ours."""
    page = visitor.page
    found: list[str] = []
    page.wait_for_load_state("load")
    found += structure(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {each}" for each in axe(page, allowed)]
    page.emulate_media(color_scheme="light")
    found += [f"1280 px: {each}" for each in page.evaluate(WIDER_THAN_SCREEN)]
    if keyboard:
        found += tab_stops(page)
    visitor.narrow()
    found += narrow(page)
    visitor.wide()
    assert found == [], f"{page.url}\n" + "\n".join(found)


AT_REST = """() => document.getAnimations().every(
  each => each.playState !== 'running' || each.effect.getComputedTiming().iterations === Infinity)"""


def axe(page: Page, allowed: Iterable[tuple[str, str]] = ()) -> list[str]:
    """Once nothing moves any more: what is fading in has half its contrast."""
    page.wait_for_function(AT_REST)
    allowed = list(allowed)
    found = []
    for violation in AXE.run(page, options=AXE_OPTIONS).response["violations"]:
        for node in violation["nodes"]:
            selector = " ".join(map(str, node["target"]))
            if not any(rule == violation["id"] and part in selector for rule, part in allowed):
                found.append(f"axe {violation['id']}: {selector} – {node['failureSummary'].splitlines()[-1].strip()}")
    return found


def structure(page: Page) -> list[str]:
    facts: dict[str, Any] = page.evaluate(FACTS)
    found = [f"image without alt: {each}" for each in facts["unlabelled"]]
    if facts["lang"] not in {"de", "en"}:
        found.append(f"lang is {facts['lang']!r}")
    if not re.fullmatch(r".{3,} – Lernhafen", facts["title"]):
        found.append(f"title is {facts['title']!r}")
    levels = [level for level, _ in facts["headings"]]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} h1")
    found += [
        f"heading jumps from h{before} to h{after}: {text}"
        for before, (after, text) in zip([0, *levels], facts["headings"], strict=False)
        if after > before + 1
    ]
    return found


def tab_stops(page: Page) -> list[str]:
    """Focus is seen at every stop, stays on the screen, and never gets caught."""
    found: list[str] = []
    page.evaluate("() => { window.stops = undefined; }")
    page.evaluate(REMEMBER_UNFOCUSED)
    for _ in range(MOST_TAB_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or focused["seen"]:
            return found
        if not focused["marked"]:
            found.append(f"focus not seen: {focused['name']}")
        if not focused["onScreen"]:
            found.append(f"focus off screen: {focused['name']}")
    return [*found, f"more than {MOST_TAB_STOPS} Tab stops"]


def narrow(page: Page) -> list[str]:
    """320 px wide, then the text spacing of WCAG 1.4.12 on top: nothing runs out, nothing is cut off."""
    assert page.viewport_size == NARROW
    found = [f"320 px: {each}" for each in page.evaluate(WIDER_THAN_SCREEN)]
    found += [f"small target: {each}" for each in page.evaluate(SMALL_TARGETS)]
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        TEXT_SPACING,
    )
    found += [f"text spacing: {each}" for each in page.evaluate(WIDER_THAN_SCREEN) + page.evaluate(CUT_OFF)]
    page.evaluate("() => { document.adoptedStyleSheets = []; }")
    return found


def weight(visitor: Visitor, path: str) -> dict[str, int]:
    """What a first visit costs over the wire: requests and bytes, of scripts and styles apart."""
    cold = visitor.page.context.browser.new_context(  # type: ignore[union-attr]  # -- a launched browser has one
        storage_state=visitor.page.context.storage_state(), viewport=WIDE
    )
    try:
        page = cold.new_page()
        session = cold.new_cdp_session(page)
        kinds: dict[str, str] = {}
        sums = {"requests": 0, "bytes": 0, "Script": 0, "Stylesheet": 0}

        def began(event: dict[str, Any]) -> None:
            kinds[event["requestId"]] = event.get("type", "")

        def ended(event: dict[str, Any]) -> None:
            size = int(event["encodedDataLength"])
            sums["requests"] += 1
            sums["bytes"] += size
            if kinds.get(event["requestId"]) in sums:
                sums[kinds[event["requestId"]]] += size

        session.on("Network.responseReceived", began)
        session.on("Network.loadingFinished", ended)
        session.send("Network.enable")
        page.goto(visitor.product.url + path, wait_until="networkidle")
        return sums
    finally:
        cold.close()
