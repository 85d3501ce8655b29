"""Figures of stores: beside their targets in one table, in bench/results and in the documentation."""

import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.asking import Figure
from bench.source import commit_here

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
DOCUMENT = ROOT / "docs" / "operate" / "lrs-performance.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
OURS = "Lernhafen"
ONE = "POST, one statement"
P95_MS = 50
PER_SECOND = {ONE: 250, "POST, 50 statements": 1_500, "POST, 100 statements": 1_500}
CPU_MS = {ONE: 6, "POST, 50 statements": 1}
"""Of one statement, at most."""
Column = tuple[str, int]


def of_batches(each: int) -> str:
    return f"POST, {each} statements"


def missed(figure: Figure) -> bool:
    """Ours only: what others reach is no target."""
    if figure.store != OURS:
        return False
    if figure.errors or figure.said:
        return True
    if figure.operation in PER_SECOND:
        slow = (figure.per_second or 0) < PER_SECOND[figure.operation]
        return slow or figure.cpu_ms > CPU_MS.get(figure.operation, figure.cpu_ms)
    return (figure.p95_ms or 0) > P95_MS


def cell(figure: Figure) -> str:
    mark = "✗ " if figure.said or missed(figure) else ""
    if figure.errors or figure.p50_ms is None:
        return f"{mark}{figure.said[:3]}" if figure.said[:3].isdecimal() else f"{mark}{figure.said}"
    if figure.per_second is not None:
        return f"{mark}{figure.per_second:,.0f}/s, {figure.cpu_ms:.2f}"
    return f"{mark}{figure.p50_ms:,.0f} / {figure.p95_ms:,.0f} / {figure.max_ms:,.0f}, {figure.cpu_ms:.1f}"


def target(operation: str) -> str:
    if operation not in PER_SECOND:
        return f"p95 ≤ {P95_MS}"
    cpu = f", ≤ {CPU_MS[operation]}" if operation in CPU_MS else ""
    return f"≥ {PER_SECOND[operation]:,}/s{cpu}"


def table(figures: Sequence[Figure]) -> Iterator[str]:
    """In Markdown; a cell is `p50 / p95 / max ms, CPU ms`, or `statements a second, CPU ms of each`."""
    columns = list(dict.fromkeys((each.store, each.size) for each in figures))
    by_place = {(each.operation, each.store, each.size): each for each in figures}
    yield "| | target | " + " | ".join(f"{store}, {size:,}" for store, size in columns) + " |"
    yield "|---|---|" + "---|" * len(columns)
    for operation in dict.fromkeys(each.operation for each in figures):
        found = [by_place.get((operation, *column)) for column in columns]
        yield (
            f"| {operation} | {target(operation)} | " + " | ".join(cell(each) if each else "" for each in found) + " |"
        )


def complaints(figures: Sequence[Figure]) -> Iterator[str]:
    for each in figures:
        if each.said:
            yield f"- {each.store}, {each.size:,}, {each.operation}: {each.said}"


def as_text(figures: Sequence[Figure]) -> str:
    verdicts = [f"MISSED: {each.operation} at {each.size:,}: {cell(each)}" for each in figures if missed(each)]
    return "\n".join([*table(figures), "", *complaints(figures), *verdicts])


def note(figures: Sequence[Figure]) -> None:
    """In bench/results: the newest run, and every run in one line."""
    run: dict[str, Any] = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit_here(),
        "machine": machine(),
        "figures": [asdict(each) for each in figures],
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "lrs.json").write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n")
    with (RESULTS / "lrs-history.jsonl").open("a") as history:
        history.write(json.dumps(run, ensure_ascii=False) + "\n")


def machine() -> dict[str, Any]:
    return {
        "cpus": os.cpu_count(),
        "system": platform.machine(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def publish(figures: Sequence[Figure]) -> None:
    """Into the documentation, between its two marks."""
    before, _begin, rest = DOCUMENT.read_text().partition(BEGIN)
    _old, _end, after = rest.partition(END)
    said = list(complaints(figures))
    here = machine()
    where = f"{here['cpus']} processors ({here['system']}), Python {here['python']}"
    lines = [f"Measured on {datetime.now(UTC):%d %B %Y} at commit {commit_here()}; {where}.", "", *table(figures), ""]
    if said:
        lines += ["What was wrong with the answers, or stopped the measuring:", "", *said, ""]
    DOCUMENT.write_text(before + BEGIN + "\n" + "\n".join(lines) + END + after)
