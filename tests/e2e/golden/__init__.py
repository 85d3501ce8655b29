"""What a screen reader is told, page by page, as files that a person can read in a review."""

import os
import re
from pathlib import Path

from playwright.sync_api import Locator

HERE = Path(__file__).parent
CHANGING = [
    (r"\d{1,2}\. (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)( \d{4})?", "TAG"),
    (r"frage=q-?[0-9a-f-]+", "frage=…"),
    (r"\b[0-9a-f]{16,}\b", "…"),
]
FIGURES = [
    (r"(?<!level=)\d+", "0"),
    (r"(?i)\b(kaum|etwa|fast)( \w+)+? (hat|haben)", "ANTEIL hat"),
    (r"((höchstens|mindestens) )?0(\xa0| )(%(\xa0| )\(0 von 0\)|von 0)( Stand 0\.0\.0)?", "ZAHL"),
]
"""Which figures there are depends on the quarter; how they are told does not."""


def matches(name: str, part: Locator, *, figures: bool = True) -> None:
    """Compares with tests/e2e/golden/<name>.yaml; `GOLDEN=write` writes it anew."""
    seen = part.aria_snapshot() + "\n"
    for pattern, instead in CHANGING:
        seen = re.sub(pattern, instead, seen)
    if not figures:
        for pattern, instead in FIGURES:
            seen = re.sub(pattern, instead, seen)
    path = HERE / f"{name}.yaml"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(seen)
    assert seen == path.read_text(), f"{name} is told differently now; see tests/e2e/golden/{name}.yaml"
