"""The English catalogue as data, and what tells German from English on a page."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

from tests.architecture.source import ROOT

ENGLISH = ROOT / "locale/en/LC_MESSAGES"
NAMES = frozenset({"Küstenland", "Küstental", "Lüders", "Möller"})
"""Proper names with letters that English lacks."""
_ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*"(?:\n".*")*)', re.MULTILINE)
_GERMAN_WORD = re.compile(
    r"\b(?:und|oder|nicht|der|das|den|dem|ein|eine|einen|einem|einer|Sie|Ihr|Ihre|Ihrem|Ihren|Ihrer|ist|sind|sich|"
    r"für|mit|bei|auf|aus|zum|zur|noch|nur|kein|keine|von|vom|wird|werden|wurde|haben|heute|gestern|weiter|zurück|"
    r"Kurs|Kurse|Lektion|Lektionen|Modul|Frage|Fragen|Antwort|Antworten|Seite|Fehler|Bericht|Berichte|Personen|"
    r"Einheit|Einheiten|Abteilung|Quartal|Stand|Zeitraum|Zweck|Katalog|Hilfe|Datenschutz|Anmelden|Abmelden|"
    r"Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Januar|Februar|Juni|Juli|Oktober|Dezember)\b"
)
_GERMAN_LETTER = re.compile(r"\w*[äöüßÄÖÜ„]\w*")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_IN_GERMAN = re.compile(r"<(?!html)(\w+)\b[^>]*\blang=\"de\"[^>]*>.*?</\1>", re.DOTALL)
_SPOKEN = re.compile(r"\b(?:alt|title|placeholder|content|aria-label|aria-description|data-label)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Entry:
    context: str | None
    msgids: tuple[str, ...]
    """One text, or singular and plural."""
    msgstrs: tuple[str, ...]
    is_fuzzy: bool

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        return zip(self.msgids, self.msgstrs, strict=True)

    def __str__(self) -> str:
        return f"{self.context}: {self.msgids[0]}" if self.context else self.msgids[0]


def text_of(quoted: str) -> str:
    return "".join(json.loads(line) for line in quoted.splitlines())


@cache
def entries() -> tuple[Entry, ...]:
    """All but the head, in the order of the file."""
    blocks = (ENGLISH / "django.po").read_text(encoding="utf-8").split("\n\n")
    return tuple(entry for entry in map(entry_of, blocks) if entry.msgids[0])


def entry_of(block: str) -> Entry:
    found = {name: text_of(quoted) for name, quoted in _ENTRY.findall(block)}
    return Entry(
        context=found.get("msgctxt"),
        msgids=tuple(found[name] for name in ("msgid", "msgid_plural") if name in found),
        msgstrs=tuple(text for name, text in found.items() if name.startswith("msgstr")),
        is_fuzzy=bool(re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE)),
    )


def german_in(text: str) -> set[str]:
    """Words that English does not have."""
    return {*_GERMAN_WORD.findall(text), *_GERMAN_LETTER.findall(text)} - NAMES


def german_on(page: str) -> set[str]:
    """German words a page says: its text and what it says aloud, without parts that call themselves German."""
    shown = _IN_GERMAN.sub(" ", _HIDDEN.sub(" ", page))
    return german_in(unescape(" ".join([*_SPOKEN.findall(shown), _TAG.sub(" ", shown)])))
