import json
from pathlib import Path

import pytest

from prove import run


@pytest.fixture
def latest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "latest.json"
    monkeypatch.setattr(run, "LATEST", path)
    return path


def prove(monkeypatch: pytest.MonkeyPatch, **parts: object) -> int:
    monkeypatch.setattr(run, "PARTS", parts)
    monkeypatch.setattr("sys.argv", ["run.py", *parts])
    return run.main()


def failing() -> run.Figures:
    raise run.PartFailedError("one test failed")


def test_each_part_is_written_with_date_commit_and_figures(latest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = prove(monkeypatch, seed=lambda: {"seconds": 41.5, "rows": [1]})

    part = json.loads(latest.read_text())["seed"]
    assert code == 0
    assert set(part) == {"date", "commit", "minutes", "passed", "seconds", "rows"}
    assert (part["passed"], part["seconds"]) == (True, 41.5)
    assert "seconds: 41.5" in latest.with_suffix(".md").read_text()


def test_failing_part_is_written_and_the_others_go_on(latest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = prove(monkeypatch, load=failing, seed=dict)

    parts = json.loads(latest.read_text())
    assert code == 1
    assert (parts["load"]["passed"], parts["load"]["said"]) == (False, "one test failed")
    assert parts["seed"]["passed"] is True
    assert "## load: FAILED" in latest.with_suffix(".md").read_text()


def test_part_that_misses_its_target_has_not_passed(latest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = prove(monkeypatch, seed=lambda: {"passed": False, "seconds": 75})

    assert code == 1
    assert json.loads(latest.read_text())["seed"]["passed"] is False


def test_other_parts_keep_their_figures(latest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prove(monkeypatch, seed=lambda: {"seconds": 1})

    prove(monkeypatch, load=lambda: {"requests": 2})

    parts = json.loads(latest.read_text())
    assert (parts["seed"]["seconds"], parts["load"]["requests"]) == (1, 2)


def test_figures_of_code_outside_the_history_are_not_kept(latest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prove(monkeypatch, seed=lambda: {"seconds": 1}, bench=dict)
    parts = json.loads(latest.read_text())
    parts["seed"]["commit"] = "0123456"
    latest.write_text(json.dumps(parts))

    prove(monkeypatch, load=dict)

    assert set(json.loads(latest.read_text())) == {"bench", "load"}


def test_printed_figures_are_found_between_other_lines() -> None:
    told = '.{\n "gain": 2\n}\nF\n{\n "rows": [\n  1\n ]\n}\n2 passed in 0.1s'

    assert [json.loads(text) for text in run.json_texts(told)] == [{"gain": 2}, {"rows": [1]}]
    assert run.counts(told) == "2 passed in 0.1s"
