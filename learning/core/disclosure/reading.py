"""How a published value reads: always from the value, never from the count behind it."""

from dataclasses import dataclass
from enum import Enum
from math import sqrt

from learning.core.disclosure.cells import NOISE_VARIANCE, PublishedValue

MEMBERS_FOR_PERCENT = 20
_SMALLEST_SHOWN = 3
Z_95 = 1.959964


class Reading(Enum):
    PERCENT = "percent"
    """At least 20 people: percentage, with n of N."""
    COUNT = "count"
    """Fewer than 20: "8 von 10"."""
    AT_MOST = "at_most"
    """Fewer than 20 and no value of 3 or more: "höchstens 2 von N"."""
    AT_LEAST = "at_least"
    """The same from the other side: "mindestens N - 2 von N"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedText:
    reading: Reading
    n: int
    of: int


def coded(value: PublishedValue) -> CodedText:
    members, shown = value.members, value.shown
    if members >= MEMBERS_FOR_PERCENT:
        return CodedText(reading=Reading.PERCENT, n=shown, of=members)
    if shown == 0:
        return CodedText(reading=Reading.AT_MOST, n=_SMALLEST_SHOWN - 1, of=members)
    if shown == members:
        return CodedText(reading=Reading.AT_LEAST, n=members - _SMALLEST_SHOWN + 1, of=members)
    return CodedText(reading=Reading.COUNT, n=shown, of=members)


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def wilson_interval(*, n: int, of: int, z: float = Z_95) -> Interval:
    """Wilson's score interval of a share (E. B. Wilson 1927)."""
    rate = n / of
    scale = 1 + z * z / of
    centre = (rate + z * z / (2 * of)) / scale
    half = z * sqrt(rate * (1 - rate) / of + z * z / (4 * of * of)) / scale
    return Interval(low=max(0.0, centre - half), high=min(1.0, centre + half))


def newcombe_interval(
    *, before: tuple[int, int], after: tuple[int, int], noise_variance: float = 0, z: float = Z_95
) -> Interval:
    """The interval of `after` minus `before`, each (n, of): R. G. Newcombe 1998, method 10.

    The noise of published values enters the square-and-add step as one more independent part.
    """
    (n1, of1), (n2, of2) = before, after
    first, second = wilson_interval(n=n1, of=of1, z=z), wilson_interval(n=n2, of=of2, z=z)
    p1, p2 = n1 / of1, n2 / of2
    noise = z * z * noise_variance * (1 / of1**2 + 1 / of2**2)
    difference = p2 - p1
    down = sqrt((p2 - second.low) ** 2 + (first.high - p1) ** 2 + noise)
    up = sqrt((second.high - p2) ** 2 + (p1 - first.low) ** 2 + noise)
    return Interval(low=max(-1.0, difference - down), high=min(1.0, difference + up))


def interval_of(value: PublishedValue) -> Interval:
    """Wilson's interval, widened by the noise that the value carries."""
    wilson = wilson_interval(n=value.shown, of=value.members)
    noise = Z_95**2 * NOISE_VARIANCE / value.members**2
    return Interval(
        low=max(0.0, value.rate - sqrt((value.rate - wilson.low) ** 2 + noise)),
        high=min(1.0, value.rate + sqrt((wilson.high - value.rate) ** 2 + noise)),
    )


class Direction(Enum):
    HIGHER = "higher"
    LOWER = "lower"
    UNCLEAR = "unclear"
    """ "Keine klare Veränderung": the interval of the difference holds 0."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    direction: Direction
    difference: Interval


def change_between(*, before: PublishedValue, after: PublishedValue) -> Change:
    interval = newcombe_interval(
        before=(before.shown, before.members), after=(after.shown, after.members), noise_variance=NOISE_VARIANCE
    )
    if 0 in interval:
        return Change(direction=Direction.UNCLEAR, difference=interval)
    return Change(direction=Direction.HIGHER if interval.low > 0 else Direction.LOWER, difference=interval)
