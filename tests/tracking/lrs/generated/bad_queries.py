"""Addresses and methods that are wrong: unknown, doubled, misspelt, missing and malformed parameters, broken coding."""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from tests.tracking.lrs.generated.bad import AGENT as PERSON
from tests.tracking.lrs.generated.bad_headers import right
from tests.tracking.lrs.generated.resources import FILTERS, RESOURCES, TIME, UUID, Operation
from tests.tracking.lrs.generated.sent import Bad, Bads, Caller, addressed, query

UNKNOWN = (
    *("colour", "id", "statement", "statements", "StatementID", "statement_id", "statementid", "page", "offset"),
    *("cursor", "more", "Agent", "actor", "mbox", "Verb", "verbs", "activity_id", "activityid", "Limit", "limit[]"),
    *("limit ", " limit", "order", "sort", "format[]", "Format", "callback", "_", "", "method", "Authorization"),
    *("X-Experience-API-Version", "content", "If-Match", "relatedAgents", "related-agents", "since ", "until[]", "ä"),
    *("\U0001f600", "x" * 2_000, "'--", "<x>"),
)
RAW = (
    *("x", "x&y", "&", "&&", "=", "==", "=x", "%", "%=1", "%zz=1", "%f=1", "%ff=1", "%c3=1", "%ed%a0%80=1", "%00=1"),
    *("a%00b=1", "x=%ff", "x=%c0%80", "x=%f5%80%80%80", "x=%00", "x=1&&y=2", "&x=1", "x=1&", "?", "?x=1", "x=1?y=2"),
    *("x=\xff", "\xff=1", "x=1#y", "[]", "{}", "a;b", "a=1;b=2", "&".join(f"a{number}=1" for number in range(200))),
    *("%2500=1", "+=1", "x=1&x=1"),
)
FLAGS = (
    *("", "yes", "no", "1", "0", "on", "t", "truee", " true", "true ", "null", "[true]", "true,false", "\U0001d42d"),
    *("-1", "TRUE\n"),
)
IRIS = (
    *("", " ", "x", "example.org", "/books/1", "//example.org/x", "https://", "http:", ":", "https:// x", "a b:c"),
    *("1a:b", "://x", "https://example.org/a b", "https://example.org/<x>", 'https://example.org/"x"'),
    *("https://example.org/%zz", "https://example.org/%", "https://example.org/\n", " https://example.org"),
    *("https://example.org\\x", "https://example.org/{x}", "https://example.org/|", "ä:b", "https://example.org/^"),
    *("https://example.org/`", "https://example.org/\t", "null", "[]", "https://example.org/\ufffe", "{}"),
)
UUIDS = (
    *("", " ", "x", "null", "0", UUID[:-1], f"{UUID}0", f" {UUID}", f"{UUID} ", f"{{{UUID}}}", f"urn:uuid:{UUID}"),
    *(f"{UUID}\n", UUID.replace("-", ""), UUID.replace("-", "_"), UUID.replace("7", "g"), f"{UUID},{UUID}"),
    *(UUID.replace("-", "\u2010"), "[]", UUID.replace("1", "\u0661"), UUID.replace("1", "\uff11"), "-" * 36),
    *("0" * 36, UUID[1:] + "-", f"'{UUID}'", UUID * 500),
)
TIMES = (
    *("", " ", "x", "now", "yesterday", "null", "0", "1700000000", "2026", "2026-11", "23.11.2026", "11/23/2026"),
    *("2026-11-23T", "T08:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-11-31T00:00:00Z"),
    *("2026-02-29T00:00:00Z", "2026-11-23T25:00:00Z", "2026-11-23T08:60:00Z", "2026-11-23T08:00:61Z"),
    *("2026-11-23T08:00:00-00:00", "2026-11-23T08:00:00+25:00", "2026-11-23T08:00:00+", "2026-11-23T08:00:00ZZ"),
    *("2026-11-23T08:00:00z+01:00", "2026-11-23T08:00:00.Z", "2026-11-23T08:00:00-0000", "2026-11-23T8:00:00Z"),
    *(f"{TIME} ", f" {TIME}", f"{TIME}\n", f"{TIME}/{TIME}", "20261123", "2026-W48-1T08:00:00Z"),
    *("-2026-11-23T08:00:00Z", "99999-01-01T00:00:00Z", "\u0662\u0660\u0662\u0666-11-23T08:00:00Z"),
    *("2026-11-23T08:00:00 Europe/Berlin", "2026-11-23T08:00:00-00", "0000-00-00T00:00:00Z"),
)
COUNTS = (
    *("", " ", "-1", "-0", "+1", "1.0", "1.5", "1e2", "0x10", "1,000", "1_000", "x", "all", "null", "NaN"),
    *("Infinity", " 1", "1 ", "1\n", "\u0663", "\xb2", "9" * 10, "9" * 5_000, "--1", "[1]", '"1"', "1;2", "\uff11"),
    *("1/2", "0b1", "\u2155", "1-2", "true", "2**3", "-" * 9),
)
FORMATS = (
    *("", " ", "x", "EXACT", "Exact", "exact ", "exact,ids", "full", "null", "id", "canonicals", "json", "xml"),
    *("\u0435xact", "ids\n", "0"),
)
AGENTS = (
    *("", " ", "x", "null", "true", "0", "[]", "{}", '""', "anna@example.org", "mailto:anna@example.org", "{"),
    *('{"mbox"', "[{}]", "{'a':1}", f"[{json.dumps(PERSON)}]", json.dumps(json.dumps(PERSON))),
    *(json.dumps(PERSON)[:-1], json.dumps(PERSON) + "x", f"\ufeff{json.dumps(PERSON)}"),
    *('{"mbox":"anna@example.org"}', '{"mbox":"mailto:"}', '{"mbox":"mailto:a%zz@example.org"}', '{"mbox":null}'),
    *('{"mbox":["mailto:a@b.de"]}', '{"mbox":"mailto:a@b.de","openid":"https://a.de"}'),
    *('{"mbox":"mailto:a@b.de","mbox":"mailto:b@b.de"}', '{"name":"Anna"}', '{"mbox":"mailto:a@b.de","colour":"x"}'),
    *('{"Mbox":"mailto:a@b.de"}', '{"mbox":"mailto:a@b.de","name":1}', '{"mbox":"mailto:a@b.de","name":NaN}'),
    *('{"mbox_sha1sum":"x"}', '{"mbox_sha1sum":""}', '{"openid":"x"}', '{"account":{}}', '{"account":{"name":"x"}}'),
    *('{"account":"x"}', '{"account":{"homePage":"https://a.de"}}', '{"account":{"homePage":"x","name":"y"}}'),
    *('{"account":{"homePage":"https://a.de","name":1}}', '{"objectType":"Group","member":[]}'),
    *('{"objectType":"Group","name":"x"}', '{"objectType":"Group","member":[{"mbox":"mailto:a@b.de"}]}'),
    *('{"objectType":"Activity","id":"https://a.de"}', '{"objectType":"agent","mbox":"mailto:a@b.de"}'),
    *('{"objectType":1,"mbox":"mailto:a@b.de"}', '{"mbox":"mailto:a@b.de","name":"\\ud800"}', "[" * 5_000),
    *('{"a":' * 1_500, '{"mbox":"mailto:a@b.de","name":1e999}', "NaN", "9" * 5_000),
    *('{"mbox":"mailto:a@b.de","member":[]}', '{"id":"https://a.de"}', '{"mbox":"mailto:a@b.de"}{}'),
    '{"mbox":"mailto:a@b.de",}',
)
IDS_OF_DOCUMENTS = ("",)
WRONG: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("statementId", "voidedStatementId", "registration"), UUIDS),
    **dict.fromkeys(("verb", "activity", "activityId"), IRIS),
    **dict.fromkeys(("since", "until"), TIMES),
    **dict.fromkeys(("related_activities", "related_agents", "ascending", "attachments"), FLAGS),
    **dict.fromkeys(("stateId", "profileId"), IDS_OF_DOCUMENTS),
    "agent": AGENTS,
    "limit": COUNTS,
    "format": FORMATS,
}
METHODS = (
    *("PATCH", "TRACE", "CONNECT", "PROPFIND", "LINK", "PURGE", "FOO", "GETS", "SEARCH", "QUERY", "X" * 200),
    "M-SEARCH",
)
ALL_METHODS = ("GET", "PUT", "POST", "DELETE")
PATHS = (
    *("/", "//", "/x", "/statement", "/Statements", "/STATEMENTS", "/statements//", "/statements/x"),
    *("/statements.json", "/statements%20", "/statements%00", "/statements/%00", "/%00", "/%ff", "/%ed%a0%80"),
    *("/statements%0a", "/statements/.", "/statements/..", "/../statements", "/./statements", "//statements"),
    *("/%2e%2e/statements", "/statements;x=1", "/statements,", "/statements'", "/ä", "/%c3%a4", "/statements/more"),
    *("/statements/more/", "/statements/more//", "/statements/more/x/y", "/statements/more/ä"),
    *("/statements/more/%00", "/more", "/statements/more/x%20y", "/statements/more/%ff", "/statements/more/'"),
    *("/about/x", "/abouts", "/About", "/about//", "/about%00", "/about.json", "/activity", "/activities/states"),
    *("/activities/State", "/activities/state/x", "/activities/profiles", "/agent", "/Agents", "/agents/profiles"),
    *("/agents/Profile", "/agents/profile/x", "/agents/state", "/states", "/state", "/profile", "/profiles"),
    *("/oauth/initiate", "/oauth/token", "/1.0.3/statements", "/v2/statements", "/xapi/statements", "/admin"),
    *("/.git/config", "/.env", "/wp-login.php", "/x" * 1_000),
)


