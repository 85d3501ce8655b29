from datetime import date
from functools import reduce
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.core.disclosure import (
    NO_PERSONS,
    Fingerprint,
    Publication,
    hold_back,
    person_mark,
    publish_cell,
    record_keys,
    restore_value,
    sum_cell,
)

SECRET = b"k" * 32
Q3, Q4 = date(2026, 9, 30), date(2026, 12, 31)
PEOPLE = [f"u{number}" for number in range(60)]
MARKS = {person: person_mark(secret=SECRET, learner_key=person) for person in PEOPLE}


def publication(*, done, period, as_of, members=PEOPLE[:20]):
    members = set(members)
    record = record_keys(secret=SECRET, measure="course:7:completed", period=period, learner_keys=PEOPLE)
    return Publication(
        value=publish_cell(sums=sum_cell(keys=dict(zip(PEOPLE, record, strict=True)), members=members, done=done)),
        period=period,
        as_of=as_of,
        fingerprint=fingerprint(members, members.intersection(done)),
    )


def fingerprint(members, done):
    return Fingerprint.of(members=(MARKS[p] for p in members), done=(MARKS[p] for p in done))


def test_person_mark_refuses_a_short_secret():
    with pytest.raises(ValueError, match="31 bytes"):
        person_mark(secret=b"k" * 31, learner_key="u1")


@pytest.mark.parametrize("changed", [0, 1, 2])
def test_hold_back_keeps_the_last_value_below_three_changes(changed):
    previous = publication(done=PEOPLE[:8], period="2026-Q3", as_of=Q3)
    current = publication(done=PEOPLE[: 8 + changed], period="2026-Q4", as_of=Q4)

    assert hold_back(previous=previous, current=current) is previous


def test_hold_back_gives_way_to_three_changes():
    previous = publication(done=PEOPLE[:8], period="2026-Q3", as_of=Q3)
    current = publication(done=PEOPLE[:11], period="2026-Q4", as_of=Q4)

    assert hold_back(previous=previous, current=current) is current


def test_hold_back_compares_with_the_last_published_people():
    published = publication(done=PEOPLE[:8], period="2026-Q2", as_of=date(2026, 6, 30))
    third = publication(done=PEOPLE[:10], period="2026-Q3", as_of=Q3)
    fourth = publication(done=PEOPLE[:11], period="2026-Q4", as_of=Q4)

    standing = hold_back(previous=published, current=third)

    assert standing is published
    assert hold_back(previous=standing, current=fourth) is fourth


def test_hold_back_counts_one_who_came_and_one_who_left_and_one_who_changed():
    previous = publication(done=PEOPLE[:8], period="2026-Q3", as_of=Q3)
    current = publication(members=PEOPLE[1:21], done=PEOPLE[:9], period="2026-Q4", as_of=Q4)

    assert hold_back(previous=previous, current=current) is current


def test_hold_back_publishes_a_cell_that_was_never_shown():
    current = publication(done=PEOPLE[:8], period="2026-Q4", as_of=Q4)

    assert hold_back(previous=None, current=current) is current


def test_hold_back_leaves_a_closed_period_as_it_is():
    previous = publication(done=PEOPLE[:8], period="2026-Q4", as_of=Q4)
    corrected = publication(done=PEOPLE[:15], period="2026-Q4", as_of=Q4)

    assert hold_back(previous=previous, current=corrected) is previous


def test_hold_back_refuses_to_go_back_in_time():
    later = publication(done=PEOPLE[:8], period="2026-Q4", as_of=Q4)
    earlier = publication(done=PEOPLE[:8], period="2026-Q3", as_of=Q3)

    with pytest.raises(ValueError, match="2026-Q3"):
        hold_back(previous=later, current=earlier)


statuses = st.dictionaries(st.sampled_from(PEOPLE[:12]), st.booleans())


@given(statuses, st.dictionaries(st.sampled_from(PEOPLE[:12]), st.sampled_from([True, False, None]), max_size=5))
def test_fingerprint_counts_to_three_like_a_list_of_persons(before, changes):
    after = {person: status for person, status in {**before, **changes}.items() if status is not None}
    differing = sum(before.get(person) != after.get(person) for person in PEOPLE[:12])
    old, new = (
        Publication(
            value=restore_value(members=20, shown=5),
            period=period,
            as_of=as_of,
            fingerprint=fingerprint(people, [p for p, done in people.items() if done]),
        )
        for people, period, as_of in ((before, "2026-Q3", Q3), (after, "2026-Q4", Q4))
    )

    assert hold_back(previous=old, current=new) is (new if differing >= 3 else old)


def test_fingerprints_add_up_along_the_tree():
    parts = [fingerprint(PEOPLE[:20], PEOPLE[5:9]), fingerprint(PEOPLE[20:50], PEOPLE[30:50])]

    assert reduce(add, parts, NO_PERSONS) == fingerprint(PEOPLE[:50], PEOPLE[5:9] + PEOPLE[30:50])


def test_fingerprint_ignores_a_move_inside_the_cell():
    before = fingerprint(PEOPLE[:20], PEOPLE[:3]) + fingerprint(PEOPLE[20:40], PEOPLE[20:25])
    after = fingerprint(PEOPLE[5:20], []) + fingerprint(PEOPLE[:5] + PEOPLE[20:40], PEOPLE[:3] + PEOPLE[20:25])

    assert before == after
