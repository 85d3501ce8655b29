"""Statements within and references to statements (xAPI 1.0.3 Part 2, 2.4.4.3 and 2.3.2; IEEE 9274.1.1, 4.2.2)."""

from tests.conformance.cases.case import Case, fine, refused
from tests.conformance.said import ANNA, BOOK, GONE, READ, TEAM, VOIDED, attachment, nested, reference, said

PLAN = nested(said(context={"platform": "x"}, result={"success": True}, timestamp="2026-11-25T10:00:00Z"))
INNER = PLAN["object"]
UUID = "7f2c1b0e-3a4d-4c5e-8f6a-1b2c3d4e5f60"


def within(**change: object) -> dict[str, object]:
    inner = {**INNER, **change}
    return {"object": {name: value for name, value in inner.items() if value is not GONE}}


def bad_reference(**change: object) -> dict[str, object]:
    told = {**reference(), **change}
    return {"object": {name: value for name, value in told.items() if value is not GONE}}


CASES: list[Case] = [
    *fine("XAPI-00066", {}, within(context=GONE), within(attachments=[attachment()]), base=PLAN, inside=False),
    *fine(
        "XAPI-00066",
        *(within(object=other, context=GONE) for other in (reference(), ANNA, TEAM)),
        base=PLAN,
        inside=False,
    ),
    *refused("XAPI-00066", *(within(**{name: GONE}) for name in ("actor", "verb", "object")), base=PLAN, inside=False),
    *refused("XAPI-00066", within(other=1), within(timestamp="yesterday"), within(verb={}), base=PLAN, inside=False),
    *refused("XAPI-00067", within(authority=ANNA), base=PLAN, inside=False),
    *refused("XAPI-00068", within(version="1.0.0"), within(version="2.0.0"), base=PLAN, inside=False),
    *refused("XAPI-00069", within(stored="2026-11-25T10:00:00Z"), base=PLAN, inside=False),
    *refused("XAPI-00070", within(id=UUID), base=PLAN, inside=False),
    *refused("XAPI-00071", {}, base=nested(PLAN), inside=False),
    *refused("XAPI-00072", *(bad_reference(id=bad) for bad in (GONE, "", "x", UUID[:-1], UUID + "0", 1, {}, None))),
    *refused("XAPI-00072", bad_reference(name="x")),
    *fine("XAPI-00072", {"object": reference()}),
    *refused(
        "XAPI-00073", bad_reference(objectType=GONE), within(objectType=GONE), bad_reference(objectType="statementref")
    ),
    *refused("XAPI-00073", within(objectType="substatement"), base=PLAN, inside=False),
    *refused("XAPI-00017", *({"verb": VOIDED, "object": bad} for bad in (BOOK, ANNA, INNER)), inside=False),
    *fine("XAPI-00020", {"verb": VOIDED, "object": reference()}, inside=False),
    *fine("XAPI-00019", {"verb": {**READ, "id": "https://example.org/verbs/avoided"}}, inside=False),
]
