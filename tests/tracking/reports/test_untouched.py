"""Courses that nobody in a unit ever began share one row for each cell, and read as if each had its own."""

from datetime import date

import pytest

from learning.core.disclosure import Publication
from learning.organisation.commands import leave
from tests.factories.tracking import course
from tests.tracking.reports.conftest import IN_Q2, IN_Q3, Q2, Q3, let_learn
from tracking.reports.commands import close_period
from tracking.reports.commands.closing import secret
from tracking.reports.frames import FrozenTree
from tracking.reports.measures import BEGUN, COMPLETED, MEASURES
from tracking.reports.models import UNTOUCHED, PublishedCell
from tracking.reports.periods import Quarter
from tracking.reports.publishing import Workforce, publications
from tracking.reports.queries.overview import overview
from tracking.reports.queries.people import done_in, places_on
from tracking.reports.queries.publications import all_figures, figures
from tracking.reports.queries.snapshots import open_period

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
Q1 = Quarter(2026, 1)


@pytest.fixture
def unread(story):
    """A course nobody ever began."""
    return course(slug="kanban", title="Kanban")


def read(snapshot, taken, cell, measure=BEGUN):
    figure = figures(snapshot_id=snapshot.pk, cells=[cell], course_key=taken.key).get(cell, taken.key, measure.slug)
    return figure and (figure.value.members, figure.value.shown, figure.period)


def test_a_course_nobody_began_has_no_rows_and_reads_as_none_of_all(unread):
    snapshot = close_period(period=Q3)

    assert not PublishedCell.objects.filter(course_key=unread.key).exists()
    assert read(snapshot, unread, "unit:A-1") == (30, 0, "2026-Q3")
    assert read(snapshot, unread, "unit:A-1", COMPLETED) == (30, 0, "2026-Q3")
    assert read(snapshot, unread, "unit:A-3") is None


def test_there_is_one_untouched_row_for_each_cell(unread):
    snapshot = close_period(period=Q3)

    tree = FrozenTree.from_json(snapshot.organisation)
    untouched = PublishedCell.objects.filter(snapshot=snapshot, course_key=UNTOUCHED)
    assert sorted(untouched.values_list("cell", "members")) == sorted((cell.code, cell.members) for cell in tree.cells)
    assert {row.shown for row in untouched} == {0}


def test_all_courses_are_read_one_after_the_other(story, unread):
    snapshot = close_period(period=Q3)
    stored = all_figures(snapshot_id=snapshot.pk, cells=["unit:A-1"], course_keys=[unread.key, story.key])

    found = {key: each.get("unit:A-1", key, BEGUN.slug) for key, each in stored}

    assert list(found) == sorted([story.key, unread.key])
    assert found[unread.key].value.shown == 0
    assert found[story.key].value.shown >= 3


def test_an_untouched_cell_is_held_like_any_other(unread, people):
    close_period(period=Q2)
    leave(user=people["A-1"][0], on=date(2026, 7, 15))

    assert read(close_period(period=Q3), unread, "unit:A-1") == (30, 0, "2026-Q2")


def test_the_first_two_who_begin_do_not_show(unread, people):
    close_period(period=Q2)
    let_learn(people["A-1"], unread.key, begun=2, completed=0, at=IN_Q3)

    assert read(close_period(period=Q3), unread, "unit:A-1") == (30, 0, "2026-Q2")


def test_a_course_of_this_quarter_has_no_quarter_before(story, agreed, people):
    close_period(period=Q2)
    new = course(slug="neu", title="Neu")
    let_learn(people["A-1"], new.key, begun=20, completed=15, at=IN_Q3)
    close_period(period=Q3)
    period = open_period(floor=10)

    answers = {each.course.slug: each for each in overview(period=period, unit=period.tree.by_code["A"]).answers}

    assert answers["neu"].before is None
    assert answers["user-storys"].before is not None


def test_each_figure_is_the_one_of_a_row_for_every_course_and_cell(story, unread, people):
    """Over three quarters with joiners in learning and leavers: worked out once more with a row for everything."""
    plan = [
        (Q1, lambda: let_learn(people["B-1"], unread.key, begun=1, completed=0, at=IN_Q2.replace(month=2))),
        (Q2, lambda: leave(user=people["A-1"][1], on=date(2026, 5, 1))),
        (Q3, lambda: let_learn(people["B-1"][2:], unread.key, begun=9, completed=4, at=IN_Q3)),
    ]
    dense: dict[tuple, dict[str, Publication]] = {}
    for period, change in plan:
        change()
        snapshot = close_period(period=period)
        tree, workforce = (
            FrozenTree.from_json(snapshot.organisation),
            Workforce(places_on(period.ends), secret=secret()),
        )
        for taken in (story, unread):
            done = done_in(taken.key, until=period.over_at)
            for measure in MEASURES:
                key = (taken.key, measure.slug)
                dense[key] = publications(
                    tree=tree,
                    rows=workforce.rows(measure=measure.key(taken.key), period=period.name, done=done[measure.slug]),
                    previous=dense.get(key, {}),
                    period=period.name,
                    as_of=snapshot.as_of,
                    floor=snapshot.floor,
                )
                for cell in tree.cells:
                    stands = dense[key][cell.code]
                    expected = (stands.value.members, stands.value.shown, stands.period)
                    assert read(snapshot, taken, cell.code, measure) == expected, (period, cell.code, measure.slug)
