"""Whether two words with the same stem belong together. Pure."""

import re

from courses.catalogue.everyday import is_everyday
from courses.catalogue.words import lemma

_ACTION = ("ung", "ungen")
_VERBAL = ("en", "ln", "rn", "te", "et", "st", "end", "ende")
_PARTICIPLE = re.compile("(?:be|ge|ent|er|ver|zer).+t")


def are_one_family(word: str, other: str) -> bool:
    """planen and Planung; not Satz and Satzung, nor Marke and Markt."""
    return lemma(word) == lemma(other) or (_may_be_of(word, other) and _may_be_of(other, word))


def _may_be_of(word: str, other: str) -> bool:
    """As far as the ending of `word` tells: an action is named after a verb, and the "t" of Markt is no ending."""
    if word.endswith(_ACTION):
        return other.endswith(_ACTION) or _is_verbal(other)
    return not (word.endswith("t") and is_everyday(word))


def _is_verbal(form: str) -> bool:
    return form.endswith(_VERBAL) or _PARTICIPLE.fullmatch(form) is not None
