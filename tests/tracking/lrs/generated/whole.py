"""Good statements that together use everything, as nodes."""

from collections.abc import Iterator

from tests.tracking.lrs.generated.broken import HEX, UUID
from tests.tracking.lrs.generated.nodes import Keyed, Leaf, Many, Thing

INTERACTIONS = {
    "true-false": (),
    "choice": ("choices",),
    "fill-in": (),
    "long-fill-in": (),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "numeric": (),
    "other": (),
}


def text(value: str) -> Leaf:
    return Leaf(value, "text")


def iri(value: str = "https://example.org/x") -> Leaf:
    return Leaf(value, "iri")


def kind(value: str) -> Leaf:
    return Leaf(value, "object type")


TEXTS = Keyed({"de": "Ein Text", "en-US": ""}, "tag", at_least=1)
EXTENSIONS = Keyed({"https://example.org/größe": {"a": [None, 1.5]}, "urn:x:y": None}, "iri")
IDENTIFIERS = {
    "mbox": Leaf("mailto:anna@example.org", "mail"),
    "mbox_sha1sum": Leaf(HEX[:40], "sha1"),
    "openid": iri("https://anna.example.org/"),
    "account": Thing({"homePage": iri("https://example.org"), "name": Leaf("anna", "named")}, ("homePage", "name")),
}


def agent(by: str, *, typed: bool = True) -> Thing:
    """Its type is required where an object would be an activity without."""
    return Thing(
        {"objectType": kind("Agent"), "name": text("Anna"), by: IDENTIFIERS[by]}, (by, "objectType")[: 1 + typed]
    )


def group(by: str | None = None, *, members: int = 2) -> Thing:
    people = Many([agent(each, typed=False) for each in list(IDENTIFIERS)[:members]], at_least=0 if by else 1)
    named = {by: IDENTIFIERS[by]} if by else {}
    return Thing(
        {"objectType": kind("Group"), "name": text("Wir"), "member": people, **named},
        ("objectType",) if by else ("objectType", "member"),
    )


def activity(interaction: str | None = None, *, typed: bool = False) -> Thing:
    definition = {"name": TEXTS, "description": TEXTS, "type": iri(), "moreInfo": iri(), "extensions": EXTENSIONS}
    if interaction:
        component = Thing({"id": Leaf("a", "named"), "description": TEXTS}, ("id",))
        other = Thing({"id": Leaf("b", "named")}, ("id",))
        definition |= {
            "interactionType": Leaf(interaction, "interaction"),
            "correctResponsesPattern": Many([text("a[,]b"), text("")]),
            **{name: Many([component, other]) for name in INTERACTIONS[interaction]},
        }
    about = Thing(definition, ("interactionType",) if interaction else (), or_empty=True)
    return Thing(
        {"objectType": kind("Activity"), "id": iri("https://example.org/books/1"), "definition": about}, ("id",)
    )


REFERENCE = Thing({"objectType": kind("StatementRef"), "id": Leaf(UUID, "uuid")}, ("objectType", "id"))
VERB = Thing({"id": iri("https://example.org/verbs/read"), "display": TEXTS}, ("id",))
RESULT = Thing(
    {
        "score": Thing(
            {
                "scaled": Leaf(0.5, "scaled"),
                "raw": Leaf(1.5, "number"),
                "min": Leaf(0, "number"),
                "max": Leaf(2, "number"),
            }
        ),
        "success": Leaf(True, "boolean"),
        "completion": Leaf(False, "boolean"),
        "response": text("ja"),
        "duration": Leaf("PT4H35M59.14S", "duration"),
        "extensions": EXTENSIONS,
    }
)
ATTACHMENT = Thing(
    {
        "usageType": iri(),
        "display": TEXTS,
        "description": TEXTS,
        "contentType": Leaf("text/plain; charset=utf-8", "media type"),
        "length": Leaf(27, "whole"),
        "sha2": Leaf(HEX, "sha2"),
        "fileUrl": iri(),
    },
    ("usageType", "display", "contentType", "length", "sha2"),
)


def context(version: str, *, of_activity: bool = True) -> Thing:
    places = {name: Many([activity()], or_single=True) for name in ("parent", "grouping", "category", "other")}
    properties = {
        "registration": Leaf(UUID, "uuid"),
        "instructor": agent("mbox", typed=False),
        "team": group(members=1),
        "contextActivities": Thing(places),
        "language": Leaf("de-DE", "tag"),
        "statement": REFERENCE,
        "extensions": EXTENSIONS,
    }
    if of_activity:
        properties |= {"revision": text("2"), "platform": text("Lernhafen")}
    if version.startswith("2."):
        for name, who in {"agent": agent("account", typed=False), "group": group("openid")}.items():
            place = Thing(
                {
                    "objectType": kind(f"context{name.title()}"),
                    name: who,
                    "relevantTypes": Many([iri(), iri("urn:x:y")], at_least=1),
                },
                ("objectType", name),
            )
            properties[f"context{name.title()}s"] = Many([place])
    return Thing(properties)


def statement(**parts: object) -> Thing:
    return Thing(
        {"actor": agent("mbox", typed=False), "verb": VERB, "object": activity(), **parts}, ("actor", "verb", "object")
    )


def substatement(**parts: object) -> Thing:
    inner = statement(**parts)
    return Thing({"objectType": kind("SubStatement"), **inner.properties}, ("objectType", *inner.required))


def statements(version: str) -> Iterator[Thing]:
    """Small ones: each has one part in full."""
    time = Leaf("2026-11-23T08:00:00Z", "time")
    named = {"id": Leaf(UUID, "uuid"), "timestamp": time, "stored": time, "version": Leaf("1.0.3", "version")}
    yield statement(**named)
    yield from (statement(actor=agent(by, typed=False)) for by in IDENTIFIERS)
    yield from (statement(actor=group(by, members=4)) for by in (None, *IDENTIFIERS))
    yield from (statement(object=agent(by)) for by in IDENTIFIERS)
    yield statement(object=group("account"))
    yield statement(object=REFERENCE)
    yield from (statement(object=activity(interaction)) for interaction in INTERACTIONS)
    yield statement(result=RESULT)
    yield statement(context=context(version))
    yield statement(context=context(version, of_activity=False), object=REFERENCE)
    yield statement(authority=agent("account", typed=False))
    yield statement(authority=Thing({"objectType": kind("Group"), "member": group().properties["member"]}, ("member",)))
    yield statement(attachments=Many([ATTACHMENT, ATTACHMENT]))
    inner = {"result": RESULT, "context": context(version), "timestamp": time, "attachments": Many([ATTACHMENT])}
    yield statement(object=substatement(**inner))
    yield from (statement(object=substatement(object=each)) for each in (agent("openid"), group(), REFERENCE))
