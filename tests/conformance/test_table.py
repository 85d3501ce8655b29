"""The table of requirements and the tests name each other. Ids XAPI-… are those of the public list of requirements upon
an LRS; X1-… and X2-… are our own, for what that list has no number for."""

import ast
import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.caller import V1, V2
from tests.conformance.cases import CASES
from tests.conformance.resources import RESOURCES

HERE = Path(__file__).parent
COLUMNS = {"both": {V1, V2}, "1.0.3": {V1}, "2.0": {V2}}
BY_FIXTURE = {"lrs": {V1, V2}, "lrs_1": {V1}, "lrs_2": {V2}}
RULES = "test_statement_rules.py::test_statement_rule"
OTHERS = {"test_table.py"}
WITHDRAWN = {"XAPI-00136"}
"""Numbers the public list never gave."""


def requirements() -> list[dict[str, str]]:
    with (HERE / "requirements.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@cache
def functions() -> dict[str, ast.FunctionDef]:
    return {
        f"{path.name}::{node.name}": node
        for path in sorted(HERE.glob("test_*.py"))
        if path.name not in OTHERS
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def named(row: dict[str, str]) -> list[tuple[str, str | None]]:
    """Test functions, each with the parameter meant, if any."""
    found = [re.fullmatch(r"([^\[]+)(?:\[(.+)\])?", test) for test in row["tests"].split()]
    return [(match[1], match[2]) for match in found if match]


def versions_of(function: ast.FunctionDef) -> set[str]:
    return set().union(*(BY_FIXTURE.get(argument.arg, set()) for argument in function.args.args))


def test_every_requirement_has_one_row_with_all_it_needs():
    rows = requirements()
    ids = [row["id"] for row in rows]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"(XAPI|X1|X2)-\d{5}b?", each) for each in ids)
    assert all(all(row.values()) for row in rows)
    assert {row["versions"] for row in rows} == set(COLUMNS)


def test_no_number_of_the_public_list_is_left_out():
    public = {f"XAPI-{number:05}" for number in range(1, 337)} - WITHDRAWN

    assert public <= {row["id"] for row in requirements()}


@pytest.mark.parametrize("row", requirements(), ids=lambda row: row["id"])
def test_a_requirement_names_tests_that_run_in_its_versions(row: dict[str, Any]):
    known, covered = functions(), set()
    for name, parameter in named(row):
        assert name in known
        if name == RULES:
            covered |= set().union(*({case.only} if case.only else {V1, V2} for case in CASES.get(parameter or "", [])))
        else:
            assert parameter is None or parameter in RESOURCES
            covered |= versions_of(known[name])

    assert covered >= COLUMNS[row["versions"]]


def test_every_test_is_named_by_a_requirement():
    told = [test for row in requirements() for test in named(row)]

    assert set(functions()) == {name for name, _parameter in told}
    assert set(CASES) == {parameter for name, parameter in told if name == RULES}
