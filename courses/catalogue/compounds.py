"""Where a long German word may be taken apart: between two words of it, not after a prefix. Pure."""

import re
from collections.abc import Callable

SHORTEST_PART = 4
"""Letters of a part that need no proof; one of three must be a word of the vocabulary."""
LINKS = ("es", "s", "en", "n", "er", "e")
"""What German puts between two parts: Verein-s-förderung, Akte-n-plan."""
ENDINGS = frozenset({"", "s", "es", "e", "en", "n", "er", "ern", "em", "in", "innen"})
"""What may follow the last part."""

_PREFIX_LIST = """
ab an auf aus be bei dar durch ein emp ent er ge gegen grund her hin hinter in inter kon miss mit nach neben nieder ob
pro ruck sub trans uber um un unter ur ver vor weg wider wieder zer zu zuruck zusammen ge re de
"""
_PREFIXES = tuple(sorted(_PREFIX_LIST.split(), key=len, reverse=True))
_ONLY_PREFIXES = re.compile(f"(?:{'|'.join(_PREFIXES)})+(?:s|zu|ge)?")
"""An-forderung, Über-setzung, be-ur-teilen: what follows is no part of a compound but the same word's own rest."""

IsWord = Callable[[str], bool]


def may_begin_behind(before: str, part: str, is_word: IsWord) -> bool:
    """Whether `part` is a word of its own there: schutz behind "daten" yes, forderung behind "an" no, gabe behind
    "projektauf" no, as Aufgabe is a word."""
    if len(before) < 3 or (_ONLY_PREFIXES.fullmatch(before) and not _is_linked_word(before, is_word)):
        return False
    if any(before.endswith(prefix) and is_word(prefix + part) for prefix in _PREFIXES):
        return False
    return len(before) >= SHORTEST_PART or is_word(before)


def may_come_after(part: str, is_word: IsWord) -> bool:
    """Whether a word may end right before this: "schutz" and "splan" yes, "on" (Kart-on) and "el" (Wand-el) no."""
    if len(part) >= SHORTEST_PART:
        return True
    return len(part) == 3 and is_word(part)


def is_ending(part: str) -> bool:
    return part in ENDINGS


def surely_comes_after(part: str, is_word: IsWord) -> bool:
    """Behind a word that lost its ending (Häuser → haus) only a known word counts: Hausmeister yes, Kart-offel no."""
    rests = (part, *(part.removeprefix(link) for link in LINKS if part.startswith(link)))
    return any(len(rest) >= 3 and is_word(rest) for rest in rests)


def _is_linked_word(part: str, is_word: IsWord) -> bool:
    """ "vereins" is one, though it could be ver-ein-s."""
    words = (part, *(part.removesuffix(link) for link in LINKS if part.endswith(link)))
    return any(len(word) >= SHORTEST_PART and is_word(word) for word in words)
