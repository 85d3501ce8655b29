"""The alternate request syntax: broken in 1.0.x, and any use of it in 2.0, which does not have it."""

import json
from collections.abc import Iterator, Mapping
from uuid import UUID

from tests.tracking.lrs.generated.bad import GOOD
from tests.tracking.lrs.generated.bad_headers import CONTENT_TYPES, VERSIONS, broken_credentials
from tests.tracking.lrs.generated.resources import RESOURCES
from tests.tracking.lrs.generated.sent import JSON, VERSION, Bad, Bads, Caller, query

FORM = "application/x-www-form-urlencoded"
CONTENT = json.dumps(GOOD)
ID = str(UUID(int=13, version=4))
METHODS = (
    *("", " ", "PATCH", "TRACE", "CONNECT", "HEADER", "put", "Put", "GETS", "PUT ", "%00", "PUT%20", "PUT,POST", "*"),
    *("ÄÖ", "%FF", "null", "DELETE", "x" * 5_000, "PUT%0d%0aX: 1", "PUT;POST", "/", "PUT/1", "OPTIONS%20", "MKCOL"),
    "0",
)


def bad_forms(caller: Caller) -> Bads:
    yield from _in_version_2(caller)
    yield from _methods(caller)
    yield from _addresses(caller)
    yield from _types(caller)
    yield from _bodies(caller)
    yield from _fields(caller)


def form(
    caller: Caller,
    method: str,
    body: str | bytes,
    why: str,
    *,
    path: str = "/statements",
    version: str = "1.0.3",
    extra: str = "",
    content_type: str | None = FORM,
    expected: tuple[int, ...] = (400,),
) -> Bad:
    """The key comes in the header, as in a request of the other syntax."""
    headers = caller.headers(version)
    told = (
        {**headers, "Content-Type": content_type}
        if content_type is not None
        else {k: v for k, v in headers.items() if k != "Content-Type"}
    )
    raw = body.encode("utf-8") if isinstance(body, str) else body
    return Bad("alternate", "POST", f"{path}?method={method}{extra}", told, why, raw, frozenset(expected))


def right_fields(caller: Caller, **more: str) -> dict[str, str]:
    return {
        "statementId": ID,
        "content": CONTENT,
        "Content-Type": JSON,
        "Authorization": caller.basic,
        VERSION: "1.0.3",
        **more,
    }


def _in_version_2(caller: Caller) -> Bads:
    for operation in RESOURCES:
        for version in ("2.0.0", "2.0", "2.0.9"):
            fields = {**operation.params, **({"content": CONTENT} if operation.takes_body else {})}
            yield form(caller, operation.method, query(**fields), f"{version}", path=operation.path, version=version)
            told = query(**fields, **{VERSION: version})
            yield form(caller, operation.method, told, f"{version} in the form", path=operation.path)
    for method in METHODS:
        yield form(caller, method, query(content=CONTENT), f"{method!r} in 2.0", version="2.0.0", expected=(400, 405))


def _methods(caller: Caller) -> Bads:
    body = query(**right_fields(caller))
    for method in METHODS:
        yield form(caller, method, body, f"method {method[:30]!r}", expected=(400, 405))


def _addresses(caller: Caller) -> Bads:
    body = query(**right_fields(caller))
    for extra in (
        *("&statementId=" + ID, "&method=PUT", "&method=POST", "&x=1", "&", "&&", "&x", "&=", "&content=x"),
        *("&Authorization=x", "&%ff=1", "&x=%ff", "&x=%00", "&agent={}", "&limit=1", "&METHOD=PUT"),
    ):
        yield form(caller, "PUT", body, f"{extra!r} in the address", extra=extra)
    for target in (
        "/statements?statementId=" + ID + "&method=PUT",
        "/statements?x=1&method=GET",
        "/statements?&method=PUT",
    ):
        yield Bad(
            "alternate",
            "POST",
            target,
            caller.headers("1.0.3", **{"Content-Type": FORM}),
            "another parameter first",
            body.encode(),
        )
    for name in ("Method", "METHOD", "method%20", "%00method", "method%5B%5D", "_method", "methods"):
        target = f"/statements?{name}=PUT"
        yield Bad(
            "alternate",
            "POST",
            target,
            caller.headers("1.0.3", **{"Content-Type": FORM}),
            f"{name} for method",
            body.encode(),
        )
    for verb in ("PUT", "GET", "DELETE", "PATCH"):
        yield Bad(
            "alternate", verb, "/statements?method=POST", caller.headers(), f"by {verb}", b"", frozenset({400, 405})
        )


