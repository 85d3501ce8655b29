"""No bad statement passes and no good one is refused: a thousand of each, and under `make prove` all."""

import json
import os
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracking.lrs.generated.bad import bad_statements
from tests.tracking.lrs.generated.nodes import plain
from tests.tracking.lrs.generated.unusual import unusual_statements
from tests.tracking.lrs.generated.whole import statements
from tracking.lrs.json_text import dumped, parsed
from tracking.lrs.validators import StatementInvalidError, check_activity, check_identified_actor, check_statement

VERSIONS = ["1.0.3", "2.0.0"]
SAMPLE = None if os.environ.get("PROVE") else 1_000
SEED = 20261125
NAMES = st.sampled_from(
    [
        *(
            "actor",
            "verb",
            "object",
            "result",
            "context",
            "authority",
            "attachments",
            "objectType",
            "id",
            "mbox",
            "name",
        ),
        *("account", "homePage", "member", "definition", "interactionType", "choices", "scale", "score", "raw", "min"),
        *(
            "max",
            "extensions",
            "contextActivities",
            "parent",
            "contextAgents",
            "agent",
            "relevantTypes",
            "display",
            "de",
        ),
    ]
)
VALUES = st.sampled_from(
    [
        *(
            "Agent",
            "Group",
            "Activity",
            "SubStatement",
            "StatementRef",
            "contextAgent",
            "choice",
            "likert",
            "de",
            0,
            1.5,
        ),
        *("mailto:a@b.c", "urn:x:y", "7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11", "2026-11-23T08:00:00Z", None, True),
    ]
)
ANYTHING = st.recursive(
    VALUES, lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=6), max_leaves=30
)


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


@settings(max_examples=20_000 if os.environ.get("PROVE") else 300, deadline=None)
@given(ANYTHING, st.sampled_from(VERSIONS))
def test_whatever_comes_is_taken_or_refused_with_a_rule(value, version):
    refused = []
    for check in (check_statement, check_activity, check_identified_actor):
        try:
            check(value, version=version)
        except StatementInvalidError as error:
            refused.append(error)

    assert [error for error in refused if not (error.reason.startswith("must ") and error.clause)] == []
