"""Words as people write them, and the forms under which they are compared. Pure: knows no course and no database."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[-‐‑'’&][^\W_]+)*")
SEPARATOR = re.compile(r"[-‐‑'’&]")
LONGEST = 60
"""Letters of a word that are looked at; more is no word of a language."""

_STOP_WORDS = """
aber alle als also am an auch auf aus bei bin bis da das dass dem den der des die dies diese dieser dieses du ein eine
einem einen einer eines er es etwas fur geht gibt habe haben hat ich ihr ihre im in ist kann konnen kurs kurse lerne
lernen mache machen macht man mehr mein meine mich mir mit muss nach nicht noch ob oder sein sich sie sind so soll
sollen uber um und uns unser unsere von vor war was welche welcher wenn werden wie wir wird wo zu zum zur
a about and are as at be by can course courses do does for from have how i if into is it learn me my of on or our that
the their this to us we what when where which who why with you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Folded words that say nothing about a subject when somebody asks in a whole sentence."""

INFLECTIONS = ("ern", "em", "en", "er", "es", "e", "n")
"""Endings that leave at least three letters; a plain "s" leaves four and follows no other "s"."""
DERIVATIONS = ("isch", "ung", "ing", "est", "et", "st", "t")
"""Endings that leave at least four letters: methodisch, Planung, training, befragt."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a text: as it is written and where, and the forms it is known by, the simplest first."""

    written: str
    start: int
    forms: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.written)


def words_in(text: str) -> Iterator[Word]:
    """A word with hyphens is one word; its parts are further forms of it."""
    for found in WORD.finditer(text):
        yield Word(found[0], found.start(), forms_of(found[0]))


@lru_cache(maxsize=8192)
def forms_of(word: str) -> tuple[str, ...]:
    """ "Häuser" → hauser; "Haeuser" → haeuser, hauser; "E-Mail" → email, e, mail."""
    parts = SEPARATOR.split(word)
    whole = "".join(parts)
    return tuple(dict.fromkeys(form for each in (whole, *parts) for form in spellings(each)))


def parts_of(word: str) -> list[str]:
    return SEPARATOR.split(word)


def spellings(word: str) -> Iterator[str]:
    """The word folded, and once more with ä, ö, ü written out as ae, oe, ue taken back."""
    plain = fold(word)
    yield plain
    yield plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def fold(word: str) -> str:
    """Case, accents, ß and soft hyphens do not count."""
    lowered = word[:LONGEST].replace("\N{SOFT HYPHEN}", "").casefold()
    if lowered.isascii():
        return lowered
    return "".join(each for each in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(each))


def stem(form: str) -> str:
    """What a folded German or English word shares with its other forms. Light on purpose: too much would join words
    that have nothing to do with each other (Prozess and Prozent stay apart)."""
    if form.endswith("ies") and len(form) > 5:
        return form[:-3] + "y"
    if form.endswith(("erin", "erinnen")) and len(form) > 7:
        form = form.removesuffix("nen").removesuffix("in")
    return _without_derivation(_without_inflection(form))


def _without_inflection(form: str) -> str:
    if form.endswith("s") and not form.endswith(("ss", "es")):
        return form[:-1] if len(form) > 4 else form
    for ending in INFLECTIONS:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)]
    return form


def _without_derivation(form: str) -> str:
    for ending in DERIVATIONS:
        if form.endswith(ending) and len(form) - len(ending) >= 4:
            return form[: -len(ending)]
    return form
