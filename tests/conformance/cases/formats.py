"""What holds for every property (xAPI 1.0.3 Part 2, 2.2, 4.1 to 4.4; IEEE 9274.1.1, 4.2.1 and 4.2.7)."""

from tests.conformance.caller import V1, V2
from tests.conformance.cases.case import Case, fine, refused
from tests.conformance.said import ANNA, BOOK, GONE, READ, reference

UUID = "7f2c1b0e-3a4d-4c5e-8f6a-1b2c3d4e5f60"
MAPS = ("verb.display", "object.definition.name", "object.definition.description")
EXTENSIONS = ("object.definition.extensions", "result.extensions", "context.extensions")
IRIS = (
    "verb.id",
    "object.id",
    "object.definition.type",
    "object.definition.moreInfo",
    "context.contextActivities.parent.id",
)
MISSPELT = {
    "actor": "Actor",
    "verb": "VERB",
    "object": "Object",
    "result": "Result",
    "context": "Context",
    "timestamp": "timeStamp",
}
NULLS = (
    *(
        "actor.name",
        "actor.mbox",
        "verb.id",
        "verb.display",
        "object.id",
        "object.definition",
        "object.definition.name",
    ),
    *("object.definition.moreInfo", "result", "result.score", "result.success", "context", "context.registration"),
    *(
        "context.team",
        "context.contextActivities",
        "context.contextActivities.parent",
        "timestamp",
        "attachments",
        "verb.display.de",
    ),
)
FINE_TAGS = (
    "de",
    "en-US",
    "zh-Hant",
    "cmn-Hans-CN",
    "es-419",
    "de-CH-1996",
    "sl-rozaj-biske",
    "en-a-myext-b-another",
    "x-own",
    "und",
)
BAD_TAGS = (
    "",
    "a",
    "en-",
    "-en",
    "en_US",
    "de-419-DE",
    "deutschland",
    "en US",
    "123",
    "something-more-long-than-eight",
)

CASES: list[Case] = [
    *refused("XAPI-00001", *({path: None} for path in NULLS)),
    *refused("XAPI-00001", {"actor": {}}, {"verb": {}}, {"object": {}}),
    *fine("XAPI-00001", *({path: {"https://example.org/null": None}} for path in EXTENSIONS)),
    *refused(
        "XAPI-00006",
        {"result.score.max": "100"},
        {"result.success": "true"},
        {"actor": "Anna"},
        {"object": 1},
        {"verb": [READ]},
    ),
    *refused(
        "XAPI-00007",
        {"actor.mbox": ""},
        {"verb.id": ""},
        {"object.id": ""},
        {"context.registration": ""},
        {"timestamp": ""},
    ),
    *refused(
        "XAPI-00008",
        *({name: GONE, other: value} for name, other, value in (("actor", "Actor", ANNA), ("verb", "Verb", READ))),
    ),
    *refused("XAPI-00008", *({other: "x"} for other in MISSPELT.values())),
    *refused("XAPI-00008", {"verb.ID": "x"}, {"actor.Name": "x"}, {"object.Definition": {}}, {"result.Success": True}),
    *refused("XAPI-00009", {"actor.objectType": "agent"}, {"object.objectType": "ACTIVITY"}),
    *refused("XAPI-00009", {"object": {**reference(), "objectType": "statementRef"}}),
    *refused("XAPI-00009", {"object.definition.interactionType": "True-False"}),
    *refused(
        "XAPI-00010",
        {"other": 1},
        {"actor.other": 1},
        {"verb.other": 1},
        {"object.other": 1},
        {"object.definition.other": 1},
    ),
    *refused("XAPI-00010", {"context.other": 1}, {"context.contextActivities.other.other": 1}),
    *refused("XAPI-00011", *({path: "example.org/x"} for path in IRIS)),
    *refused("XAPI-00013", *({path: {bad: "x"}} for path in MAPS for bad in BAD_TAGS)),
    *refused("XAPI-00121", *({path: bad} for path in MAPS for bad in ("x", 1, ["x"], {"de": 1}, {"de": ["x"]}))),
    *fine("XAPI-00121", *({path: {good: "x"}} for path in MAPS for good in FINE_TAGS)),
    *fine("XAPI-00015", {"object.definition.name.de": "Größe 東京 😀"}, {"result.response": "\u0000-frei ümläut \t"}),
    *refused("XAPI-00027", *({"id": bad} for bad in ("", "x", UUID[:-1], UUID + "0", "M" + UUID[1:])), inside=False),
    *fine("XAPI-00027", {"id": UUID}, inside=False),
    *refused("XAPI-00028", *({"id": bad} for bad in (1, True, None, {}, [UUID])), inside=False),
    *refused(
        "XAPI-00029", {"id": UUID.replace("-", "")}, {"id": f"{{{UUID}}}"}, {"id": f"urn:uuid:{UUID}"}, inside=False
    ),
    *refused(
        "XAPI-00029",
        *({"context.registration": bad} for bad in (UUID.replace("-", ""), f"{{{UUID}}}", f"urn:uuid:{UUID}")),
    ),
    *refused("XAPI-00030", *({"context.registration": bad} for bad in (UUID[:-1], UUID + "8", "G" + UUID[1:]))),
    *fine(
        "XAPI-00030", {"context.registration": UUID}, {"context.registration": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}
    ),
    *refused(
        "XAPI-00118", *({path: {bad: 1}} for path in EXTENSIONS for bad in ("", "key", "example.org/x", "no iri"))
    ),
    *fine(
        "XAPI-00119",
        *({path: {"https://example.org/x": good}} for path in EXTENSIONS for good in (None, "", {}, [], 0, False)),
    ),
    *refused(
        "XAPI-00120", *({path: bad} for path in EXTENSIONS for bad in ("x", 1, [], [{"https://example.org/x": 1}]))
    ),
    *fine("XAPI-00120", *({path: {"urn:x:a": 1, "urn:x:b": {"c": [1, {"d": None}]}}} for path in EXTENSIONS)),
    *refused(
        "XAPI-00101",
        *({"version": bad} for bad in ("0.9.9", "1.1.0", "1", "", "3.0.0", "1.0.x", 1, None)),
        inside=False,
    ),
    *fine("XAPI-00101", {"version": "1.0.0"}, {"version": "1.0.9"}, {"version": "1.0"}, only=V1, inside=False),
    *refused("XAPI-00101", {"version": "2.0.0"}, only=V1, inside=False),
    *fine("X2-00006", {"version": "2.0.0"}, {"version": "2.0.1"}, {"version": "2.0"}, only=V2, inside=False),
    *fine("XAPI-00014", {}, {"object": {"id": BOOK["id"]}}),
]
