"""Requests that would be right but for a header."""

import base64
import json
from collections.abc import Iterator
from uuid import UUID

from tests.tracking.lrs.generated.bad import GOOD
from tests.tracking.lrs.generated.resources import RESOURCES, Operation
from tests.tracking.lrs.generated.sent import Bad, Bads, Caller, addressed, basic

BODY = json.dumps(GOOD).encode()
VERSIONS = (
    *("", "1", "2", "1.", "2.", "1.1", "2.1", "1.1.0", "2.1.0", "0.9", "0.90", "0.95", "3.0.0", "1.0.", "2.0."),
    *("1.0.x", "1.0.3.1", "2.0.0.0", "1.0.-3", "v1.0.3", "V2.0.0", "1,0,3", "1.0.3,2.0.0", "1.0.3, 1.0.3", "1.0.3;q=1"),
    *("2.0.0;", '"1.0.3"', "latest", "*", "null", "01.0.3", "1.00.3", "1.0 .3", "1. 0.3", " 1.0.3", "1.0.3\t2.0.0"),
    *("\xb9.0.3", "1.0.\xb3", "Ù¡.Ù\xa0.Ù£", "1.0.3-rc1", "2.0.0+build", "1.0.3\x00", "1e0", "9274.1.1", "x" * 7_000),
)
CONTENT_TYPES = (
    *("", " ", "json", "text/json", "text/plain", "text/html; charset=utf-8", "application/xml", "application/jsonl"),
    *("application/json2", "application/ld+json", "application/x-json", "application/json/x", "application/"),
    *("/json", "application json", "application/json, text/plain", "multipart/form-data; boundary=x"),
    *("multipart/related", "multipart/alternative; boundary=x", "multipart/mixed", "multipart/mixed; boundary="),
    *('multipart/mixed; boundary=""', "multipart/mixed; boundary", "multipart/mixed;;;"),
    *("multipart/mixed; charset=utf-8", "multipart/*; boundary=x", "application/x-www-form-urlencoded"),
    *("application/octet-stream", "image/png", "*/*", "application/*", "null", "application/json\x00", "\x00"),
    *("\xff\xfe", "appl\xefcation/json", "application/json\r\nX-Other: 1", "=?utf-8?q?x?=", "application/\xe4"),
    *(";charset=utf-8", "; boundary=x", "multipart/mixed; boundary*=utf-8''%ff", "a" * 7_000),
    *("multipart/mixed; boundary*0=a; boundary*2=b", "multipart/mixed; boundary*=x", 'multipart/mixed; boundary="x'),
    *("multipart/mixed; boundary*=utf-8'", "multipart/mixed; boundary*0*=''", "multipart/mixed; boundary*1=x", "(x"),
)
ENCODINGS = (
    *("gzip", "deflate", "br", "zstd", "x-gzip", "compress", "gzip, gzip", "identity, gzip", "none", "GZIP", "utf-8"),
)
LENGTHS = ("-1", "-0", "1e3", "0x10", "+5", "1.5", "1,000", "12 12", "abc", "\xb2", "1_000", "NaN", "--1", "5;6")
"""Of Content-Length; a server in front refuses them, too."""


def bad_headers(caller: Caller) -> Bads:
    yield from _versions(caller)
    yield from _authorizations(caller)
    yield from _content_types(caller)
    yield from _lengths(caller)


def right(caller: Caller, operation: Operation, version: str = "1.0.3") -> Bad:
    """What the others differ from."""
    target = addressed(operation.path, **operation.params)
    return Bad("", operation.method, target, caller.headers(version), "", BODY if operation.takes_body else b"")


