"""Closing: who is counted where and when, that nothing changes afterwards, and what is held back."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from learning.core.disclosure import publish_cell, record_keys, sum_cell
from learning.core.models import AuditEntry
from learning.organisation.commands import move_person, rename_unit
from tests.factories.tracking import course
from tests.tracking.reports.conftest import DAY, IN_Q3, Q2, Q3, hire, let_learn
from tracking.progress.models import CourseProgress
from tracking.reports.commands import PeriodRefusedError, close_due_periods, close_period
from tracking.reports.frames import FrozenTree, cell_code
from tracking.reports.measures import BEGUN, COMPLETED
from tracking.reports.models import AgreementPolicy, PublishedCell, Snapshot
from tracking.reports.models.snapshots import ClosedError

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def cells(snapshot, measure=BEGUN.slug):
    rows = PublishedCell.objects.filter(snapshot=snapshot, measure=measure)
    return {row.cell: row for row in rows}


def expected(snapshot, story, settings, *, members, done, measure=BEGUN):
    """N and what is shown of it, worked out person by person."""
    keys = record_keys(
        secret=settings.SDC_KEY.encode(),
        measure=measure.key(story.key),
        period=snapshot.period,
        learner_keys=[user.learner_key for user in members],
    )
    names = [user.learner_key for user in members]
    sums = sum_cell(keys=dict(zip(names, keys, strict=True)), members=names, done={user.learner_key for user in done})
    return len(members), publish_cell(sums=sums).shown


def test_close_period_counts_everybody_in_their_unit(story, people, settings):
    snapshot = close_period(period=Q3)

    shown = {code: (row.members, row.shown) for code, row in cells(snapshot).items()}
    for code in ("A-1", "A-2", "B-1", "B-2"):
        members = people[code]
        half = members[: len(members) // 2]
        assert shown[f"unit:{code}"] == expected(snapshot, story, settings, members=members, done=half)


def test_the_cells_are_those_of_the_disclosure_control(story):
    """A-3 and A-4 are under ten people: together they are one remainder, and no cell of theirs exists."""
    snapshot = close_period(period=Q3)

    assert set(cells(snapshot)) == {
        "unit:L", "unit:A", "unit:A-1", "unit:A-2", "rest:A", "unit:B", "unit:B-1", "unit:B-2",
    }  # fmt: skip
    tree = FrozenTree.from_json(snapshot.organisation)
    assert [cell.members for cell in tree.cells_below("A")] == [30, 14, 13]


def test_a_published_value_is_the_one_of_publish_cell(story, people, settings):
    snapshot = close_period(period=Q3)

    members = [user.learner_key for code in ("A-3", "A-4") for user in people[code]]
    keys = record_keys(
        secret=settings.SDC_KEY.encode(), measure=f"course:{story.key}:begun", period="2026-Q3", learner_keys=members
    )
    done = set(CourseProgress.objects.values_list("learner_key", flat=True))
    sums = sum_cell(keys=dict(zip(members, keys, strict=True)), members=members, done=done)
    row = cells(snapshot)["rest:A"]
    assert (row.members, row.shown) == (13, publish_cell(sums=sums).shown)


def test_a_total_is_made_of_its_own_persons(story, people, settings):
    snapshot = close_period(period=Q3)

    members = [user.learner_key for unit in people.values() for user in unit]
    keys = record_keys(
        secret=settings.SDC_KEY.encode(), measure=COMPLETED.key(story.key), period="2026-Q3", learner_keys=members
    )
    done = set(CourseProgress.objects.exclude(completed_at=None).values_list("learner_key", flat=True))
    sums = sum_cell(keys=dict(zip(members, keys, strict=True)), members=members, done=done)
    row = cells(snapshot, COMPLETED.slug)["unit:L"]
    assert (row.members, row.shown) == (len(members), publish_cell(sums=sums).shown)


def test_people_count_where_they_were_on_the_last_day(story, people, land):
    move_person(user=people["A-1"][0], unit=land["B-1"], on=date(2026, 10, 1))
    move_person(user=people["A-1"][1], unit=land["B-1"], on=date(2026, 9, 30))

    snapshot = close_period(period=Q3)

    tree = FrozenTree.from_json(snapshot.organisation)
    assert (tree.unit_cell("A-1").members, tree.unit_cell("B-1").members) == (29, 26)


def test_done_goes_by_when_it_was_stored(story, people, settings):
    """Learned in the quarter, stored an instant after its end: the next one."""
    late = Q3.over_at
    unit = people["B-1"]
    CourseProgress.objects.create(
        learner_key=unit[20].learner_key,
        course_key=story.key,
        edition_number=1,
        begun_at=late - timedelta(days=9),
        last_at=late,
        stored_begun=late,
    )
    CourseProgress.objects.create(
        learner_key=unit[21].learner_key,
        course_key=story.key,
        edition_number=1,
        begun_at=late - timedelta(days=9),
        last_at=late,
        stored_begun=late - timedelta(microseconds=1),
        completed_at=late,
        stored_completed=late,
    )

    snapshot = close_period(period=Q3)

    of = {measure: cells(snapshot, measure.slug)["unit:B-1"] for measure in (BEGUN, COMPLETED)}
    done = {BEGUN: [*unit[:12], unit[21]], COMPLETED: unit[:8]}
    for measure, row in of.items():
        counted = expected(snapshot, story, settings, members=unit, done=done[measure], measure=measure)
        assert (row.members, row.shown) == counted


def test_closing_again_gives_the_same_snapshot(story):
    first = close_period(period=Q3)

    assert close_period(period=Q3) == first
    assert Snapshot.objects.count() == 1


def test_close_period_refuses_a_running_quarter(story):
    with pytest.raises(PeriodRefusedError, match="not_over"):
        close_period(period=Q3.after())


def test_close_period_refuses_an_earlier_quarter_afterwards(story):
    close_period(period=Q3)

    with pytest.raises(PeriodRefusedError, match="out_of_order"):
        close_period(period=Q2)


def test_close_period_refuses_another_key(story, settings):
    close_period(period=Q2)
    settings.SDC_KEY = "x" * 40

    with pytest.raises(PeriodRefusedError, match="other_key"):
        close_period(period=Q3)
    assert Snapshot.objects.count() == 1


def test_the_key_itself_is_nowhere_in_the_snapshot(story, settings):
    snapshot = close_period(period=Q3)

    assert settings.SDC_KEY not in str(vars(snapshot))


@pytest.mark.parametrize("model", [Snapshot, PublishedCell])
def test_what_is_closed_is_never_changed(story, model):
    close_period(period=Q3)
    row = model.objects.first()

    with pytest.raises(ClosedError):
        row.save()
    with pytest.raises(ClosedError):
        row.delete()
    with pytest.raises(ClosedError):
        model.objects.update(pk=1)
    with pytest.raises(ClosedError):
        model.objects.all().delete()


@pytest.mark.parametrize(("members", "shown"), [(30, 1), (30, 2), (30, 28), (30, 29), (9, 0), (30, 31)])
def test_the_database_refuses_what_nobody_may_see(story, members, shown):
    snapshot = close_period(period=Q3)
    row = PublishedCell(
        snapshot=snapshot,
        cell="unit:X",
        course_key=story.key,
        measure="begun",
        members=members,
        shown=shown,
        published_period="2026-Q3",
        as_of=DAY,
        fingerprint=b"",
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_later_names_change_nothing(story, land):
    snapshot = close_period(period=Q3)
    rename_unit(unit=land["A-1"], name="Neuer Name", short_name="")

    tree = FrozenTree.from_json(Snapshot.objects.get(pk=snapshot.pk).organisation)
    assert tree.by_code["A-1"].name == "Referat A-1"


def test_one_or_two_changes_hold_the_cell_with_its_day(story, people):
    before = cells(close_period(period=Q2))
    let_learn(people["A-1"][20:], story.key, begun=2, completed=0, at=IN_Q3)

    after = cells(close_period(period=Q3))

    held = after["unit:A-1"]
    assert (held.members, held.shown) == (before["unit:A-1"].members, before["unit:A-1"].shown)
    assert (held.published_period, held.as_of) == ("2026-Q2", date(2026, 6, 30))


def test_three_changes_publish_the_cell_anew(story, people):
    close_period(period=Q2)
    let_learn(people["A-1"][20:], story.key, begun=3, completed=0, at=IN_Q3)

    after = cells(close_period(period=Q3))

    assert (after["unit:A-1"].published_period, after["unit:A-1"].as_of) == ("2026-Q3", DAY)
    assert after["unit:B-1"].published_period == "2026-Q2"


def test_a_cell_that_is_not_shown_keeps_its_last_publication(story, people, land):
    """A-2 falls below ten people and is merged until no unit is small any more: alone again, it is compared with what
    people saw last."""
    close_period(period=Q2)
    for user in people["A-2"][:6]:
        move_person(user=user, unit=land["A-1"], on=date(2026, 9, 1))
    q3 = close_period(period=Q3)
    tree = FrozenTree.from_json(q3.organisation)
    assert tree.unit_cell("A-2") is None
    assert cells(q3)["unit:A-2"].published_period == "2026-Q2"

    for user in people["A-2"][:6]:
        move_person(user=user, unit=land["A-2"], on=date(2026, 10, 1))
    for code in ("A-3", "A-4"):
        hire(land[code], 10)
    with time_machine.travel(datetime(2027, 1, 4, tzinfo=UTC)):
        q4 = close_period(period=Q3.after())

    assert FrozenTree.from_json(q4.organisation).unit_cell("A-2").members == 14
    assert cells(q4)["unit:A-2"].published_period == "2026-Q2"


def test_the_agreed_floor_holds_when_it_is_stricter(story, agreed):
    AgreementPolicy.objects.update(floor=15)

    snapshot = close_period(period=Q3)

    assert snapshot.floor == 15
    assert cell_code("unit", "A-2") not in cells(snapshot)


def test_close_due_periods_begins_with_the_first_quarter_of_learning(story):
    assert [snapshot.period for snapshot in close_due_periods()] == ["2026-Q2", "2026-Q3"]
    assert close_due_periods() == []


def test_close_due_periods_does_nothing_where_nobody_learned(land):
    assert close_due_periods() == []


def test_the_command_names_what_is_wrong(story):
    with pytest.raises(CommandError, match="not over"):
        call_command("close_period", "2026-Q4")
    with pytest.raises(CommandError, match="no quarter"):
        call_command("close_period", "September")


def test_closing_is_told_and_written_down(story, capsys):
    call_command("close_period", "2026-Q3")

    assert "2026-Q3 is closed" in capsys.readouterr().out
    assert AuditEntry.objects.filter(action="reports.period_closed", subject="reports.snapshot:2026-Q3").count() == 1


def test_a_course_that_came_later_is_not_in_the_quarter(story):
    later = course(slug="neu", title="Neu")

    assert [each["slug"] for each in close_period(period=Q2).courses] == ["user-storys"]
    assert later.edition.published_at > Q2.over_at
