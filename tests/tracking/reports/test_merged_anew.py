"""Two quarters whose remainder is made of other units cannot be subtracted to read who came or left."""

from datetime import date

import pytest

from learning.organisation.commands import leave
from tests.tracking.reports.conftest import IN_Q2, Q2, Q3, hire, let_learn
from tests.tracking.reports.formats import rows_of_csv, screen
from tracking.reports.commands import close_period
from tracking.reports.frames import FrozenCourse, FrozenTree, remainders_of
from tracking.reports.measures import MEASURES
from tracking.reports.queries.publications import figures
from tracking.reports.queries.snapshots import remainders_before

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
IN_MAY, IN_JULY = date(2026, 5, 1), date(2026, 7, 15)


def published(snapshot, code):
    (course,) = (FrozenCourse.from_json(values) for values in snapshot.courses)
    found = figures(snapshot_id=snapshot.pk, cells=[code])
    standing = {measure.slug: found.get(code, course.key, measure.slug) for measure in MEASURES}
    return {slug: (each.value.members, each.value.shown, each.period) for slug, each in standing.items() if each}


def let_go(people, count, on):
    for user in people[:count]:
        leave(user=user, on=on)


@pytest.fixture
def ten_in_a2(story, people):
    let_go(people["A-2"], 4, IN_MAY)


@pytest.mark.parametrize("leavers", [1, 2])
def test_a_unit_that_shrinks_by_one_or_two_is_merged_with_what_stood_for_it(ten_in_a2, people, leavers):
    second = close_period(period=Q2)
    let_go(people["A-2"][4:], leavers, IN_JULY)
    third = close_period(period=Q3)

    rest, alone, merged = published(second, "rest:A"), published(second, "unit:A-2"), published(third, "rest:A")
    for measure in MEASURES:
        (some, shown, _), (others, theirs, _) = rest[measure.slug], alone[measure.slug]
        assert merged[measure.slug] == (some + others, shown + theirs, "2026-Q2")


def test_three_changes_publish_the_new_remainder_anew(ten_in_a2, people):
    close_period(period=Q2)
    let_go(people["A-2"][4:], 3, IN_JULY)
    third = close_period(period=Q3)

    assert {period for _members, _shown, period in published(third, "rest:A").values()} == {"2026-Q3"}
    assert {members for members, _shown, _period in published(third, "rest:A").values()} == {20}


def test_the_page_shows_the_day_of_what_stands(ten_in_a2, agreed, people, reads, petra):
    close_period(period=Q2)
    let_go(people["A-2"][4:], 1, IN_JULY)
    close_period(period=Q3)
    client = reads(petra)

    row = next(row for row in screen(client) if row[0].startswith("Weitere 3 Referate"))
    assert all("Stand 30.06.2026" in figure for figure in row[1:])
    assert {row["von"] for row in rows_of_csv(client) if row["Einheit"].startswith("Weitere 3")} == {"23"}


def test_a_unit_that_grows_stays_with_the_small_one(story, land, people):
    second = close_period(period=Q2)
    let_learn(hire(land["A-3"], 9), story.key, begun=9, completed=9, at=IN_Q2)
    third = close_period(period=Q3)

    assert remainders_of(FrozenTree.from_json(second.organisation))["A"] == {"unit:A-3", "unit:A-4"}
    assert remainders_of(FrozenTree.from_json(third.organisation))["A"] == {"unit:A-3", "unit:A-4"}


def test_what_was_merged_last_is_known_also_of_a_level_that_was_hidden_since(story, people, land):
    close_period(period=Q2)
    for code in ("A-1", "A-2"):
        let_go(people[code], len(people[code]), IN_JULY)
    third = close_period(period=Q3)

    assert "A" not in remainders_of(FrozenTree.from_json(third.organisation))
    assert remainders_before()["A"] == {"unit:A-3", "unit:A-4"}
