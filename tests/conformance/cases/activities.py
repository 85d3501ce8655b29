"""Objects of statements: activities and their definitions (xAPI 1.0.3 Part 2, 2.4.4; IEEE 9274.1.1, 4.2.2)."""

from tests.conformance.cases.case import Case, fine, refused
from tests.conformance.said import ANNA, BOOK, CREW, GONE, TEAM, component, interaction, reference, said

COMPONENTS = {
    "choice": ("choices",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "matching": ("source", "target"),
    "performance": ("steps",),
}
OF_LIST = [(kind, name) for kind, names in COMPONENTS.items() for name in names]
NUMBERS = {
    "choices": "XAPI-00055",
    "scale": "XAPI-00054",
    "source": "XAPI-00053",
    "target": "XAPI-00052",
    "steps": "XAPI-00051",
}
PATTERNS = {
    "true-false": ["true"],
    "choice": ["a[,]b"],
    "fill-in": ["Bob's your uncle"],
    "long-fill-in": ["{case_matters=false}{lang=en}A long answer"],
    "matching": ["a[.]b"],
    "performance": ["a[.]1:5"],
    "sequencing": ["b[,]a"],
    "likert": ["a"],
    "numeric": ["4[:]7"],
    "other": ["(1.5,2)"],
}
BAD_COMPONENTS = (
    *("x", 1, component("a"), ["x"], [1], [[]], [{}]),
    *([{"description": {"en": "x"}}], [{"id": 1}], [{"id": {}}], [component("a"), component("a")]),
)
DEFINITION = BOOK["definition"]


def defined(**fields: object) -> dict[str, object]:
    definition = {name: value for name, value in {**DEFINITION, **fields}.items() if value is not GONE}
    return {"object": {**BOOK, "definition": definition}}


def asked(kind: str) -> dict[str, object]:
    lists = {name: [component("a"), component("b")] for name in COMPONENTS.get(kind, ())}
    return interaction(kind, correctResponsesPattern=PATTERNS[kind], **lists)


def without_kind(kind: str) -> dict[str, object]:
    activity = asked(kind)
    del activity["definition"]["interactionType"]
    return activity


CASES: list[Case] = [
    *refused(
        "XAPI-00046", *({"object.objectType": bad} for bad in ("activity", "Verb", "substatement", "", 1, None, []))
    ),
    *fine(
        "XAPI-00046",
        {"object": BOOK},
        {"object.objectType": GONE},
        {"object": ANNA},
        {"object": TEAM},
        {"object": CREW},
    ),
    *fine("XAPI-00046", {"object": reference()}),
    *refused("XAPI-00047", *({"object.id": bad} for bad in (GONE, "", "book", "/books/1", "no iri", 1, True, {}, []))),
    *refused("XAPI-00047", *({"object": bad} for bad in ("x", 1, [], {}))),
    *fine("XAPI-00047", {"object": {"id": "https://example.org/bücher/1"}}, {"object": {"id": "urn:isbn:1"}}),
    *refused("XAPI-00048", *({"object.definition": bad} for bad in ("x", 1, [], True))),
    *fine("XAPI-00048", {"object.definition": GONE}),
    *refused("XAPI-00049", *({"object": interaction(bad)} for bad in ("Choice", "multiple", "", 1, [], {}))),
    *fine("XAPI-00049", *({"object": asked(kind)} for kind in PATTERNS)),
    *refused(
        "XAPI-00050",
        *({"object": interaction("fill-in", correctResponsesPattern=bad)} for bad in ("x", 1, {}, [1], [{}])),
    ),
    *(
        case
        for kind, name in OF_LIST
        for case in refused(
            NUMBERS[name], *({"object": interaction(kind, **{name: bad})} for bad in ("x", 1, {}, component("a")))
        )
    ),
    *refused("XAPI-00056", *(defined(name=bad) for bad in ("x", 1, [], {"en": 1}, {"not a tag": "x"}))),
    *refused("XAPI-00057", *(defined(extensions=bad) for bad in ("x", 1, [], True, {"key": 1}, {"": 1}))),
    *fine("XAPI-00057", defined(extensions={}), defined(extensions={"urn:x:1": [1, None]})),
    *(
        case
        for kind, name in OF_LIST
        for case in refused("XAPI-00058", *({"object": interaction(kind, **{name: bad})} for bad in BAD_COMPONENTS[7:]))
    ),
    *refused("XAPI-00059", *(defined(description=bad) for bad in ("x", 1, [], {"en": 1}, {"not a tag": "x"}))),
    *refused("XAPI-00060", *(defined(type=bad) for bad in ("book", "", 1, {}, []))),
    *refused("XAPI-00061", *(defined(moreInfo=bad) for bad in ("book.html", "/books", "", 1, {}, []))),
    *(
        case
        for kind, name in OF_LIST
        for case in refused(
            "XAPI-00062",
            *(
                {"object": interaction(kind, **{name: [{"id": "a", "description": bad}]})}
                for bad in ("x", 1, {"en": 1}, {"x y": "x"})
            ),
        )
    ),
    *(
        case
        for kind, name in OF_LIST
        for case in refused(
            "XAPI-00063", *({"object": interaction(kind, **{name: bad})} for bad in BAD_COMPONENTS[3:7])
        )
    ),
    *refused("XAPI-00064", *({"object": without_kind(kind)} for kind in PATTERNS)),
    *refused(
        "XAPI-00065", *({"object": {k: v for k, v in who.items() if k != "objectType"}} for who in (ANNA, TEAM, CREW))
    ),
    *fine("XAPI-00065", {"object": ANNA}, {"object": TEAM}, base=said()),
]
