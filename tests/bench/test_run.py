import json
from pathlib import Path

import pytest

from bench import run
from bench.databases import code_digest, url_of


def row(page: str, *, app: float = 3.0, db: float = 1.0, queries: int = 5) -> run.Row:
    return run.Row(page=page, cpu_ms_app=app, cpu_ms_db=db, queries=queries, bytes=900, floor_ratio=1.5)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (row("lesson"), True),
        (row("lesson", app=5.5), False),
        (row("lesson", queries=8), False),
        (row("floor_view", app=50), True),
    ],
)
def test_target_is_kept_by_time_and_queries(row: run.Row, expected: bool) -> None:
    assert run.within(row) is expected


def test_table_says_what_grows_with_the_courses() -> None:
    rows = [row("home"), row("course"), row("home@1000", app=9), row("course@1000")]

    told = list(run.table(rows))

    assert "3.0" not in told[-1]
    assert told[-2].endswith("2.50 times the cost, GROWS")
    assert told[-1].endswith("1.00 times the cost, does not grow")


def test_median_round_counts() -> None:
    rounds = [run.Round(app, 1.0, 5, 900) for app in (9.0, 3.0, 4.0)]

    assert run.median(rounds) == run.Round(4.0, 1.0, 5, 900)


def test_results_have_exactly_the_agreed_fields(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "RESULTS", tmp_path)

    run.write([row("home")])

    latest = json.loads((tmp_path / "latest.json").read_text())
    assert latest == [
        {"page": "home", "cpu_ms_app": 3.0, "cpu_ms_db": 1.0, "queries": 5, "bytes": 900, "floor_ratio": 1.5}
    ]
    history = json.loads((tmp_path / "history.jsonl").read_text())
    assert set(history) == {"date", "commit", "machine", "rows"}


def test_seeded_state_is_named_after_the_code_that_makes_it() -> None:
    assert code_digest() == code_digest()
    assert url_of("postgresql://me@host:5432/postgres", "other") == "postgresql://me@host:5432/other"
