import hmac
import random
import statistics
import time
from fractions import Fraction
from functools import reduce
from operator import add

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from learning.core.disclosure import (
    NO_ONE,
    CellSums,
    Floor,
    PublishedValue,
    publish_cell,
    record_key,
    record_keys,
    restore_value,
    sum_cell,
)
from learning.core.disclosure.cells import TRANSITIONS

SECRET = b"k" * 32
MEASURE = "course:7:completed"
PERIOD = "2026-Q4"
PEOPLE = [f"u{number}" for number in range(60)]


def keys_of(people, *, secret=SECRET, period=PERIOD):
    keys = record_keys(secret=secret, measure=MEASURE, period=period, learner_keys=people)
    return dict(zip(people, keys, strict=True))


def random_cell(rng):
    """Sums of a cell with at least one person in the smaller set."""
    members = rng.randint(10, 200)
    done = rng.randint(1, members - 1)
    done_keys = sum(rng.getrandbits(32) for _ in range(done))
    open_keys = sum(rng.getrandbits(32) for _ in range(members - done))
    return CellSums(members=members, done=done, done_keys=done_keys, all_keys=done_keys + open_keys)


def test_record_key_matches_the_golden_vector():
    keys = record_keys(secret=SECRET, measure=MEASURE, period=PERIOD, learner_keys=["u1", "u2", "u3"])

    assert keys == [3369508010, 3138972525, 808476009]
    assert round(sum(keys) % 2**32 / 2**32, 6) == 0.703612


@pytest.mark.parametrize("length", [32, 64, 65, 200])
def test_record_key_is_the_head_of_an_hmac(length):
    secret = bytes(range(256))[:length]

    key = record_key(secret=secret, measure="kurs:ä", period="2026-Q1", learner_key="ü")

    message = "kurs:ä".encode() + b"\0" + b"2026-Q1" + b"\0" + "ü".encode()
    assert key == int.from_bytes(hmac.digest(secret, message, "sha256")[:4], "big")


def test_record_key_refuses_a_short_secret():
    with pytest.raises(ValueError, match="31 bytes"):
        record_key(secret=b"k" * 31, measure=MEASURE, period=PERIOD, learner_key="u1")


@pytest.mark.parametrize(("measure", "period"), [("", PERIOD), (MEASURE, ""), ("a\0b", PERIOD), (MEASURE, "a\0b")])
def test_record_key_refuses_parts_that_could_be_confused(measure, period):
    with pytest.raises(ValueError, match="record key"):
        record_key(secret=SECRET, measure=measure, period=period, learner_key="u1")


def test_published_value_matches_the_golden_vector():
    sums = sum_cell(keys=keys_of(PEOPLE), members=PEOPLE, done={"u1", "u2", "u3"})

    assert publish_cell(sums=sums).shown == 4


@pytest.mark.parametrize("row", TRANSITIONS)
def test_transition_row_keeps_the_mean_and_the_variance(row):
    weights = TRANSITIONS[row]
    total = Fraction(sum(weights.values()), 1_000_000)
    mean = sum(Fraction(target * weight, 1_000_000) for target, weight in weights.items())
    variance = sum(Fraction((target - row) ** 2 * weight, 1_000_000) for target, weight in weights.items())

    assert abs(total - 1) <= Fraction(3, 1_000_000)
    assert abs(mean - row) <= Fraction(1, 10_000)
    assert abs(variance - 3) <= Fraction(1, 10_000)
    assert max(abs(target - row) for target in weights) <= 4
    assert not {1, 2} & weights.keys()
    assert list(weights) == sorted(weights)


def test_noise_over_20000_cells_has_the_promised_shape():
    rng = random.Random(20_000)
    noise, shown_of = [], []

    for _ in range(20_000):
        sums = random_cell(rng)
        value = publish_cell(sums=sums)
        noise.append(value.shown - sums.done)
        shown_of.append((value.shown, value.members))

    assert abs(statistics.mean(noise)) <= 0.05
    assert abs(statistics.pvariance(noise) - 3) <= 0.15
    assert max(map(abs, noise)) == 4
    assert not [value for value in shown_of if value[0] in (1, 2, value[1] - 1, value[1] - 2)]


def test_published_value_does_not_depend_on_the_order_of_people():
    rng = random.Random(5)
    for _ in range(200):
        people = rng.sample(PEOPLE, rng.randint(10, 60))
        done = rng.sample(people, rng.randint(0, len(people)))
        shuffled = rng.sample(people, len(people))
        keys, again = keys_of(people), keys_of(shuffled)

        value = publish_cell(sums=sum_cell(keys=keys, members=people, done=done))

        assert value == publish_cell(sums=sum_cell(keys=again, members=shuffled, done=done[::-1]))


def test_nobody_and_everybody_stay_as_they_are():
    for members in range(10, 60):
        keys = keys_of(PEOPLE[:members])
        nobody = sum_cell(keys=keys, members=keys, done=())
        everybody = sum_cell(keys=keys, members=keys, done=keys)

        assert publish_cell(sums=nobody).shown == 0
        assert publish_cell(sums=everybody).shown == members


