"""Requests to write documents that would be right but for their preconditions, their type or their JSON."""

from tests.tracking.lrs.generated.bad_bodies import BODY, malformed
from tests.tracking.lrs.generated.bad_headers import ENCODINGS
from tests.tracking.lrs.generated.resources import DOCUMENTS, Operation
from tests.tracking.lrs.generated.sent import Bad, Bads, Caller, addressed

MATCHES = (
    *("*", '"x"', "x", "", " ", '""', 'W/"x"', '"x", "y"', '"x" "y"', ",", '"', "'x'", '"x', "W/", "*, *", '"*"'),
    *("\xe4", "\x00", '"' + "0" * 40 + '"', "0" * 40, "null", '"' + "a" * 5_000 + '"'),
    ", ".join(f'"{number}"' for number in range(900)),
)
TYPES = (
    *("\x00", "\x01text/plain", "text/plain\x00", "text/plain\r\nX-Other: 1", "\xff\xfe", "te\xe4t/plain"),
    "a/" + "b" * 300,
)


def bad_documents(caller: Caller) -> Bads:
    for operation in DOCUMENTS:
        if operation.method == "GET":
            continue
        for version in ("1.0.3", "2.0.0"):
            yield from _unmet(caller, operation, version)
            if operation.takes_body:
                yield from _of_wrong_type(caller, operation, version)
    yield from _unread(caller)


def _bad(
    caller: Caller,
    operation: Operation,
    version: str,
    why: str,
    expected: tuple[int, ...],
    body: bytes = BODY,
    **headers: str,
) -> Bad:
    target = addressed(operation.path, **operation.params)
    told = caller.headers(version, **{name.replace("_", "-"): value for name, value in headers.items()})
    content = body if operation.takes_body else b""
    return Bad("document", operation.method, target, told, f"{operation.method} {why}", content, frozenset(expected))


def _unmet(caller: Caller, operation: Operation, version: str) -> Bads:
    """There is no document, so no ETag can be right."""
    for text in MATCHES:
        yield _bad(caller, operation, version, f"If-Match {text[:30]!r}", (400, 412), If_Match=text)
    if operation.method == "PUT" and operation.path.endswith("profile") and version == "1.0.3":
        yield _bad(caller, operation, version, "a profile without precondition", (400,))
    if operation.method == "DELETE" and operation.may_lack:
        rest = {name: value for name, value in operation.params.items() if name not in operation.may_lack}
        whole = Operation("DELETE", operation.path, rest)
        for name in ("If_Match", "If_None_Match"):
            yield _bad(caller, whole, version, f"all, under {name}", (400,), **{name: '"x"'})


def _of_wrong_type(caller: Caller, operation: Operation, version: str) -> Bads:
    for text in TYPES:
        yield _bad(caller, operation, version, f"type {text[:30]!r}", (400,), If_None_Match="*", Content_Type=text)
    for text in ENCODINGS:
        yield _bad(caller, operation, version, f"coded as {text}", (400, 415), If_None_Match="*", Content_Encoding=text)


def _unread(caller: Caller) -> Bads:
    for operation in DOCUMENTS:
        if operation.method == "POST":
            for body, why in malformed():
                yield _bad(caller, operation, "2.0.0", why, (400,), body)
