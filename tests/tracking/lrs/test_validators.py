import json
from pathlib import Path

import pytest

from tracking.lrs.validators import (
    VOIDED,
    StatementInvalidError,
    check_activity,
    check_actor,
    check_agent,
    check_identified_actor,
    check_iri,
    check_language_map,
    check_language_tag,
    check_statement,
    check_timestamp,
    check_uuid,
    moment,
)

VERSIONS = ["1.0", "1.0.3", "2.0", "2.0.0"]
AGENT = {"mbox": "mailto:a+b@example.org"}
ANNA = {"account": {"homePage": "https://example.org", "name": "anna"}}
GROUP = {"objectType": "Group", "member": [AGENT]}
GOOD = {
    "actor": ANNA,
    "verb": {"id": "https://example.org/verbs/read"},
    "object": {"id": "https://example.org/books/1"},
}
UUID = "7D3C1C44-93a5-4f57-9bd5-4f7de5e5ad11"
SUB = {"objectType": "SubStatement", **GOOD}
REF = {"objectType": "StatementRef", "id": UUID}
ATTACHMENT = {
    "usageType": "https://example.org/certificate",
    "display": {"de": "Zeugnis"},
    "contentType": "text/plain; charset=ascii",
    "length": 27,
    "sha2": "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a",
}


def about(**definition):
    return {"object": {"id": "tag:example.org,2026:quiz", "definition": definition}}


def scored(**score):
    return {"result": {"score": score}}