def _types(caller: Caller) -> Bads:
    body = query(**right_fields(caller))
    yield form(caller, "PUT", body, "no type", content_type=None)
    for told in CONTENT_TYPES:
        if told != FORM:
            yield form(caller, "PUT", body, f"type {told[:40]!r}", content_type=told)
    for told in (
        JSON,
        "application/x-www-form-urlencode",
        "x-www-form-urlencoded",
        "form",
        "text/x-www-form-urlencoded",
        "multipart/form-data",
    ):
        yield form(caller, "PUT", body, f"type {told!r}", content_type=told)
        yield form(caller, "GET", query(limit="1"), f"type {told!r}", content_type=told)


def _bodies(caller: Caller) -> Bads:
    right = query(**right_fields(caller))
    for body in (
        *(b"", b" ", b"x", b"=", b"&", b"==", b"content", b"statementId", b"content=", b"content=%FF"),
        *(b"content=%00", b"content={", b"content=%ED%A0%80", b"content=\xc3\xa4", b"\xff\xfe", b"\0"),
        *(b"content=[]&x", b"[]", b"{}", CONTENT.encode(), b"content=%7B%7D", right.encode("utf-16")),
        *(right.encode() + b"&", b"&" + right.encode(), right.encode() + b"&x", right.encode() + b"&\xe4=1"),
        *(right.encode() + b"&a=%FF", right.encode() + b"&a=%00", right.encode() + b"&%00=1"),
        *(b"&".join(b"a%d=1" % n for n in range(5_000)), b"&".join([b"a=1"] * 200), right.replace("&", ";").encode()),
        *(right.replace("=", ":").encode(), right.encode()[: len(right) // 2]),
    ):
        for method in ("PUT", "POST"):
            yield form(caller, method, body, f"the form {body[:40]!r}")


def _fields(caller: Caller) -> Bads:
    for name, values, expected in _wrong_fields(caller):
        for value in values:
            fields: Mapping[str, str] = right_fields(caller, **{name: value})
            yield form(caller, "PUT", query(**fields), f"{name} {value[:40]!r}", expected=expected)
    for name in (
        *("colour", "statementid", "StatementId", "verb", "limit", "agent", "method", "Content", "CONTENT"),
        *("If-None", "X-Other", "Host", "Cookie"),
    ):
        fields = right_fields(caller, **{name: "x"})
        yield form(caller, "PUT", query(**fields), f"the field {name}")
    for name in ("statementId", "content"):
        rest = {key: value for key, value in right_fields(caller).items() if key != name}
        yield form(caller, "PUT", query(**rest), f"no field {name}")
        yield form(
            caller,
            "PUT",
            f"{query(**right_fields(caller))}&{query(**{name: right_fields(caller)[name]})}",
            f"{name} twice",
        )
    for name, value in {"Authorization": caller.basic, VERSION: "1.0.3", "Content-Type": JSON}.items():
        fields = right_fields(caller)
        yield form(caller, "PUT", f"{query(**fields)}&{query(**{name: value})}", f"{name} twice")
        yield form(
            caller, "PUT", f"{query(**fields)}&{query(**{name.lower(): value})}", f"{name} twice, once in small letters"
        )


def _wrong_fields(caller: Caller) -> Iterator[tuple[str, tuple[str, ...], tuple[int, ...]]]:
    yield "Authorization", tuple(dict.fromkeys(broken_credentials(caller))), (400, 401)
    yield VERSION, (*VERSIONS, "1.0.\u0663", "\u0661.0.3", "2.0.\u0663", "1.0.3\n"), (400,)
    yield "Content-Type", CONTENT_TYPES, (400,)
    yield (
        "statementId",
        ("", "x", "null", ID[:-1], f"{{{ID}}}", f"urn:uuid:{ID}", ID.replace("-", ""), f"{ID} ", ID.replace("0", "O")),
        (400,),
    )
    yield (
        "content",
        (
            *("", "x", "[", "null", "[]", f"[{CONTENT}]", CONTENT[:-1], f"{CONTENT}x", f"\ufeff{CONTENT}", "\ud7ff"),
            *("NaN", "[" * 100_000),
        ),
        (400,),
    )
