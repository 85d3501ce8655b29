"""multipart/mixed bodies that would be right but for one thing (RFC 2046, 5.1; xAPI 1.0.3 Part 3, 1.5.2)."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256, sha512
from typing import Any
from uuid import UUID

from tests.tracking.lrs.generated.bad import GOOD
from tests.tracking.lrs.generated.sent import JSON, Bad, Bads, Caller, addressed

EDGE = "edge-of-a-part"
TYPE = f'multipart/mixed; boundary="{EDGE}"'
CONTENT = b"the content of an attachment"
OTHER = b"something else"
HASH = "X-Experience-API-Hash"
Part = tuple[Sequence[tuple[str, str]], bytes]
FIRST = (("Content-Type", JSON),)


def hashed(content: bytes) -> str:
    return sha256(content).hexdigest()


def declared(content: bytes, **changes: Any) -> dict[str, Any]:
    told = {
        "usageType": "https://example.org/usage",
        "display": {"en": "a file"},
        "contentType": "text/plain",
        "length": len(content),
        "sha2": hashed(content),
    }
    return {**told, **changes}


def holding(*contents: bytes, **changes: Any) -> bytes:
    return json.dumps({**GOOD, "attachments": [declared(each, **changes) for each in contents]}).encode()


def heads(content: bytes = CONTENT, **changes: str | None) -> tuple[tuple[str, str], ...]:
    told = {"Content-Type": "text/plain", "Content-Transfer-Encoding": "binary", HASH: hashed(content)}
    given = {name.replace("_", "-"): value for name, value in changes.items()}
    return tuple((name, value) for name, value in {**told, **given}.items() if value is not None)


def written(
    parts: Sequence[Part], *, edge: str = EDGE, line: str = "\r\n", end: str = "--\r\n", before: bytes = b""
) -> bytes:
    pieces = [before]
    for place, (names, content) in enumerate(parts):
        start = f"--{edge}{line}" if place == 0 else f"{line}--{edge}{line}"
        pieces += [
            start.encode(),
            *(f"{name}: {value}{line}".encode() for name, value in names),
            line.encode(),
            content,
        ]
    return b"".join([*pieces, f"{line}--{edge}{end}".encode()])


STATEMENT = holding(CONTENT)
RIGHT: list[Part] = [(FIRST, STATEMENT), (heads(), CONTENT)]


def bad_multipart(caller: Caller) -> Bads:
    """Each as POST and PUT in both versions."""
    target = addressed("/statements", statementId=str(UUID(int=9, version=4)))
    for content_type, body, why in (*_frames(), *_firsts(), *_attachments(), *_cuts()):
        for version in ("1.0.3", "2.0.0"):
            headers = caller.headers(version, **{"Content-Type": content_type})
            yield Bad("multipart", "POST", "/statements", headers, why, body)
            yield Bad("multipart", "PUT", target, headers, why, body)


def _frames() -> Iterator[tuple[str, bytes, str]]:
    body = written(RIGHT)
    for told in (
        *("multipart/mixed", "multipart/mixed; boundary=", 'multipart/mixed; boundary=""'),
        *("multipart/mixed; boundary=other", f"multipart/mixed; boundary={EDGE.upper()}"),
        *(f"multipart/mixed; boundary=--{EDGE}", f"multipart/mixed; edge={EDGE}"),
        *(f"multipart/mixed; boundary={EDGE[:-1]}", f"multipart/mixed; boundary={EDGE}x"),
        *(f"multipart/mixed boundary={EDGE}", f"multipart/form-data; boundary={EDGE}"),
        *(f"multipart/related; boundary={EDGE}", f"multipart/x; boundary={EDGE}"),
        *(f"application/json; boundary={EDGE}", f"multipart; boundary={EDGE}", f"mixed; boundary={EDGE}"),
        *(f"/; boundary={EDGE}", f"multipart/mixed; boundary={'x' * 5_000}", "multipart/mixed; boundary=\xe4"),
        *("multipart/mixed; boundary=\x00", f"multipart/mixed; boundary={EDGE}; boundary=other"),
        *("multipart/mixed; boundary=.*", "multipart/mixed; boundary=[a-z-]+"),
    ):
        yield told, body, f"the type {told[:60]!r}"
    for content, why in {
        b"": "empty",
        b"\r\n": "an empty line",
        b"--": "two dashes",
        f"--{EDGE}".encode(): "a boundary alone",
        f"--{EDGE}\r\n".encode(): "a boundary line alone",
        f"--{EDGE}--".encode(): "the last boundary alone",
        f"--{EDGE}--\r\n".encode(): "the last boundary line alone",
        f"--{EDGE}\r\n--{EDGE}--\r\n".encode(): "an empty part",
        f"--{EDGE}\r\n\r\n--{EDGE}--\r\n".encode(): "a part without a head",
        STATEMENT: "JSON without parts",
        body.replace(f"--{EDGE}--".encode(), b""): "no last boundary",
        body.replace(f"--{EDGE}--".encode(), f"--{EDGE}".encode()): "the last boundary is not marked",
        body.replace(f"--{EDGE}--".encode(), f"--{EDGE}-".encode()): "the last boundary is marked by one dash",
        body.replace(f"--{EDGE}--".encode(), f"--{EDGE}x--".encode()): "the last boundary is another one",
        body.replace(f"--{EDGE}".encode(), EDGE.encode()): "no dashes",
        body.replace(f"--{EDGE}".encode(), f"-{EDGE}".encode()): "one dash",
        body.replace(f"--{EDGE}".encode(), f"---{EDGE}".encode()): "three dashes",
        body.replace(f"--{EDGE}".encode(), f" --{EDGE}".encode()): "a space before each boundary",
        body.replace(f"--{EDGE}".encode(), f"--{EDGE.title()}".encode()): "another case",
        body.replace(b"\r\n", b"\n"): "LF",
        body.replace(b"\r\n", b"\r"): "CR",
        body.replace(b"\r\n", b"\n\r"): "LF CR",
        body.replace(b"\r\n", b""): "no line ends",
        body.replace(b"\r\n\r\n", b"\r\n"): "no empty line after the heads",
        body.replace(b"\r\n\r\n", b"\n\n"): "LF after the heads",
        written(RIGHT, line="\n", end="--\n"): "LF everywhere",
        f"--{EDGE}--\r\n".encode() + body: "the last boundary first",
        body[::-1]: "backwards",
        body.decode().encode("utf-16"): "UTF-16",
        written(RIGHT, end="--x\r\n"): "text after the last boundary",
        written([]): "no part",
    }.items():
        yield TYPE, content, f"frame: {why}"


def _firsts() -> Iterator[tuple[str, bytes, str]]:
    last = RIGHT[1]
    heads_of_first: dict[str, Sequence[tuple[str, str]]] = {
        "no head": (),
        "no type": (("X-Other", "1"),),
        "an empty type": (("Content-Type", ""),),
        **{
            f"type {told}": (("Content-Type", told),)
            for told in (
                *("text/plain", "application/xml", "json", "multipart/mixed", "application/octet-stream"),
                *("application/jsonp", "x"),
            )
        },
        "two types": (("Content-Type", "text/plain"), ("Content-Type", "text/plain")),
        "two types, one right": (("Content-Type", JSON), ("Content-Type", "text/plain")),
        "two types, the other right": (("Content-Type", "text/plain"), ("Content-Type", JSON)),
        "a head of 200,000 bytes": (*FIRST, ("X" * 200_000, "\x7f")),
        "a name with a space": (("Content Type", JSON),),
        "a name in Cyrillic": (("Сontent-Type", JSON),),
        "a space before the colon": (("Content-Type ", JSON),),
        "a value with NUL": (("Content-Type", f"{JSON}\0"),),
        "an encoding": (*FIRST, ("Content-Transfer-Encoding", "base64")),
        "another encoding": (*FIRST, ("Content-Transfer-Encoding", "quoted-printable")),
        "no name": (*FIRST, ("", "x")),
        "a folded line": (*FIRST, ("X-Other", "1\r\n  2")),
    }
    for why, names in heads_of_first.items():
        yield TYPE, written([(names, STATEMENT), last]), f"first part: {why}"
    for content in (
        *(b"", b" ", b"{", b"[]x", b"null", b"1", b'"x"', b"\xff", STATEMENT[:-1], STATEMENT + b"x", STATEMENT * 2),
        *(b"\xef\xbb\xbf" + STATEMENT, CONTENT),
    ):
        yield TYPE, written([(FIRST, content), last]), f"first part: {content[:30]!r}"
    yield TYPE, written([last, (FIRST, STATEMENT)]), "the attachment stands first"
    yield TYPE, written([last]), "an attachment alone"
    yield TYPE, written([(FIRST, STATEMENT), (FIRST, STATEMENT)]), "two statements as parts"
    yield TYPE, written([(FIRST, json.dumps(GOOD).encode()), (FIRST, json.dumps(GOOD).encode())]), "two parts of JSON"
    for change in (
        *({"verb": None}, {"actor": {}}, {"colour": 1}, {"id": "x"}, {"object": {}}, {"attachments": {}}),
        {"attachments": "x"},
    ):
        text = json.dumps({**json.loads(STATEMENT), **change}).encode()
        yield TYPE, written([(FIRST, text), last]), f"first part: {change}"


def _attachments() -> Iterator[tuple[str, bytes, str]]:
    for why, names in _heads_of_attachment().items():
        yield TYPE, written([RIGHT[0], (names, CONTENT)]), f"attachment: {why}"
    for content in (
        *(b"", CONTENT[:-1], CONTENT + b" ", b"\r\n" + CONTENT, CONTENT + b"\r\n", CONTENT.upper(), CONTENT * 2),
        OTHER,
    ):
        yield TYPE, written([RIGHT[0], (heads(), content)]), f"attachment: the content is {content!r}"
    yield TYPE, written([RIGHT[0]]), "the attachment is missing"
    yield TYPE, written([*RIGHT, (heads(OTHER), OTHER)]), "a part that no statement declares"
    yield TYPE, written([(FIRST, json.dumps(GOOD).encode()), RIGHT[1]]), "a part, and no attachment declared"
    yield TYPE, written([(FIRST, holding(CONTENT, OTHER)), RIGHT[1]]), "one of two is missing"
    yield (
        TYPE,
        written([(FIRST, holding(CONTENT, OTHER)), (heads(CONTENT), OTHER), (heads(OTHER), CONTENT)]),
        "hashes changed places",
    )
    for change in _declarations():
        yield TYPE, written([(FIRST, holding(CONTENT, **change)), RIGHT[1]]), f"declared: {change}"
    yield JSON, STATEMENT, "an attachment that neither comes along nor has a fileUrl"
    yield JSON, json.dumps([GOOD, json.loads(STATEMENT)]).encode(), "the same in a batch"


def _heads_of_attachment() -> dict[str, Sequence[tuple[str, str]]]:
    right = hashed(CONTENT)
    wrong = {
        "no hash": None,
        "an empty hash": "",
        "a hash of spaces": "   ",
        "the hash of another": hashed(OTHER),
        "a cut hash": right[:-1],
        "a longer hash": right + "0",
        "a hash with a prefix": f"sha256:{right}",
        "a quoted hash": f'"{right}"',
        "two hashes": f"{right}, {right}",
        "no hexadecimal digits": "z" * 64,
        "SHA-512": sha512(CONTENT).hexdigest(),
        "zeros": "0" * 64,
        "a hash in base64": "x4c" * 14,
        "a hash of ä": "ä" * 64,
        "a hash with a space": f"{right[:9]} {right[9:]}",
        "the hash backwards": right[::-1],
        "a huge hash": "a" * 100_000,
    }
    found: dict[str, Sequence[tuple[str, str]]] = {why: heads(**{HASH: value}) for why, value in wrong.items()}
    found["no heads"] = ()
    found["only a hash"] = ((HASH, right),)
    for name in ("X-Experience-Api-Hash2", "Experience-API-Hash", "Hash", "X_Experience_API_Hash", "Content-MD5"):
        found[f"the hash as {name}"] = (*heads(**{HASH: None}), (name, right))
    for told in (
        *(None, "", "base64", "7bit", "8bit", "quoted-printable", "gzip", "binary, base64", "binar", "x-binary"),
        "chunked",
    ):
        found[f"transfer encoding {told}"] = heads(Content_Transfer_Encoding=told)
    for told in (
        *("text/html", "image/png", JSON, "multipart/mixed", "text/plain2", "/", "x", "*/*"),
        "application/octet-stream",
    ):
        found[f"type {told}"] = heads(Content_Type=told)
    found["a head that is cut"] = (*heads(), ("no colon\r\nX-Other", "1"))
    found["a control character"] = (*heads(), ("X-Other", "a\x01b"))
    found["a name in two lines"] = (*heads(), ("X-\r\nOther", "1"))
    found["a line of spaces"] = (*heads(), ("   ", "1"))
    return found


def _declarations() -> list[dict[str, Any]]:
    right = hashed(CONTENT)
    return [
        *(
            {"sha2": value}
            for value in (
                *(None, "", "x", right[:-1], right + "0", hashed(OTHER), 1, [right], {"sha2": right}, f"{right} "),
            )
        ),
        *(
            {"contentType": value}
            for value in (None, "", "x", 1, "image/png", "text/html", "text", "/plain", ["text/plain"])
        ),
        *({"length": value} for value in (None, -1, 1.5, "28", [], True, -(2**70))),
        *({"usageType": value} for value in (None, "", "usage", 1, [], {})),
        *({"display": value} for value in (None, "", "a file", {"not a tag": "x"}, {"en": 1}, [])),
        *({"description": value} for value in (None, "x", {"en": None}, [])),
        *({"fileUrl": value} for value in (None, "", "no iri", 1, {})),
        {"colour": "red"},
        {"sha1": right},
    ]


def _cuts() -> Iterator[tuple[str, bytes, str]]:
    body = written(RIGHT)
    closed = len(body) - len(b"\r\n")
    for length in range(0, closed, 7):
        yield TYPE, body[:length], f"cut after {length} bytes"
    for place in range(0, closed, 11):
        yield TYPE, body[:place] + b"\0" + body[place:], f"NUL at byte {place}"
