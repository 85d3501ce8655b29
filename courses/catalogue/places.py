"""Where a word of a course may stand, and how much that counts. Pure."""

from dataclasses import dataclass
from enum import IntEnum


class Place(IntEnum):
    """Where a word of a course stands; the higher, the more a match there counts."""

    FORMAT = 1
    LEVEL = 2
    TOPIC = 3
    COMPETENCE = 4
    LESSON = 5
    SUMMARY = 6
    GOAL = 7
    SYNONYM = 8
    TITLE = 9


NAMES = Place.COMPETENCE
"""Up to here stands no text of the course but the name of a choice: a part of one of its words means nothing."""
ASIDE = Place.LESSON
"""Up to here a course only touches on the word: it stands behind all that have it in their own texts."""


@dataclass(frozen=True, slots=True)
class Text:
    """`lesson`: the number of the lesson it stands in, 0 where it is of the whole course."""

    place: Place
    language: str
    text: str
    lesson: int = 0
