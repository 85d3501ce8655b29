"""The measuring tool for record stores, against a small one that keeps statements in a list."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from bench import figures, lrs
from bench.asking import Figure, Store
from bench.filters import matches
from bench.statements import statement, statements

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
WANTED = lrs.Wanted(seconds=0.04, requests=3)


class SmallStore(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.stored: list[dict[str, Any]] = []
        self.newest_first = True
        self.more_ends = True

    def store(self, new: list[dict[str, Any]]) -> None:
        with self.lock:
            for each in new:
                self.stored.append(each | {"stored": (BEGAN + timedelta(minutes=len(self.stored))).isoformat()})

    def page(self, asked: dict[str, str]) -> dict[str, Any]:
        start = int(asked.pop("from", "0"))
        found = [each for each in self.stored if matches(asked, each)]
        if "ascending" not in asked and self.newest_first:
            found.reverse()
        after = start + 20 if self.more_ends else 0
        more = f"/xapi/statements?{urlencode(asked | {'from': after})}" if len(found) > start + 20 else ""
        return {"statements": found[start : start + 20], "more": more}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one piece, else the second waits for the first to be acknowledged
    server: SmallStore

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.answer({} if parts.path.endswith("/about") else self.server.page(dict(parse_qsl(parts.query))))

    do_HEAD = do_GET  # noqa: N815 -- named by the standard library

    def do_POST(self) -> None:
        self.server.store(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.answer([])

    def answer(self, told: object) -> None:
        body = json.dumps(told).encode()
        self.send_response(200 if self.headers["Authorization"] else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Nothing on the terminal of the tests."""


@pytest.fixture
def server() -> Iterator[SmallStore]:
    with SmallStore() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def store(server: SmallStore) -> Store:
    return Store(url=f"http://127.0.0.1:{server.server_port}/xapi", key="k", secret="s")


def complaints(store: Store) -> dict[str, str]:
    return {each.operation: each.said for each in lrs.measured_elsewhere(store, WANTED) if each.said}


def test_a_store_that_answers_rightly_gives_a_figure_for_everything(server: SmallStore, store: Store) -> None:
    taken = list(lrs.measured_elsewhere(store, WANTED))

    assert [each.operation for each in taken if each.said or each.errors] == []
    assert len(taken) == 34
    assert all(each.p50_ms and each.max_ms and each.p50_ms <= each.max_ms for each in taken)
    assert all(each.per_second for each in taken if each.operation.startswith("POST"))
    assert len({each["id"] for each in server.stored}) == len(server.stored) > 100


def test_wrong_answers_are_told(server: SmallStore, store: Store) -> None:
    server.newest_first = False
    server.more_ends = False

    said = complaints(store)

    assert said["newest 100"] == said["verb"] == "brings them in another order"
    assert said["more, of all"] == "a page brings statements of an earlier one"
    assert "since, old, ascending" not in said


def test_a_store_that_is_not_there_is_an_error_and_no_figure(store: Store) -> None:
    away = Store(url="http://127.0.0.1:9/xapi", key="k", secret="s")

    figure = next(lrs.writing(away, 0, WANTED))

    assert (figure.per_second, figure.p50_ms) == (0.0, None)
    assert "refused" in figure.said


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"verb": statement(5)["verb"]["id"]}, True),
        ({"verb": "http://adlnet.gov/expapi/verbs/waived"}, False),
        ({"agent": json.dumps(statement(5)["actor"])}, True),
        ({"agent": json.dumps(statement(6)["actor"])}, False),
        ({"activity": statement(5)["object"]["id"]}, True),
        ({"activity": "https://lernen.example.org/profile"}, False),
        ({"activity": "https://lernen.example.org/profile", "related_activities": "true"}, True),
    ],
)
def test_a_statement_belongs_into_an_answer_by_its_filter(asked: dict[str, str], expected: bool) -> None:
    assert matches(asked, statement(5)) is expected


def test_statements_are_the_same_in_every_run_and_each_has_an_id_of_its_own() -> None:
    assert statement(7) == statement(7)
    assert len({each["id"] for each in statements(0, 500)}) == 500
    assert statement(7)["id"] != statement(7, seed=1)["id"]
    assert 700 < len(json.dumps(statement(7), ensure_ascii=False).encode()) < 1500


def figure(operation: str, **values: Any) -> Figure:
    return Figure(store=figures.OURS, size=1000, operation=operation, **{"p50_ms": 3.0, "max_ms": 9.0} | values)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (figure("verb", p95_ms=49.0), False),
        (figure("verb", p95_ms=51.0), True),
        (figure("verb", p95_ms=4.0, said="finds nothing"), True),
        (figure(figures.ONE, per_second=260.0, cpu_ms_app=4.0, cpu_ms_db=1.0), False),
        (figure(figures.ONE, per_second=260.0, cpu_ms_app=4.0, cpu_ms_db=3.0), True),
        (figure(figures.of_batches(50), per_second=1400.0), True),
        (figure(figures.of_batches(50), per_second=1600.0, cpu_ms_app=1.1), True),
    ],
)
def test_target_is_kept_by_speed_processor_time_and_right_answers(figure: Figure, expected: bool) -> None:
    assert figures.missed(figure) is expected


def test_what_others_miss_is_no_miss_of_ours() -> None:
    other = Figure(store="Other", size=0, operation="verb", p50_ms=900.0, p95_ms=900.0, max_ms=900.0)

    assert not figures.missed(other)
    assert "MISSED" not in figures.as_text([other])


def test_table_is_put_between_the_marks_of_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tmp_path / "lrs-performance.md"
    document.write_text(f"Before.\n\n{figures.BEGIN}\nold\n{figures.END}\n\nAfter.\n")
    monkeypatch.setattr(figures, "DOCUMENT", document)

    figures.publish([figure("verb", p95_ms=5.0), figure("agent", p95_ms=4.0, said="finds nothing")])

    text = document.read_text()
    assert text.startswith("Before.")
    assert text.endswith("After.\n")
    assert "old" not in text
    assert "| verb | p95 ≤ 50 | 3 / 5 / 9, 0.0 |" in text
    assert "- Lernhafen, 1,000, agent: finds nothing" in text


def test_results_keep_the_newest_run_and_remember_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path)

    figures.note([figure("verb", p95_ms=5.0)])
    figures.note([figure("verb", p95_ms=6.0)])

    assert json.loads((tmp_path / "lrs.json").read_text())["figures"][0]["p95_ms"] == 6.0
    assert len((tmp_path / "lrs-history.jsonl").read_text().splitlines()) == 2
