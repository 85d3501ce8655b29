"""The rules for each property of a statement, over HTTP: one test for each requirement, over all its cases."""

import pytest

from tests.conformance.caller import Caller
from tests.conformance.cases import CASES


@pytest.mark.parametrize("requirement", sorted(CASES))
def test_statement_rule(lrs: Caller, requirement: str):
    wrong = []
    for case in CASES[requirement]:
        if case.only in {None, lrs.version}:
            answer = lrs("POST", "statements", case.statement)
            if answer.status_code != (200 if case.is_fine else 400) or not answer.json():
                wrong.append((str(case), answer.status_code, answer.content))

    assert wrong == []
