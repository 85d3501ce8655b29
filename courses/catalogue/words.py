"""Words as people write them, and the forms under which they are compared. Pure: knows no course and no database."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[^\W_]+(?:[-‐‑'’&][^\W_]+)*")
SEPARATOR = re.compile(r"[-‐‑'’&]")
LONGEST = 60
"""Letters of a word that are looked at; more is no word of a language."""

_FUNCTION_WORDS = """
ab aber als also am an ans auch auf aus bei beim bin bis bist da dabei dafur damit dann daran daraus darf das dass
davon dazu dein deine deinen dem den denen denn der deren des dessen die dies diese diesem diesen dieser dieses doch
dort du durch durfen ein eine einem einen einer eines einige er erst erste ersten erster erstes es etwa etwas euch euer
eure fur gegen gewesen hab
habe haben hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ins ist ja jede jedem
jeden jeder jedes jene jetzt kann kein keine keinem keinen keiner konnen konnte man manche mehr mein meine meinem
meinen meiner mich mir mit muss mussen nach nein nicht nichts noch nur ob oder ohne schon sehr sein seine seinem
seinen seiner selbst sich sie sind so solche soll sollen sollte sondern sonst statt trotz uber um und uns unser unsere
unserem unseren unserer unter viel viele vom von vor wahrend wann war waren warum was weil welche welchem welchen
welcher welches wem wen wenn wer werde werden wie wieder will wir wird wo wollen wurde wurden zu zum zur zwischen
a about after all also an and any are as at be because been but by can could did do does for from had has have he her
him his how i if in into is it its may me more most my no not of off on onto or our out over own same shall she should
so some than that the their them then there these they this those to too under until up us very was we were what when
where which while who whom whose why will with without would you your
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Folded words that hold a sentence together and name no subject: never found, never suggested."""

_ASKING_WORDS = """
frage fragen geht gibt gut gute guten guter gutes kurs kurse kursen lektion lerne lernen lernt mache machen macht
mochte suche suchen thema tun wissen
course courses find get good know learn learning lesson make need search take topic want
"""
ASKING_WORDS = frozenset(_ASKING_WORDS.split())
"""Folded words of a question that say little beside others: "Wie lerne ich Scrum?" asks for Scrum."""

INFLECTIONS = ("ern", "em", "en", "er", "es", "e")
"""Endings that leave at least three letters; a plain "s" leaves four and follows no other "s", a plain "n" follows
only "l" and "r" (Titeln, Nutzern)."""
LONG_DERIVATIONS = ("ation", "ier")
"""Endings that leave at least five letters: Moderation, moderieren."""
DERIVATIONS = ("isch", "heit", "keit", "ung", "ing", "est", "et", "st", "t")
"""Endings that leave at least four letters: methodisch, Sicherheit, Planung, training, befragt."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a text: as it is written and where, and the forms it is known by, the simplest first. A word that
    names no subject has none."""

    written: str
    start: int
    forms: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.written)


def words_in(text: str) -> Iterator[Word]:
    """A word with hyphens is one word; its parts are further forms of it."""
    for found in WORD.finditer(text):
        yield Word(found[0], found.start(), telling_forms(found[0]))


@lru_cache(maxsize=4096)
def known_words_in(text: str) -> tuple[Word, ...]:
    """The same, kept: pages show the same few hundred texts again and again."""
    return tuple(words_in(text))


@lru_cache(maxsize=65536)
def telling_forms(word: str) -> tuple[str, ...]:
    """IT is a subject, it is none."""
    if names_nothing(word):
        return ()
    whole, *_others = forms = forms_of(word)
    return tuple(form for form in forms if form == whole or form not in FUNCTION_WORDS)


def names_nothing(word: str) -> bool:
    is_abbreviation = len(word) > 1 and word.isupper()
    return not is_abbreviation and any(form in FUNCTION_WORDS for form in spellings(word))


def only_asks(word: str) -> bool:
    return any(form in ASKING_WORDS for form in spellings(word))


@lru_cache(maxsize=1024)
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


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """What a folded German or English word shares with its other forms. Light on purpose: too much would join words
    that have nothing to do with each other (Prozess and Prozent stay apart)."""
    if form.endswith("ies") and len(form) > 5:
        return form[:-3] + "y"
    if form.endswith(("erin", "erinnen")) and len(form) > 7:
        form = form.removesuffix("nen").removesuffix("in")
    short = lemma(form)
    if short.endswith("en") and len(short) > 6:  # Fortgeschrittene, Unternehmens
        short = short[:-2]
    return _without_derivation(short)


def lemma(form: str) -> str:
    """The word without its ending: Methoden and Methode share it, Sitzung and Satz, planen and Planung do not."""
    if form.endswith("s") and not form.endswith(("ss", "es")):
        return form[:-1] if len(form) > 4 else form
    if form.endswith(("ln", "rn")) and not form.endswith("ern") and len(form) > 4:
        return form[:-1]
    if form.endswith("um") and len(form) > 6:  # Kriterium, Kriterien
        return form[:-2]
    if form.endswith("ma") and len(form) > 4:  # Thema, Themen
        return form[:-1]
    for ending in INFLECTIONS:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)]
    return form


def _without_derivation(form: str) -> str:
    for ending in LONG_DERIVATIONS:
        if form.endswith(ending) and len(form) - len(ending) >= 5:
            return form[: -len(ending)]
    for ending in DERIVATIONS:
        if form.endswith(ending) and len(form) - len(ending) >= 4:
            return form[: -len(ending)]
    return form
