import random

import pytest

from learning.core.disclosure import (
    CellSums,
    CodedText,
    Direction,
    Reading,
    change_between,
    coded,
    interval_of,
    newcombe_interval,
    publish_cell,
    restore_value,
    wilson_interval,
)


@pytest.mark.parametrize(
    ("members", "shown", "reading", "n"),
    [
        (11, 8, Reading.COUNT, 8),
        (19, 0, Reading.AT_MOST, 2),
        (19, 19, Reading.AT_LEAST, 17),
        (19, 3, Reading.COUNT, 3),
        (19, 16, Reading.COUNT, 16),
        (20, 0, Reading.PERCENT, 0),
        (20, 20, Reading.PERCENT, 20),
        (530, 412, Reading.PERCENT, 412),
    ],
)
def test_value_reads_by_what_is_shown(members, shown, reading, n):
    assert coded(restore_value(members=members, shown=shown)) == CodedText(reading=reading, n=n, of=members)


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_matches_newcombes_published_table(n, of, low, high):
    interval = wilson_interval(n=n, of=of)

    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
)
def test_newcombe_interval_matches_his_published_table(after, before, low, high):
    interval = newcombe_interval(before=before, after=after)

    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_interval_of_a_published_value_is_wider_than_wilsons():
    value = restore_value(members=40, shown=12)
    wilson = wilson_interval(n=12, of=40)

    assert interval_of(value).low < wilson.low < value.rate < wilson.high < interval_of(value).high


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ((40, 12), (40, 16), Direction.UNCLEAR),
        ((400, 120), (400, 180), Direction.HIGHER),
        ((400, 180), (400, 120), Direction.LOWER),
    ],
)
def test_change_is_told_only_when_the_interval_excludes_zero(before, after, direction):
    change = change_between(
        before=restore_value(members=before[0], shown=before[1]),
        after=restore_value(members=after[0], shown=after[1]),
    )

    assert change.direction is direction


@pytest.mark.parametrize(("members", "done"), [(10, 5), (20, 3), (50, 10), (400, 4), (1000, 500)])
def test_noise_alone_is_hardly_ever_told_as_a_change(members, done):
    rng = random.Random(members)
    false_alarms = 0
    for _ in range(2_000):
        before, after = (
            publish_cell(sums=CellSums(members=members, done=done, done_keys=rng.getrandbits(40), all_keys=2**50))
            for _ in range(2)
        )
        false_alarms += change_between(before=before, after=after).direction is not Direction.UNCLEAR

    assert false_alarms / 2_000 <= 0.05