def parents(*activities):
    return {"context": {"contextActivities": {"parent": list(activities)}}}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "change",
    [
        {},
        {"id": UUID, "timestamp": "2026-11-23T08:00:00Z", "stored": "2026-11-23T08:00:00.123+01:00", "version": "1.0"},
        {"version": "1.0.9"},
        {"object": {"objectType": "Agent", **AGENT}},
        {"object": GROUP},
        {"object": REF},
        {"object": SUB},
        {"object": {**SUB, "object": REF, "attachments": [ATTACHMENT], "timestamp": "2099-11-23T08:00:00Z"}},
        {"object": {"id": "https://bücher.example/straße?ü=1#größe"}},
        {"object": {"id": "urn:uuid:7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11"}},
        {"object": {"id": "https://example.org/%C3%A4"}},
        {"verb": {"id": VOIDED}, "object": REF},
        {"actor": GROUP},
        {"actor": {"objectType": "Group", **ANNA, "member": []}},
        {"actor": {"mbox": "mailto:jürgen@müller.example"}},
        {"actor": {"mbox_sha1sum": "CD9B00a5611f94eaa7b1661edab976068e364975"}},
        {"actor": {"openid": "https://anna.example.org/"}},
        {"authority": ANNA},
        {"authority": {"objectType": "Group", "member": [ANNA, AGENT]}},
        {"context": {"contextActivities": {"parent": {"id": "urn:x:y"}, "other": []}}},
        {"context": {"instructor": GROUP, "team": GROUP, "language": "sr-Latn-RS", "statement": REF}},
        {"context": {"revision": "", "platform": "Lernhafen", "registration": UUID}},
        {"result": {"extensions": {"https://example.org/x": None, "urn:x:y": {"": [None, {}]}}}},
        {"result": {"duration": "P4W", "response": "", "success": False}},
        scored(scaled=-1, raw=2, min=2, max=2.5),
        scored(scaled=1.0),
        about(interactionType="choice", choices=[{"id": "a", "description": {"de": "A"}}, {"id": "b"}]),
        about(interactionType="true-false", correctResponsesPattern=["true"]),
        about(name={"i-klingon": "x", "zh-cmn-Hans-CN": "", "de-CH-1901": "x"}, moreInfo="https://example.org"),
        {"attachments": [ATTACHMENT, {**ATTACHMENT, "fileUrl": "https://example.org/f", "length": 0}]},
    ],
)
def test_check_statement_lets_good_ones_pass_in_both_versions(change, version):
    check_statement({**GOOD, **change}, version=version)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"colour": "red"}, "colour"),
        ({"Actor": ANNA}, "Actor"),
        ({"id": "1"}, "id"),
        ({"id": "{7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11}"}, "id"),
        ({"id": 1}, "id"),
        ({"actor": None}, "actor"),
        ({"actor": {}}, "actor"),
        ({"actor": {**AGENT, **ANNA}}, "actor"),
        ({"actor": {"account": {"name": "a"}}}, "actor.account.homePage"),
        ({"actor": {"account": {"homepage": "urn:x:y", "name": "a"}}}, "actor.account.homepage"),
        ({"actor": {"account": "a"}}, "actor.account"),
        ({"actor": {"mbox": "mailto:should.fail.com"}}, "actor.mbox"),
        ({"actor": {"mbox": "a@example.org"}}, "actor.mbox"),
        ({"actor": {"mbox_sha1sum": "x"}}, "actor.mbox_sha1sum"),
        ({"actor": {"objectType": "agent", **AGENT}}, "actor.objectType"),
        ({"actor": {"objectType": "Group"}}, "actor.member"),
        ({"actor": {"objectType": "Group", "member": []}}, "actor.member"),
        ({"actor": {"objectType": "Group", "member": AGENT}}, "actor.member"),
        ({"actor": {"objectType": "Group", "member": [{}]}}, "actor.member[0]"),
        ({"actor": {"objectType": "Group", "member": [AGENT, GROUP]}}, "actor.member[1].objectType"),
        ({"actor": {**AGENT, "member": [AGENT]}}, "actor.member"),
        ({"verb": None}, "verb"),
        ({"verb": {"id": "read"}}, "verb.id"),
        ({"verb": {"id": "ab=c://should.fail.com"}}, "verb.id"),
        ({"verb": {"id": "urn:x:y", "display": {}}}, "verb.display"),
        ({"verb": {"id": "urn:x:y", "display": {"something": "x"}}}, "verb.display.something"),
        ({"verb": {"id": "urn:x:y", "display": {"zh-z-aaa-z-bbb": "x"}}}, "verb.display.zh-z-aaa-z-bbb"),
        ({"verb": {"id": "urn:x:y", "display": {"de": None}}}, "verb.display.de"),
        ({"verb": {"id": VOIDED}}, "object.objectType"),
        ({"object": "book"}, "object"),
        ({"object": {"id": "no iri"}}, "object.id"),
        ({"object": AGENT}, "object.mbox"),
        ({"object": {"objectType": "Book", "id": "urn:x:y"}}, "object.objectType"),
        ({"object": {"objectType": "statementref", "id": UUID}}, "object.objectType"),
        ({"object": {"objectType": "StatementRef", "id": "x"}}, "object.id"),
        ({"object": {**SUB, "object": SUB}}, "object.object.objectType"),
        ({"object": {**SUB, "verb": {}}}, "object.verb.id"),
        ({"object": {**SUB, "id": UUID}}, "object.id"),
        ({"object": {**SUB, "version": "1.0.0"}}, "object.version"),
        ({"object": {**SUB, "object": GROUP, "context": {"platform": "x"}}}, "object.context.platform"),
        ({"object": {**SUB, **scored(raw=2, max=1)}}, "object.result.score.raw"),
        ({"object": GROUP, "context": {"revision": "1"}}, "context.revision"),
        ({"timestamp": "yesterday"}, "timestamp"),
        ({"timestamp": "2026-11-23T08:00:00"}, "timestamp"),
        ({"timestamp": "2026-11-23T08:00:00-00:00"}, "timestamp"),
        ({"timestamp": "2026-02-30T08:00:00Z"}, "timestamp"),
        ({"timestamp": "0001-01-01T00:00:00+14:00"}, "timestamp"),
        ({"stored": 1}, "stored"),
        ({"version": "0.9.9"}, "version"),
        ({"version": "1.1.0"}, "version"),
        ({"authority": GROUP}, "authority.member"),
        ({"authority": {"objectType": "Group", "member": [ANNA, AGENT], **AGENT}}, "authority.mbox"),
        ({"context": []}, "context"),
        ({"context": {"registration": "x"}}, "context.registration"),
        ({"context": {"instructor": {}}}, "context.instructor"),
        ({"context": {"team": AGENT}}, "context.team.objectType"),
        ({"context": {"language": "a12345"}}, "context.language"),
        ({"context": {"contextActivities": {"above": []}}}, "context.contextActivities.above"),
        (parents({"id": "urn:x:y"}, "urn:x:y"), "context.contextActivities.parent[1]"),
        (parents({"id": 1}), "context.contextActivities.parent[0].id"),
        ({"result": {"success": None}}, "result.success"),
        ({"result": {"success": 1}}, "result.success"),
        ({"result": {"completion": "true"}}, "result.completion"),
        ({"result": {"duration": "P4W1D"}}, "result.duration"),
        ({"result": {"extensions": {"no iri": 1}}}, "result.extensions['no iri']"),
        (scored(scaled=1.00001), "result.score.scaled"),
        (scored(scaled=True), "result.score.scaled"),
        (scored(raw="100"), "result.score.raw"),
        (scored(raw=1, min=2), "result.score.raw"),
        (scored(min=2, max=2), "result.score.min"),
        (scored(raw=float("nan")), "result.score.raw"),
        (about(interactionType="choiCe"), "object.definition.interactionType"),
        (about(correctResponsesPattern=["true"]), "object.definition.interactionType"),
        (about(interactionType="likert", choices=[]), "object.definition.choices"),
        (about(interactionType="likert", scale=[{"id": "a"}, {"id": "a"}]), "object.definition.scale[1].id"),
        (about(extensions="x"), "object.definition.extensions"),
        ({"attachments": ATTACHMENT}, "attachments"),
        ({"attachments": [{**ATTACHMENT, "length": "27"}]}, "attachments[0].length"),
        ({"attachments": [{**ATTACHMENT, "contentType": "text"}]}, "attachments[0].contentType"),
        ({"attachments": [{**ATTACHMENT, "sha2": "0"}]}, "attachments[0].sha2"),
    ],
)
def test_check_statement_says_where_a_bad_one_is_wrong(change, path, version):
    with pytest.raises(StatementInvalidError) as caught:
        check_statement({**GOOD, **change}, version=version)

    assert caught.value.path == path
    assert caught.value.reason.startswith("must ")
    assert caught.value.clause.startswith("xAPI 1.0.3 Data " if version.startswith("1") else "IEEE 9274.1.1 4.")


