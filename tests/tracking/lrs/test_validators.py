import pytest

from tracking.lrs.validators import StatementInvalidError, check_statement

GOOD = {
    "actor": {"account": {"homePage": "https://example.org", "name": "a"}},
    "verb": {"id": "https://example.org/verbs/read"},
    "object": {"id": "https://example.org/books/1"},
}
AGENT = {"mbox": "mailto:a@example.org"}
SUB = {"objectType": "SubStatement", **GOOD}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"id": "7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11", "timestamp": "2026-11-23T08:00:00Z"},
        {"object": {"objectType": "Agent", **AGENT}},
        {"object": {"objectType": "StatementRef", "id": "7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11"}},
        {"object": SUB},
        {"actor": {"objectType": "Group", "member": [AGENT]}},
        {"context": {"contextActivities": {"parent": {"id": "urn:x:y"}}}},
        {"result": {"extensions": {"https://example.org/x": None}}},
    ],
)
def test_check_statement_lets_good_ones_pass(change):
    check_statement({**GOOD, **change})


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"colour": "red"}, "colour"),
        ({"id": "1"}, "id"),
        ({"actor": None}, "actor"),
        ({"actor": {}}, "actor"),
        ({"actor": {**AGENT, "openid": "https://example.org"}}, "actor"),
        ({"actor": {"account": {"name": "a"}}}, "actor.account"),
        ({"actor": {"account": "a"}}, "actor.account"),
        ({"actor": {"objectType": "Group"}}, "actor"),
        ({"actor": {"objectType": "Group", "member": [{}]}}, "actor.member[0]"),
        ({"verb": None}, "verb"),
        ({"verb": {"id": "read"}}, "verb.id"),
        ({"object": "book"}, "object"),
        ({"object": {"id": "no iri"}}, "object.id"),
        ({"object": {"objectType": "Book", "id": "urn:x:y"}}, "object.objectType"),
        ({"object": {"objectType": "StatementRef", "id": "x"}}, "object.id"),
        ({"object": {**SUB, "object": SUB}}, "object.object"),
        ({"object": {**SUB, "verb": {}}}, "object.verb.id"),
        ({"timestamp": "yesterday"}, "timestamp"),
        ({"timestamp": "2026-11-23T08:00:00"}, "timestamp"),
        ({"context": []}, "context"),
        ({"context": {"registration": "x"}}, "context.registration"),
        ({"context": {"instructor": {}}}, "context.instructor"),
        ({"context": {"contextActivities": {"above": []}}}, "context.contextActivities.above"),
        ({"context": {"contextActivities": {"parent": ["urn:x:y"]}}}, "context.contextActivities.parent"),
        ({"context": {"contextActivities": {"parent": [{"id": 1}]}}}, "context.contextActivities.parent.id"),
        ({"result": {"success": None}}, "result.success"),
    ],
)
def test_check_statement_says_where_a_bad_one_is_wrong(change, path):
    with pytest.raises(StatementInvalidError) as caught:
        check_statement({**GOOD, **change})

    assert caught.value.path == path