def bad_queries(caller: Caller) -> Bads:
    for operation in RESOURCES:
        for version in ("1.0.3", "2.0.0"):
            yield from _of_operation(caller, operation, version)
    yield from _combined(caller)
    yield from _more(caller)
    yield from _paths(caller)
    yield from _wrong_methods(caller)


def _of_operation(caller: Caller, operation: Operation, version: str) -> Bads:
    params = {**operation.params, **operation.optional}

    def bad(text: str, why: str) -> Bad:
        request = right(caller, operation, version)
        return Bad("parameter", operation.method, f"{operation.path}?{text}", request.headers, why, request.body)

    given = f"{query(**operation.params)}&" if operation.params else ""
    for name in UNKNOWN:
        if name not in params and (operation.method, name) != ("POST", "method"):
            yield bad(f"{given}{quote(name, safe='')}=1", f"{operation.method} with the unknown {name[:30]!r}")
    for text in RAW:
        yield bad(f"{given}{text}", f"{operation.method} with {text[:30]!r}")
    for name in operation.params:
        rest = {other: value for other, value in operation.params.items() if other != name}
        if name not in operation.may_lack:
            yield bad(query(**rest), f"{operation.method} without {name}")
    for name, value in params.items():
        others = {other: each for other, each in operation.params.items() if other != name}
        for twice in ((value, value), (value, "x"), ("x", value), ("", value)):
            told = "&".join(f"{name}={quote(each, safe='')}" for each in twice)
            yield bad(f"{query(**others)}&{told}" if others else told, f"{name} twice")
        for wrong in {
            name.upper(),
            name.title(),
            name.swapcase(),
            f"{name}s",
            f"{name} ",
            name[:-1],
            f"{name}[]",
        } - set(params):
            yield bad(query(**others, **{wrong: value}), f"{name} written {wrong!r}")
        for wrong in WRONG[name]:
            yield bad(query(**others, **{name: wrong}), f"{name} {wrong[:40]!r}")
        for raw in ("%ff", "%c0%80", "%ed%a0%80", "%00", f"{quote(value, safe='')}%00", f"%ff{quote(value, safe='')}"):
            yield bad(f"{query(**others)}&{name}={raw}" if others else f"{name}={raw}", f"{name} coded {raw[-10:]}")