def changed(
    request: Bad, kind: str, why: str, *, expected: Iterator[int] | tuple[int, ...] = (400,), **headers: str | None
) -> Bad:
    """Header names with "_" for "-"; None takes one away."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    kept = {name: value for name, value in request.headers.items() if name not in given}
    told = {name: value for name, value in given.items() if value is not None}
    body = request.body
    return Bad(kind, request.method, request.target, {**kept, **told}, why, body, frozenset(expected))


def _versions(caller: Caller) -> Bads:
    for operation in RESOURCES:
        request = right(caller, operation)
        yield changed(request, "version", "no version", X_Experience_API_Version=None)
        for text in VERSIONS:
            yield changed(request, "version", f"version {text[:40]!r}", X_Experience_API_Version=text)


def _authorizations(caller: Caller) -> Bads:
    for operation in RESOURCES:
        request = right(caller, operation)
        yield changed(request, "authorization", "nobody", expected=(401,), Authorization=None)
        for text in dict.fromkeys(broken_credentials(caller)):
            yield changed(request, "authorization", f"{text[:60]!r}", expected=(401,), Authorization=text)


def broken_credentials(caller: Caller) -> Iterator[str]:
    key, secret, right = caller.key, caller.secret, caller.basic
    coded = right.removeprefix("Basic ")
    yield from (
        *("", " ", "Basic", "Basic ", "basic  ", "Basic :", "Basic Og==", "Basic =", "Basic ====", "Basic \xe9"),
        "\xff",
    )
    yield from (coded, f"Bearer {coded}", f"Bearer {secret}", f"Digest {coded}", f"Token {secret}", f"OAuth {coded}")
    yield from (
        f"Basic{coded}",
        f"Basic,{coded}",
        f"Basic:{coded}",
        f"Basic={coded}",
        f"Basic\t{coded}",
        f'Basic "{coded}"',
    )
    yield from (f"{right}, {right}", f"{right},Basic", f"{right} x", f"x {right}", f"Basic {right}", f"{right}\x00")
    yield from (
        f"{right}\xe4",
        f"{right}!",
        f"Basic {coded[:-1]}",
        f"Basic {coded[1:]}",
        f"Basic {coded[:9]} {coded[9:]}",
    )
    yield from (f"Basic {key}:{secret}", f"Basic {coded.swapcase()}", f"Basic {coded[::-1]}", f"Basic {coded}{coded}")
    yield from ("Negotiate", "NTLM x", "AWS4-HMAC-SHA256 Credential=x", "Basic " + "A" * 7_000, "Basic %41", "null")
    for credentials in (
        *(f"{key}", f"{key}:", f":{secret}", ":", "", f"{secret}:{key}", f"{key}:{secret} ", f"{key}:{secret}\n"),
        *(f" {key}:{secret}", f"{key}\0:{secret}", f"{key}:{secret}\0", f"\0:{secret}", f"{key} :{secret}"),
        *(f"{key}: {secret}", f"{key};{secret}", f"{key}:{secret[:-1]}", f"{key}:{secret[1:]}", f"{key}:{secret}x"),
        *(f"{key}:{secret.swapcase()}", f"{key}::{secret}", f"{key[:-1]}:{secret}", f"{key}x:{secret}"),
        *(f"{key.swapcase()}:{secret}", f"%:{secret}", f"*:{secret}", f"{key}:*", f"' OR 1=1 --:{secret}"),
        *(f"admin:{secret}", "admin:admin", f"{key}:{secret}:{secret}", f"{key}%00:{secret}", f"None:{secret}"),
        *(f"{'k' * 5_000}:{secret}", f"{key}:{'s' * 5_000}", f"\ufeff{key}:{secret}", f"{key}:\u202e{secret}"),
        f"ä{key}:{secret}",
    ):
        yield basic(credentials)
    for raw in (
        b"\xff\xfe:x",
        b"\x80" + key.encode(),
        key.encode() + b":\xc3",
        b"\xed\xa0\x80:x",
        f"{key}:{secret}".encode("utf-16"),
    ):
        yield basic(raw)
    yield "Basic " + base64.urlsafe_b64encode(b"\xfb\xff\xbf:" + secret.encode()).decode()
    yield "Basic " + base64.b64encode(f"{key}:{secret}x".encode()).decode().rstrip("=")
    yield "Basic " + base64.b32encode(f"{key}:{secret}".encode()).decode()
    yield "Basic " + f"{key}:{secret}".encode().hex()


def _content_types(caller: Caller) -> Bads:
    uuid = str(UUID(int=7, version=4))
    for method, target in (("POST", "/statements"), ("PUT", addressed("/statements", statementId=uuid))):
        for version in ("1.0.3", "2.0.0"):
            request = Bad("", method, target, caller.headers(version), "", BODY)
            yield changed(request, "content type", "none", Content_Type=None)
            for text in CONTENT_TYPES:
                yield changed(request, "content type", f"{text[:60]!r}", Content_Type=text)
            for text in ENCODINGS:
                why = f"Content-Encoding {text}, which it is not"
                yield changed(request, "content type", why, expected=(400, 415), Content_Encoding=text)


def _lengths(caller: Caller) -> Bads:
    for operation in RESOURCES:
        if not operation.takes_body:
            continue
        request = right(caller, operation)
        for text in LENGTHS:
            yield changed(request, "length", f"Content-Length {text!r}", Content_Length=text)
        for more in (1, 100, 1_000_000):
            yield changed(request, "length", f"{more} bytes are missing", Content_Length=str(len(BODY) + more))
        for size in (32 * 2**20 + 1, 50_000_000, 2**31, 2**63, 10**30, 10**400):
            yield changed(request, "length", f"{size} bytes", expected=(413,), Content_Length=str(size))
