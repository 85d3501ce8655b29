"""Slips of the hand and of the ear: which words somebody may have meant who typed one letter wrong. Pure.

Short words lie so close together that most edits of one give another word. So the slip must be a likely one there: a
letter beside the right one on the keyboard, or one that sounds alike, and not the first.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

SHORTEST = 4
"""Letters of a word that is looked at."""
LONG = 6
"""From here on also the first letter may be wrong, and inside any letter may stand for any."""

_ROWS = ("qwertzuiop", "asdfghjkl", "yxcvbnm")
_ALIKE = ("bp", "dt", "gk", "fv", "vw", "ck", "cz", "sz", "iy", "uy", "yz", "kq")


def _pairs() -> Iterator[tuple[str, str]]:
    for row in _ROWS:
        yield from pairwise(row)
    for upper, lower in pairwise(_ROWS):
        yield from zip(upper, lower, strict=False)
        yield from zip(upper[1:], lower, strict=False)
    yield from ((pair[0], pair[1]) for pair in _ALIKE)


def _near_letters() -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for one, other in _pairs():
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return {letter: frozenset(letters) for letter, letters in near.items()}


NEAR = _near_letters()
"""Letter → those beside it on a German keyboard, and those that are heard or written for it."""
SOUNDS = (("ph", "f"), ("f", "ph"), ("v", "ph"))
NONE: frozenset[str] = frozenset()


def meant_by(typed: str, alphabet: Sequence[str]) -> Iterator[str]:
    """Every string that `typed` may be a slip of: two neighbours swapped, a letter missing, too many or wrong."""
    if len(typed) < SHORTEST:
        return
    first = 0 if len(typed) >= LONG else 1
    yield from _swapped(typed)
    for one, other in SOUNDS:
        if one in typed:
            yield typed.replace(one, other, 1)
    yield from _one_less(typed, first)
    yield from _one_more(typed, alphabet, first)
    yield from _replaced(typed, alphabet, first)


def _swapped(typed: str) -> Iterator[str]:
    for place in range(len(typed) - 1):
        if typed[place] != typed[place + 1]:
            yield typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :]


def _one_less(typed: str, first: int) -> Iterator[str]:
    """Of a short word only a letter that was doubled, or that lies beside one of its neighbours."""
    for place in range(first, len(typed)):
        shorter = typed[:place] + typed[place + 1 :]
        around = {typed[place - 1 : place], typed[place + 1 : place + 2]}
        if len(shorter) > SHORTEST or typed[place] in around or around & NEAR.get(typed[place], NONE):
            yield shorter


def _one_more(typed: str, alphabet: Sequence[str], first: int) -> Iterator[str]:
    """Not at the end of a word of four letters: that would be another ending."""
    last = len(typed) + (len(typed) > SHORTEST)
    for place in range(first, last):
        before, after = typed[:place], typed[place:]
        yield from (before + letter + after for letter in alphabet)


def _replaced(typed: str, alphabet: Sequence[str], first: int) -> Iterator[str]:
    for place in range(first, len(typed)):
        before, letter, after = typed[:place], typed[place], typed[place + 1 :]
        others: Iterable[str] = alphabet if len(typed) >= LONG and place else NEAR.get(letter, NONE)
        yield from (before + other + after for other in others if other != letter)


def distance(one: str, other: str) -> int:
    """Edits from one word to the other; two neighbours swapped are one (optimal string alignment)."""
    older: list[int] = []
    newer = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        oldest, older, newer = older, newer, [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(older[column] + 1, newer[column - 1] + 1, older[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, oldest[column - 2] + 1)
            newer.append(cost)
    return newer[-1]