def _combined(caller: Caller) -> Bads:
    for version in ("1.0.3", "2.0.0"):
        for one in ("statementId", "voidedStatementId"):
            for name, value in {**FILTERS, "statementId": UUID, "voidedStatementId": UUID}.items():
                if name not in {one, "format", "attachments"}:
                    target = addressed("/statements", **{one: UUID, name: value})
                    yield Bad("parameter", "GET", target, caller.headers(version), f"{one} with {name}")
        if version == "1.0.3":
            target = addressed("/statements", since="2026-11-23T08:00:00")
            yield Bad("parameter", "GET", target, caller.headers(version), "since without offset")


def _more(caller: Caller) -> Bads:
    token = caller.token
    for wrong in dict.fromkeys(_wrong_tokens(token)):
        for version in ("1.0.3", "2.0.0"):
            yield Bad(
                "more",
                "GET",
                f"/statements/more/{wrong}",
                caller.headers(version),
                f"{wrong[:60]}",
                b"",
                frozenset({400, 404}),
            )
    for extra in (
        *("limit=1", "x=1", "x", "statementId=" + UUID, "format=ids", "agent=" + quote(json.dumps(PERSON)), "%ff=1"),
        *("attachments=true", "&"),
    ):
        yield Bad("more", "GET", f"/statements/more/{token}?{extra}", caller.headers(), f"with {extra}")


def _wrong_tokens(token: str) -> Iterator[str]:
    for place in range(len(token)):
        yield token[:place] + ("a" if token[place] != "a" else "b") + token[place + 1 :]
        yield token[:place]
        yield token[place + 1 :]
    yield from (
        *(token + "x", token + ":", "." + token, token * 2, token.upper(), token.swapcase(), token[::-1]),
        token.replace(":", "."),
    )
    yield from (
        *("x", "0", "-", "_", ":", "::", ".", "..", "a:b:c", "e30:x:y", ".eJw:x:y", "A" * 5_000, "%00", "null"),
        f"{token}%00",
    )


def _paths(caller: Caller) -> Bads:
    for path in PATHS:
        for method in ALL_METHODS:
            yield Bad("path", method, path, caller.headers(), f"{path[:40]!r}", b"", frozenset({400, 404, 405}))


def _wrong_methods(caller: Caller) -> Bads:
    allowed: dict[str, set[str]] = {"/about": {"GET"}, "/statements/more/" + caller.token: {"GET"}}
    for operation in RESOURCES:
        allowed.setdefault(operation.path, set()).add(operation.method)
    for path, methods in allowed.items():
        for method in {*METHODS, *ALL_METHODS} - methods:
            for version in ("1.0.3", "2.0.0"):
                for slash in ("", "/"):
                    why = f"{method[:20]} on {path[:30]}"
                    yield Bad("method", method, path + slash, caller.headers(version), why, b"", frozenset({405}))
