"""Contexts (xAPI 1.0.3 Part 2, 2.4.6; IEEE 9274.1.1, 4.2.2) and authorities (2.4.9)."""

from tests.conformance.caller import V1, V2
from tests.conformance.cases.case import Case, fine, refused
from tests.conformance.said import ANNA, BEN, BOOK, CREW, GONE, TEAM, nested, reference, said

KEYS = ("parent", "grouping", "category", "other")
TYPES = ["https://example.org/types/role"]
OTHER_OBJECTS = (ANNA, TEAM, reference(), nested(said())["object"])
BY_AGENT = {"objectType": "contextAgent", "agent": ANNA, "relevantTypes": TYPES}
BY_GROUP = {"objectType": "contextGroup", "group": TEAM, "relevantTypes": TYPES}
CONSUMER = {"objectType": "Agent", "account": {"homePage": "https://example.org/oauth", "name": "consumer"}}


def changed(whole: dict[str, object], **fields: object) -> list[dict[str, object]]:
    return [{name: value for name, value in {**whole, **fields}.items() if value is not GONE}]


def bad_relations(whole: dict[str, object], who: str, wrong: dict[str, object]) -> list[object]:
    return [
        *("x", 1, whole, [1], ["x"], [{}]),
        *(changed(whole, objectType=bad) for bad in (GONE, "Agent", "Contextagent", "", 1)),
        *(changed(whole, **{who: bad}) for bad in (GONE, {}, "x", {"name": "x"}, wrong)),
        *(changed(whole, relevantTypes=bad) for bad in ([], ["abc"], [1], "https://example.org/types/role", {})),
        changed(whole, other=1),
    ]


CASES: list[Case] = [
    *refused("XAPI-00084", *({"object": other, "context.revision": "1"} for other in OTHER_OBJECTS), inside=False),
    *refused("XAPI-00085", *({"object": other, "context.platform": "x"} for other in OTHER_OBJECTS), inside=False),
    *refused("XAPI-00084", *({"object": other, "context.revision": "1"} for other in OTHER_OBJECTS[:3])),
    *refused("XAPI-00085", *({"object": other, "context.platform": "x"} for other in OTHER_OBJECTS[:3])),
    *fine("XAPI-00084", {"context.revision": "1"}, {"context.revision": "1", "object.objectType": GONE}),
    *fine("XAPI-00085", {"context.platform": "x"}, {"context.platform": "x", "object.objectType": GONE}),
    *refused("XAPI-00086", *({"context.contextActivities": bad} for bad in ("x", 1, True, [], [BOOK]))),
    *refused("XAPI-00086", *({"context": bad} for bad in ("x", 1, True, []))),
    *refused(
        "XAPI-00087",
        *({"context.registration": bad} for bad in ("x", "", 1, True, None, {}, "7f2c1b0e3a4d4c5e8f6a1b2c3d4e5f6")),
    ),
    *fine("XAPI-00087", {"context.registration": reference()["id"]}),
    *refused("XAPI-00087b", *({"context.instructor": bad} for bad in ("x", 1, [], {}, [ANNA], {"name": "x"}, BOOK))),
    *fine("XAPI-00087b", {"context.instructor": ANNA}, {"context.instructor": TEAM}),
    *refused("XAPI-00088", *({"context.team": bad} for bad in ("x", 1, [], {}, ANNA, [TEAM], {"objectType": "Group"}))),
    *fine("XAPI-00088", {"context.team": TEAM}, {"context.team": CREW}),
    *refused("XAPI-00089", *({"context.revision": bad} for bad in (1, True, None, [], {}))),
    *refused("XAPI-00090", *({"context.platform": bad} for bad in (1, True, None, [], {}))),
    *refused(
        "XAPI-00091",
        *({"context.language": bad} for bad in (1, True, None, [], {}, "", "not a tag", "deutschland1", "de_DE")),
    ),
    *fine(
        "XAPI-00091", *({"context.language": good} for good in ("de", "en-US", "zh-Hant-TW", "de-CH-1996", "x-private"))
    ),
    *refused("XAPI-00092", *({"context.statement": bad} for bad in ("x", 1, [], {}, BOOK, {"id": reference()["id"]}))),
    *refused("XAPI-00092", {"context.statement": {"objectType": "StatementRef", "id": "x"}}),
    *fine("XAPI-00092", {"context.statement": reference()}),
    *refused("XAPI-00093", *({"context.contextActivities": {bad: [BOOK]}} for bad in ("Parent", "sibling", ""))),
    *refused("XAPI-00093", {"context.contextActivities": {"parent": [BOOK], "sibling": [BOOK]}}),
    *fine("XAPI-00093", *({f"context.contextActivities.{key}": [BOOK]} for key in KEYS)),
    *fine("XAPI-00093", {"context.contextActivities": {key: [BOOK] for key in KEYS}}),
    *refused(
        "XAPI-00094",
        *(
            {f"context.contextActivities.{key}": bad}
            for key in KEYS
            for bad in ("x", 1, {"key": "x"}, [BOOK, {}], [1], [ANNA])
        ),
    ),
    *fine("XAPI-00094", *({f"context.contextActivities.{key}": good} for key in KEYS for good in (BOOK, [BOOK, BOOK]))),
    *fine("XAPI-00094", {"context.contextActivities.parent": [{"id": BOOK["id"]}]}),
    *fine(
        "X2-00002",
        *({"context.contextAgents": changed(BY_AGENT, **some)} for some in ({}, {"relevantTypes": GONE})),
        only=V2,
    ),
    *fine("X2-00002", {"context.contextAgents": [BY_AGENT, BY_AGENT]}, only=V2),
    *refused("X2-00003", *({"context.contextAgents": bad} for bad in bad_relations(BY_AGENT, "agent", TEAM)), only=V2),
    *fine(
        "X2-00004",
        *({"context.contextGroups": changed(BY_GROUP, **some)} for some in ({}, {"relevantTypes": GONE})),
        only=V2,
    ),
    *fine("X2-00004", {"context.contextGroups": changed(BY_GROUP, group=CREW)}, only=V2),
    *refused("X2-00005", *({"context.contextGroups": bad} for bad in bad_relations(BY_GROUP, "group", ANNA)), only=V2),
    *refused("X1-00001", {"context.contextAgents": [BY_AGENT]}, {"context.contextGroups": [BY_GROUP]}, only=V1),
    *refused("XAPI-00024", *({"authority": bad} for bad in ("x", 1, [], {}, BOOK, {"name": "x"})), inside=False),
    *fine(
        "XAPI-00024",
        {"authority": ANNA},
        {"authority": {"objectType": "Group", "member": [CONSUMER, ANNA]}},
        inside=False,
    ),
    *refused(
        "XAPI-00098", *({"authority": {"objectType": "Group", "member": bad}} for bad in ([], [CONSUMER])), inside=False
    ),
    *refused("XAPI-00098", {"authority": TEAM}, {"authority": {**BEN, "objectType": "Group"}}, inside=False),
    *refused("XAPI-00100", {"authority": {"objectType": "Group", "member": [CONSUMER, ANNA, BEN]}}, inside=False),
]
