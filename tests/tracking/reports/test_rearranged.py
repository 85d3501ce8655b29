"""A quarter that is closed late: its units are those of its last day, not those of the day of closing."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from learning.organisation.commands import create_unit, move_person, rename_unit
from learning.organisation.enums import UnitKind
from learning.organisation.models import Membership, OrgUnit
from tests.tracking.reports.conftest import Q2, Q3
from tests.tracking.reports.formats import rows_of_csv, screen
from tracking.reports.commands import close_period, keep_tree
from tracking.reports.frames import FrozenTree
from tracking.reports.models import KeptTree, Snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
IN_SEPTEMBER = datetime(2026, 9, 28, 12, tzinfo=UTC)
LAST_MINUTE = Q3.over_at - timedelta(minutes=1)
IN_OCTOBER = datetime(2026, 10, 2, 12, tzinfo=UTC)


def kept_on(moment):
    with time_machine.travel(moment, tick=False):
        return keep_tree()


def rearrange(land):
    """On the second of October: A-1 goes to ministry B under another name, and a new unit opens."""
    OrgUnit.objects.get(code="A-1").move(OrgUnit.objects.get(code="B"), "sorted-child")
    rename_unit(unit=OrgUnit.objects.get(code="A-2"), name="Referat Umbenannt", short_name="")
    return create_unit(code="A-9", name="Referat A-9", kind=UnitKind.UNIT, parent=OrgUnit.objects.get(code="A"))


def tree_of(snapshot):
    return FrozenTree.from_json(Snapshot.objects.get(pk=snapshot.pk).organisation)


def test_units_are_those_of_the_last_day(story, land, people):
    kept_on(IN_SEPTEMBER)
    new = rearrange(land)
    move_person(user=people["A-2"][0], unit=new, on=date(2026, 10, 2))
    kept_on(IN_OCTOBER)

    tree = tree_of(close_period(period=Q3))

    assert tree.by_code["A-1"].parent == "A"
    assert tree.by_code["A-2"].name == "Referat A-2"
    assert "A-9" not in tree.by_code
    assert {code: tree.unit_cell(code).members for code in ("A", "A-1", "A-2", "B")} == {
        "A": 57, "A-1": 30, "A-2": 14, "B": 37,
    }  # fmt: skip


def test_the_report_and_its_rights_follow_the_tree_of_then(story, agreed, land, reads, petra):
    kept_on(IN_SEPTEMBER)
    rearrange(land)
    close_period(period=Q3)
    client = reads(petra)

    assert next(label for label, *_ in screen(client)) == "Referat A-1"
    assert {row["Kennung"] for row in rows_of_csv(client, einheit="A-1")} == {"A-1"}


def test_without_a_kept_tree_it_is_the_one_of_today(story, land):
    rearrange(land)

    assert tree_of(close_period(period=Q3)).by_code["A-1"].parent == "B"


@pytest.mark.parametrize(("moment", "is_of_then"), [(LAST_MINUTE, True), (Q3.over_at, False)])
def test_the_last_moment_of_the_quarter_decides(story, land, moment, is_of_then):
    kept_on(IN_SEPTEMBER)
    OrgUnit.objects.get(code="A-1").move(OrgUnit.objects.get(code="B"), "sorted-child")
    kept_on(moment)

    assert tree_of(close_period(period=Q3)).by_code["A-1"].parent == ("B" if is_of_then else "A")


def test_a_unit_entered_late_for_people_of_then_loses_nobody(story, land, people):
    kept_on(IN_SEPTEMBER)
    above = create_unit(
        code="A-8", name="Abteilung A-8", kind=UnitKind.DEPARTMENT, parent=OrgUnit.objects.get(code="A")
    )
    late = create_unit(code="A-8-1", name="Referat A-8-1", kind=UnitKind.UNIT, parent=above)
    Membership.objects.filter(user__in=people["A-1"][:12]).update(unit=late)

    tree = tree_of(close_period(period=Q3))

    assert tree.unit_cell("L").members == 94
    assert tree.unit_cell("A-8").members == 12


def test_two_late_quarters_each_have_their_own_tree(story, land):
    kept_on(datetime(2026, 6, 1, 12, tzinfo=UTC))
    rename_unit(unit=OrgUnit.objects.get(code="A-2"), name="Referat Sommer", short_name="")
    kept_on(IN_SEPTEMBER)
    rearrange(land)

    first, second = tree_of(close_period(period=Q2)), tree_of(close_period(period=Q3))

    assert (first.by_code["A-2"].name, second.by_code["A-2"].name) == ("Referat A-2", "Referat Sommer")


def test_only_what_changed_is_kept_and_what_is_closed_is_dropped(story, land):
    assert [kept_on(IN_SEPTEMBER + timedelta(hours=hour)) for hour in range(3)] == [True, False, False]
    rearrange(land)
    assert [kept_on(LAST_MINUTE), kept_on(IN_OCTOBER)] == [True, False]

    close_period(period=Q3)

    assert [kept.at for kept in KeptTree.objects.order_by("at")] == [LAST_MINUTE]
