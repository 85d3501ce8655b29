"""Agents, groups, verbs (xAPI 1.0.3 Part 2, 2.4.2 and 2.4.3; IEEE 9274.1.1, 4.2.2)."""

from tests.conformance.cases.case import Case, at, fine, refused
from tests.conformance.said import ANNA, BEN, CREW, GONE, TEAM

SHA1 = "cd9b00a5611f94eaa7b1661edab976068e364975"
IFIS = {
    "mbox": "mailto:x@example.org",
    "mbox_sha1sum": SHA1,
    "openid": "https://example.org/id/x",
    "account": {"homePage": "https://example.org", "name": "x"},
}
AGENT_PLACES = ("actor", "object", "context.instructor")
GROUP_PLACES = ("actor", "object", "context.team", "context.instructor")
NO_TEXTS = (7, True, ["a"], {"a": "b"})


def agent(**fields: object) -> dict[str, object]:
    return {"objectType": "Agent", **fields}


def group(**fields: object) -> dict[str, object]:
    return {"objectType": "Group", **fields}


def of_account(**change: object) -> dict[str, object]:
    account = {**IFIS["account"], **change}
    return {name: value for name, value in account.items() if value is not GONE}


TWO_IFIS = [{one: IFIS[one], other: IFIS[other]} for one in IFIS for other in IFIS if one < other]
BAD_MBOX = (
    "x@example.org",
    "mailto:",
    "mailto:x",
    "mailto:@example.org",
    "http://example.org",
    "MAILTO x",
    "",
    *NO_TEXTS,
)
BAD_SHA1 = ("", SHA1[:-1], SHA1 + "0", "z" * 40, *NO_TEXTS)
BAD_OPENID = ("", "example.org", "/x", "not a uri", *NO_TEXTS)
BAD_HOME = ("", "example.org", "/home", "not an irl", *NO_TEXTS, GONE)

CASES: list[Case] = [
    *refused("XAPI-00003", {"actor": GONE}),
    *refused("XAPI-00004", {"verb": GONE}),
    *refused("XAPI-00005", {"object": GONE}),
    *refused(
        "XAPI-00031", *({"actor.objectType": bad} for bad in ("agent", "group", "Person", "Activity", "")), inside=True
    ),
    *fine("XAPI-00031", {"actor": ANNA}, {"actor": {"mbox": ANNA["mbox"]}}, {"actor": TEAM}, {"actor": CREW}),
    *refused("XAPI-00032", *({"actor.objectType": bad} for bad in NO_TEXTS)),
    *refused("XAPI-00033", *at(*AGENT_PLACES, values=[agent(mbox=ANNA["mbox"], name=bad) for bad in NO_TEXTS])),
    *refused("XAPI-00033", *at("actor", "context.team", values=[{**TEAM, "name": bad} for bad in NO_TEXTS])),
    *fine("XAPI-00033", *at(*AGENT_PLACES, values=[agent(mbox=ANNA["mbox"], name="Anna")])),
    *refused("XAPI-00034", *at(*AGENT_PLACES, values=[agent(), agent(name="x"), *(agent(**two) for two in TWO_IFIS)])),
    *fine("XAPI-00034", *at(*AGENT_PLACES, values=[agent(**{name: value}) for name, value in IFIS.items()])),
    *refused("XAPI-00035", *at(*AGENT_PLACES, values=[agent(mbox=ANNA["mbox"], member=[BEN])])),
    *refused(
        "XAPI-00036",
        *at("actor", "context.team", values=[group(member=bad) for bad in (ANNA, "x", 1, [1], [{}], [TEAM], [CREW])]),
        *at("actor", "context.team", values=[{**TEAM, "member": bad} for bad in (ANNA, "x", [{"name": "x"}], [TEAM])]),
    ),
    *fine("XAPI-00036", *at(*GROUP_PLACES, values=[CREW, TEAM, {**TEAM, "member": []}])),
    *refused(
        "XAPI-00037",
        *at(*GROUP_PLACES, values=[group(), group(name="x"), group(member=[]), *(group(**two) for two in TWO_IFIS)]),
    ),
    *fine("XAPI-00037", *at(*GROUP_PLACES, values=[group(**{name: value}) for name, value in IFIS.items()])),
    *refused("XAPI-00038", *at("actor", values=[agent(mbox=bad) for bad in BAD_MBOX])),
    *refused("XAPI-00038", *at("context.team", values=[group(mbox=bad) for bad in BAD_MBOX])),
    *refused("XAPI-00039", *at("actor", values=[agent(mbox_sha1sum=bad) for bad in BAD_SHA1])),
    *refused("XAPI-00039", *at("context.team", values=[group(mbox_sha1sum=bad) for bad in BAD_SHA1])),
    *refused("XAPI-00040", *at("actor", values=[agent(openid=bad) for bad in BAD_OPENID])),
    *refused("XAPI-00040", *at("context.team", values=[group(openid=bad) for bad in BAD_OPENID])),
    *refused("XAPI-00041", *at("actor", values=[agent(account=bad) for bad in ("x", 1, [], {}, [IFIS["account"]])])),
    *refused("XAPI-00041", *at("actor", values=[agent(account=of_account(other="x"))])),
    *refused("XAPI-00042", *at("actor", values=[agent(account=of_account(homePage=bad)) for bad in BAD_HOME])),
    *refused("XAPI-00042", *at("context.team", values=[group(account=of_account(homePage=bad)) for bad in BAD_HOME])),
    *refused("XAPI-00043", *at("actor", values=[agent(account=of_account(name=bad)) for bad in (*NO_TEXTS, GONE)])),
    *refused(
        "XAPI-00043", *at("context.team", values=[group(account=of_account(name=bad)) for bad in (*NO_TEXTS, GONE)])
    ),
    *fine("XAPI-00043", *at("actor", values=[agent(account=of_account(name="Zoë 1/2"))])),
    *refused("XAPI-00044", *({"verb.id": bad} for bad in (GONE, "", "read", "not an iri", *NO_TEXTS))),
    *refused("XAPI-00044", *({"verb": bad} for bad in ("x", 1, [], {}))),
    *fine("XAPI-00044", {"verb.id": "https://example.org/gelöst"}, {"verb.id": "urn:uuid:1"}, {"verb.display": GONE}),
    *refused("XAPI-00045", *({"verb.display": bad} for bad in ("read", 1, ["read"], {"de": 1}, {"de": None}))),
    *refused("XAPI-00045", {"verb.display": {"deutsch-zu-lang": "x"}}, {"verb.display": {"a12345678": "x"}}),
]
