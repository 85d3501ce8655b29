from datetime import UTC, date, datetime

import pytest

from tracking.reports.periods import Quarter


def test_a_quarter_knows_its_days_and_neighbours():
    quarter = Quarter.named("2026-Q4")

    assert (quarter.starts, quarter.ends) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (quarter.before().name, quarter.after().name) == ("2026-Q3", "2027-Q1")
    assert Quarter.of(date(2026, 10, 1)) == quarter


@pytest.mark.parametrize("name", ["2026", "2026-Q5", "2026-Q0", "2026-09", "", "2026-Q1\n"])
def test_named_refuses_everything_else(name):
    with pytest.raises(ValueError, match="no quarter"):
        Quarter.named(name)


def test_a_quarter_is_over_an_hour_after_its_last_midnight_here():
    """September ends in Berlin at 22:00 UTC."""
    quarter = Quarter(2026, 3)

    assert not quarter.is_over(now=datetime(2026, 9, 30, 22, 59, tzinfo=UTC))
    assert quarter.is_over(now=datetime(2026, 9, 30, 23, 0, tzinfo=UTC))
    assert Quarter.last_over(now=datetime(2026, 9, 30, 22, 59, tzinfo=UTC)).name == "2026-Q2"