def test_another_secret_gives_other_values():
    same = 0
    for done in range(1, 41):
        values = {
            publish_cell(sums=sum_cell(keys=keys_of(PEOPLE, secret=secret), members=PEOPLE, done=PEOPLE[:done])).shown
            for secret in (SECRET, b"l" * 32)
        }
        same += len(values) == 1

    assert same < 20


def test_another_period_gives_other_values():
    values = {
        publish_cell(sums=sum_cell(keys=keys_of(PEOPLE, period=period), members=PEOPLE, done=PEOPLE[:20])).shown
        for period in (f"{year}-Q1" for year in range(2026, 2046))
    }

    assert len(values) > 3


@pytest.mark.parametrize(("members", "done", "highest"), [(10, 5, 7), (11, 5, 8), (12, 6, 9)])
def test_published_value_stops_three_below_the_headcount(members, done, highest):
    shown = {
        publish_cell(sums=CellSums(members=members, done=done, done_keys=key, all_keys=2**40)).shown
        for key in range(0, 2**32, 2**22)
    }

    assert max(shown) == highest


def test_publish_refuses_a_cell_below_the_floor():
    with pytest.raises(ValueError, match="below the floor of 10"):
        publish_cell(sums=CellSums(members=9, done=3, done_keys=1, all_keys=2))
    with pytest.raises(ValueError, match="below the floor of 25"):
        publish_cell(sums=CellSums(members=24, done=3, done_keys=1, all_keys=2), floor=Floor(25))


def test_published_value_cannot_be_built_from_a_raw_count():
    with pytest.raises(TypeError, match="publish_cell"):
        PublishedValue(members=30, shown=7, seal=object())


def test_restored_value_equals_the_published_one():
    value = publish_cell(sums=sum_cell(keys=keys_of(PEOPLE), members=PEOPLE, done=PEOPLE[:9]))

    assert restore_value(members=value.members, shown=value.shown) == value


@pytest.mark.parametrize(("members", "shown"), [(9, 4), (30, 1), (30, 2), (30, 28), (30, 29), (30, 31), (30, -1)])
def test_restore_refuses_what_is_never_published(members, shown):
    with pytest.raises(ValueError, match="never published"):
        restore_value(members=members, shown=shown)


@pytest.mark.parametrize(("members", "done", "done_keys", "all_keys"), [(3, 4, 1, 2), (3, -1, 1, 2), (3, 1, 3, 2)])
def test_cell_sums_refuse_what_no_group_can_have(members, done, done_keys, all_keys):
    with pytest.raises(ValueError, match="no group"):
        CellSums(members=members, done=done, done_keys=done_keys, all_keys=all_keys)


cells = st.integers(10, 400).flatmap(
    lambda members: st.builds(
        lambda done, done_keys, open_keys: CellSums(
            members=members,
            done=done,
            done_keys=done_keys if done else 0,
            all_keys=(done_keys if done else 0) + (open_keys if done < members else 0),
        ),
        done=st.integers(0, members),
        done_keys=st.integers(0, 2**41),
        open_keys=st.integers(0, 2**41),
    )
)


@given(cells)
def test_published_value_stays_near_and_never_shows_one_or_two(sums):
    value = publish_cell(sums=sums)

    assert value == publish_cell(sums=sums)
    assert 0 <= value.shown <= value.members == sums.members
    assert abs(value.shown - sums.done) <= 4
    assert value.shown not in (1, 2, value.members - 1, value.members - 2)


@given(cells)
def test_published_value_of_the_opposite_is_the_complement(sums):
    assume(2 * sums.done != sums.members)
    opposite = CellSums(
        members=sums.members,
        done=sums.members - sums.done,
        done_keys=sums.all_keys - sums.done_keys,
        all_keys=sums.all_keys,
    )

    assert publish_cell(sums=opposite).shown == sums.members - publish_cell(sums=sums).shown


@given(st.lists(st.sampled_from("abcd"), min_size=60, max_size=60), st.sets(st.sampled_from(PEOPLE)))
def test_rolled_up_rows_equal_the_row_of_all_people(unit_of_place, done):
    keys = keys_of(PEOPLE)
    rows = [
        sum_cell(
            keys=keys, members=[p for p, unit in zip(PEOPLE, unit_of_place, strict=True) if unit == which], done=done
        )
        for which in "abcd"
    ]

    assert reduce(add, rows, NO_ONE) == sum_cell(keys=keys, members=PEOPLE, done=done)


def test_ninety_thousand_cells_are_published_in_seconds():
    rng = random.Random(3)
    sums = [random_cell(rng) for _ in range(900)]
    started = time.process_time()

    for _ in range(100):
        for cell in sums:
            publish_cell(sums=cell)

    assert time.process_time() - started < 5
