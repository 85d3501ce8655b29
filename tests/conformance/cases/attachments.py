"""Attachments as a statement tells of them (xAPI 1.0.3 Part 2, 2.4.11; IEEE 9274.1.1, 4.2.2)."""

from tests.conformance.cases.case import Case, fine, refused
from tests.conformance.said import GONE, attachment


def with_one(**fields: object) -> dict[str, object]:
    return {"attachments": [{name: value for name, value in attachment(**fields).items() if value is not GONE}]}


CASES: list[Case] = [
    *refused("XAPI-00025", *({"attachments": bad} for bad in ("x", 1, {}, attachment(), [1], ["x"], [[]], [{}]))),
    *refused("XAPI-00025", with_one(other=1)),
    *fine("XAPI-00025", with_one(), {"attachments": [attachment(), attachment(display={"de": "Urkunde"})]}),
    *refused("XAPI-00102", *(with_one(length=bad) for bad in (GONE, "4", "x", 4.5, -1, True, None, []))),
    *refused("XAPI-00103", *(with_one(sha2=bad) for bad in (GONE, 1, True, None, [], "", "x", "not a hash"))),
    *refused("XAPI-00104", *(with_one(fileUrl=bad) for bad in (1, True, None, [], "", "file.txt", "not an irl"))),
    *refused("XAPI-00105", *(with_one(contentType=bad) for bad in (GONE, 1, True, None, [], "", "text", "not a type"))),
    *refused(
        "XAPI-00105",
        *(
            with_one(contentType=f'text/plain; a="{bad}"')
            for bad in ("\r\nX: y", "\\\n", "\0", "\x7f", "\x85", "ä", "\u2028")
        ),
    ),
    *fine("XAPI-00105", with_one(contentType='text/plain; a="\t !#~ \\"\\\\"')),
    *fine("XAPI-00105", with_one(contentType="text/plain; charset=ascii"), with_one(contentType="image/svg+xml")),
    *refused(
        "XAPI-00106", *(with_one(display=bad) for bad in (GONE, 1, True, None, [], "x", {"en": 1}, {"no tag": "x"}))
    ),
    *refused(
        "XAPI-00106", *(with_one(description=bad) for bad in (1, True, None, [], "x", {"en": 1}, {"no tag": "x"}))
    ),
    *fine("XAPI-00106", with_one(description={"en": "Long", "de": "Lang"})),
    *refused(
        "XAPI-00107", *(with_one(usageType=bad) for bad in (GONE, 1, True, None, [], "", "certificate", "not an iri"))
    ),
]
