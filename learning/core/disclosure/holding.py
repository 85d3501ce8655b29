"""Hold-back: a cell is published anew only when at least three persons in it differ from the last publication.

What is compared: the people of the cell now against the people of the cell *when its standing value was published*,
never against the last computation. A person differs who joined, who left, or whose status changed; who left one part
of the cell for another part of it does not. Changes therefore add up over held periods until there are three.

Keeping every person's status of every earlier period for this would be a record of behaviour. A `Fingerprint` of five
numbers does instead. Each person has a secret mark x; the fingerprint is the sum over the members of w·x⁰ … w·x⁴
modulo a prime, with w = 1 for open and w = 2 for done. In the difference of two fingerprints only the persons who
differ remain, each with a weight other than zero, and the 3×3 Hankel matrix of that difference has rank 1 for one
person, 2 for two, 3 from three on. So its determinant is zero for fewer than three, always, and not zero for three or
more, but for a chance of 6 / 2⁶¹ (Schwartz-Zippel) in which the cell is held one period longer.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from learning.core.disclosure.cells import PublishedValue
from learning.core.disclosure.keys import check_secret

PRIME: Final = 2**61 - 1
PERSONS_TO_RENEW: Final = 3
"""The rank that the determinant below tells; another number needs another matrix."""

Mark = tuple[int, int, int, int, int]
"""The powers 0 to 4 of a person's secret number."""


def person_mark(*, secret: bytes, learner_key: str) -> Mark:
    check_secret(secret)
    # An empty measure and an empty period: no record key is ever made from these bytes.
    digest = hmac.digest(secret, b"\0\0" + learner_key.encode(), "sha256")
    x = int.from_bytes(digest[:8]) % PRIME
    return (1, x, pow(x, 2, PRIME), pow(x, 3, PRIME), pow(x, 4, PRIME))


@dataclass(frozen=True, kw_only=True, slots=True)
class Fingerprint:
    """Who belongs to a cell with which status, in five numbers below 2⁶¹ that add up along the tree."""

    powers: Mark

    @classmethod
    def of(cls, *, members: Iterable[Mark], done: Iterable[Mark]) -> "Fingerprint":
        """`done` are the marks of those members who are done, so that they weigh twice."""
        return cls(powers=_column_sums([*members, *done]))

    def __add__(self, other: "Fingerprint") -> "Fingerprint":
        return Fingerprint(powers=_column_sums([self.powers, other.powers]))


NO_PERSONS: Final = Fingerprint(powers=(0, 0, 0, 0, 0))


def _column_sums(marks: list[Mark]) -> Mark:
    if not marks:
        return (0, 0, 0, 0, 0)
    a, b, c, d, e = (sum(column) % PRIME for column in zip(*marks, strict=True))
    return (a, b, c, d, e)


def at_least_three_differ(*, before: Fingerprint, after: Fingerprint) -> bool:
    a, b, c, d, e = (now - then for now, then in zip(after.powers, before.powers, strict=True))
    determinant = a * (c * e - d * d) - b * (b * e - c * d) + c * (b * d - c * c)
    return determinant % PRIME != 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """A published value with the date that is shown beside it, and the people it was made from."""

    value: PublishedValue
    period: str
    as_of: date
    fingerprint: Fingerprint


def hold_back(*, previous: Publication | None, current: Publication) -> Publication:
    """The publication that stands: `current`, or `previous` with its value, headcount and date.

    `previous` is what this function returned for the cell the last time, so a held cell keeps being compared with
    what people really saw, also after quarters in which the cell was not shown at all. A period that was published once
    stays as it is. Pass None for a cell that was never shown.
    """
    if previous is None:
        return current
    if current.as_of < previous.as_of:
        raise ValueError(f"{current.period} ({current.as_of}) ends before {previous.period} ({previous.as_of}).")
    return current if is_new(previous=previous, current=current) else previous


def is_new(*, previous: Publication, current: Publication) -> bool:
    return current.period != previous.period and at_least_three_differ(
        before=previous.fingerprint, after=current.fingerprint
    )
