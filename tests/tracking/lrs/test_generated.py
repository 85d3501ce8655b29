"""No bad statement passes and no good one is refused: a thousand of each, and under `make prove` all."""

import json
import os
from itertools import islice

import pytest

from tests.tracking.lrs.generated.bad import bad_statements
from tests.tracking.lrs.generated.nodes import plain
from tests.tracking.lrs.generated.unusual import unusual_statements
from tests.tracking.lrs.generated.whole import statements
from tracking.lrs.json_text import dumped, parsed
from tracking.lrs.validators import StatementInvalidError, check_statement

VERSIONS = ["1.0.3", "2.0.0"]
SAMPLE = None if os.environ.get("PROVE") else 1_000
SEED = 20261125


def refusal(body: bytes, version: str) -> StatementInvalidError | None:
    try:
        check_statement(parsed(body).plain, version=version)
    except StatementInvalidError as error:
        return error
    return None


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_put_wrong_is_good_before(version):
    refused = [refusal(json.dumps(plain(each)).encode(), version) for each in statements(version)]

    assert refused == [None] * len(refused)


@pytest.mark.parametrize("version", VERSIONS)
def test_no_bad_statement_passes(version):
    tried = list(islice(bad_statements(version, SEED), SAMPLE))

    assert [each.why for each in tried if refusal(each.body, version) is None] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_refusal_names_a_rule_and_its_clause(version):
    found = [refusal(each.body, version) for each in islice(bad_statements(version, SEED), SAMPLE)]

    assert [each for each in found if each and not (each.reason.startswith("must ") and each.clause)] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_refusal_of_json_names_a_place(version):
    """But for what is no object at all."""
    bodies = [each.body for each in islice(bad_statements(version, SEED), SAMPLE)]
    placeless = [
        body for body in bodies if (found := refusal(body, version)) and not found.path and found.clause != "RFC 8259"
    ]

    assert [body for body in placeless if body.startswith(b"{")] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_no_unusual_statement_is_refused(version):
    tried = list(islice(unusual_statements(version, SEED), SAMPLE))

    assert [(each.why, str(error)) for each in tried if (error := refusal(each.body, version))] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_unusual_statements_are_written_as_they_came(version):
    tried = list(islice(unusual_statements(version, SEED), SAMPLE))

    assert [each.why for each in tried if dumped(parsed(each.body).exact).encode() != each.body] == []


def test_there_are_enough_of_each_and_no_two_the_same():
    bad = {each.body for each in bad_statements("1.0.3", SEED)}
    unusual = {each.body for each in unusual_statements("2.0.0", SEED)}

    assert (len(bad) >= 6_000, len(unusual) >= 5_000) == (True, True)
    assert not bad & unusual