@pytest.mark.parametrize(
    ("change", "versions"),
    [
        ({"timestamp": "2008-09-15 15:53:00.601+00:00"}, ["2.0.0"]),
        ({"timestamp": "2008-09-15t15:53:00z"}, ["2.0.0"]),
        ({"timestamp": "2008-09-15T15:53:00+0100"}, ["1.0.3"]),
        ({"timestamp": "20080915T155300Z"}, ["1.0.3"]),
        ({"version": "2.0.0"}, ["2.0.0"]),
        ({"context": {"contextAgents": [{"objectType": "contextAgent", "agent": ANNA}]}}, ["2.0.0"]),
        (
            {"object": {**SUB, "context": {"contextGroups": [{"objectType": "contextGroup", "group": GROUP}]}}},
            ["2.0.0"],
        ),
        ({"context": {"contextAgents": [{"objectType": "contextAgent", "agent": GROUP}]}}, []),
        ({"context": {"contextAgents": [{"agent": ANNA}]}}, []),
        ({"context": {"contextAgents": [{"objectType": "contextAgent", "agent": ANNA, "relevantTypes": []}]}}, []),
    ],
)
def test_check_statement_goes_by_the_version_of_the_request(change, versions):
    def passes(version):
        try:
            check_statement({**GOOD, **change}, version=version)
        except StatementInvalidError:
            return False
        return True

    assert [version for version in ("1.0.3", "2.0.0") if passes(version)] == versions


def test_check_statement_says_which_rule_is_broken():
    with pytest.raises(StatementInvalidError) as caught:
        check_statement({**GOOD, "actor": {"mbox": "x"}}, version="2.0.0")

    assert str(caught.value) == "actor.mbox: must be mailto: and one mail address (IEEE 9274.1.1 4.2.2.1)"


@pytest.mark.parametrize("file", sorted(Path("tests/golden").glob("*.json")), ids=lambda file: file.stem)
def test_check_statement_lets_our_own_pass(file):
    check_statement(json.loads(file.read_text()))


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (check_agent, AGENT),
        (check_actor, GROUP),
        (check_identified_actor, {"objectType": "Group", **ANNA}),
        (check_activity, {"id": "urn:x:y", "definition": {"type": "urn:x:y"}}),
    ],
)
def test_parts_of_a_statement_may_come_alone(check, value):
    check(value)


@pytest.mark.parametrize(
    ("check", "value", "path"),
    [
        (check_agent, GROUP, "agent.objectType"),
        (check_agent, "anna", "agent"),
        (check_actor, {**AGENT, **ANNA}, "actor"),
        (check_actor, {"account": {"homePage": "x", "name": "a"}}, "actor.account.homePage"),
        (check_identified_actor, GROUP, "agent"),
        (check_identified_actor, {}, "agent"),
        (check_activity, {"id": "x"}, "activity.id"),
        (
            check_activity,
            about(interactionType="choice", choices=[{"id": ""}])["object"],
            "activity.definition.choices[0].id",
        ),
    ],
)
def test_a_part_alone_is_refused_with_the_name_of_its_parameter(check, value, path):
    with pytest.raises(StatementInvalidError) as caught:
        check(value)

    assert caught.value.path == path


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (check_iri, "act:x", "x"),
        (check_iri, "https://example.org", None),
        (check_uuid, UUID, "x"),
        (check_timestamp, "2026-11-23T08:00:00Z", "2026-11-23"),
        (check_language_tag, "de", "de_DE"),
        (check_language_map, {"de": ""}, {"de_DE": ""}),
    ],
)
def test_values_alone_keep_the_rules_of_statements(check, good, bad):
    check(good, path="since")
    with pytest.raises(StatementInvalidError, match=r"^since"):
        check(bad, path="since")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-23T08:00:00+01:00", "2026-11-23T07:00:00+00:00"),
        ("2008-09-15 15:53:00.601z", "2008-09-15T15:53:00.601000+00:00"),
        ("2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00+00:00"),
        ("20161231T235960Z", "2017-01-01T00:00:00+00:00"),
        ("2026-11-23T08:00:00.1234567899Z", "2026-11-23T08:00:00.123456+00:00"),
    ],
)
def test_moment_is_in_utc(text, utc):
    assert moment(text).isoformat() == utc
