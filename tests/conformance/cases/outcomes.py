"""Results, scores, durations, moments (xAPI 1.0.3 Part 2, 2.4.5, 2.4.7, 4.5, 4.6; IEEE 9274.1.1, 4.2.2)."""

from tests.conformance.caller import V2
from tests.conformance.cases.case import Case, fine, refused

NO_NUMBERS = ("1", "one", True, [], {}, None)
FINE_DURATIONS = ("P3Y1M29DT4H35M59.14S", "PT16559.14S", "P3Y", "PT1H0M0.1S", "P1Y2M10DT2H30M", "P4W", "PT0S", "PT0.5S")
BAD_DURATIONS = ("", "P", "PT", "1H", "PA1H0M0S", "P4W1D", "P1YT", "PT1H1", "P0003-06-04T12:30:05", 12345, True, {}, [])
BAD_MOMENTS = (
    *(
        "",
        "yesterday",
        "01/011/2015",
        "2026-13-01T10:00:00Z",
        "2026-02-30T10:00:00Z",
        "2026-11-25T25:00:00Z",
        1,
        True,
        {},
        [],
    ),
    *("2008-09-15T15:53:00.601-00", "2008-09-15T15:53:00.601-0000", "2008-09-15T15:53:00.601-00:00"),
)
FINE_MOMENTS = ("2026-11-25T10:00:00Z", "2026-11-25T10:00:00.123Z", "2026-11-25T10:00:00.123456+01:00")


def score(**fields: object) -> dict[str, object]:
    return {"result": {"score": fields}}


CASES: list[Case] = [
    *refused("XAPI-00074", *({"result.success": bad} for bad in ("true", "yes", 1, None, [], {}))),
    *refused("XAPI-00075", *({"result.completion": bad} for bad in ("false", "no", 0, None, [], {}))),
    *fine("XAPI-00074", {"result.success": True}, {"result.success": False}),
    *fine("XAPI-00075", {"result.completion": True}, {"result.completion": False}),
    *refused("XAPI-00076", *({"result.response": bad} for bad in (1, True, None, [], {}))),
    *fine("XAPI-00076", {"result.response": "A long answer ✓"}, {"result.response": ""}),
    *refused("XAPI-00077", *({"result.duration": bad} for bad in (1, True, None, [], {}))),
    *refused("XAPI-00124", *({"result.duration": bad} for bad in BAD_DURATIONS)),
    *fine("XAPI-00124", *({"result.duration": good} for good in FINE_DURATIONS)),
    *refused("XAPI-00078", *({"result.extensions": bad} for bad in ("x", 1, True, [], {"key": 1}))),
    *fine("XAPI-00078", {"result.extensions": {}}, {"result.extensions": {"https://example.org/x": {"a": None}}}),
    *refused("XAPI-00079", *({"result.score": bad} for bad in (1, "1", True, [], None))),
    *refused("XAPI-00079", *({"result": bad} for bad in (1, "x", True, []))),
    *refused("XAPI-00080", *(score(max=bad) for bad in NO_NUMBERS), score(min=2, max=1), score(min=1.5, max=1)),
    *fine("XAPI-00080", score(max=-5), score(min=0, max=0.5)),
    *refused("XAPI-00081", *(score(min=bad) for bad in NO_NUMBERS), score(min=0.1, max=-0.1)),
    *fine("XAPI-00081", score(min=100), score(min=-1.5, max=1.5)),
    *refused(
        "XAPI-00082",
        *(score(raw=bad) for bad in NO_NUMBERS),
        score(raw=11, min=0, max=10),
        score(raw=-1, min=0, max=10),
    ),
    *refused("XAPI-00082", score(raw=11, max=10), score(raw=-1, min=0)),
    *fine("XAPI-00082", score(raw=1e3), score(raw=0, min=0, max=10), score(raw=10, min=0, max=10)),
    *refused("XAPI-00083", *(score(scaled=bad) for bad in (*NO_NUMBERS, 1.01, -1.01, 80))),
    *fine("XAPI-00083", *(score(scaled=good) for good in (1, -1, 0, 0.95, -0.5))),
    *refused("XAPI-00010", score(best=1), {"result": {"grade": 1}}),
    *refused("XAPI-00123", *({"timestamp": bad} for bad in BAD_MOMENTS)),
    *refused("XAPI-00022", *({"timestamp": bad} for bad in (None, "2026-11-25 at noon", "T10:00:00Z"))),
    *fine("XAPI-00022", *({"timestamp": good} for good in FINE_MOMENTS)),
    *fine("X2-00022", {"timestamp": "2999-01-01T00:00:00Z"}),
    *fine("X2-00001", {"timestamp": "2008-09-15 15:53:00.601+00:00"}, only=V2),
]
