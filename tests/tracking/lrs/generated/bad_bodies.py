"""Bodies that are no statements: no JSON, JSON in a wrong encoding or of a wrong shape, too deep, too large."""

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import orjson

from tests.tracking.lrs.generated.bad import GOOD, bad_statements
from tests.tracking.lrs.generated.sent import Bad, Bads, Caller, addressed

BODY = json.dumps(GOOD).encode()
TEXT = json.dumps({**GOOD, "actor": {**GOOD["actor"], "name": "Jürgen Größe 日本"}}, ensure_ascii=False)
LATIN = TEXT.replace(" 日本", "")
DEPTHS = (101, 150, 200, 255, 256, 500, 999, 1_000, 1_025, 2_000, 5_000, 10_000, 50_000, 100_000)
SEED = 20261125


def bad_bodies(caller: Caller) -> Bads:
    for body, why in (*_encodings(), *_no_json(), *_deep(), *_numbers(), *_texts(), *_shapes(), *_cuts()):
        for version in ("1.0.3", "2.0.0"):
            yield from _both_ways(caller, version, "body", body, why)


def bad_statement_requests(caller: Caller) -> Bads:
    """Each bad statement, in turn by POST, by PUT and in a batch with good ones."""
    for version in ("1.0.3", "2.0.0"):
        kind = f"statement {version}"
        for number, bad in enumerate(bad_statements(version, SEED)):
            post, put = _both_ways(caller, version, kind, bad.body, bad.why)
            if number % 3 == 0:
                yield post
            elif number % 3 == 1:
                yield put
            else:
                batch = b"[%s,%s,%s]" % (BODY, bad.body, BODY)
                yield Bad(kind, "POST", "/statements", post.headers, f"in a batch: {bad.why}", batch)


def malformed() -> Iterator[tuple[bytes, str]]:
    """What no reader of JSON takes."""
    for body, why in (*_encodings(), *_no_json(), *_numbers()):
        try:
            orjson.loads(body)
        except orjson.JSONDecodeError:
            yield body, why


def _both_ways(caller: Caller, version: str, kind: str, body: bytes, why: str) -> tuple[Bad, Bad]:
    target = addressed("/statements", statementId=str(UUID(int=5, version=4)))
    headers = caller.headers(version)
    return Bad(kind, "POST", "/statements", headers, why, body), Bad(kind, "PUT", target, headers, why, body)


def _encodings() -> Iterator[tuple[bytes, str]]:
    for name in (
        *("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "shift_jis_2004"),
        "gb18030",
    ):
        yield TEXT.encode(name, "replace"), name
    for name in ("latin-1", "cp1252", "cp437", "cp500", "cp037", "mac-roman", "iso-8859-15", "utf-16", "utf-7"):
        if name != "utf-7":
            yield LATIN.encode(name), f"{name} without Japanese"
    for packed, name in (
        (gzip.compress(BODY), "gzip"),
        (zlib.compress(BODY), "zlib"),
        (zlib.compress(BODY)[2:-4], "deflate"),
    ):
        yield packed, f"packed by {name}"
    for raw in (
        *(b"\xff", b"\xfe\xff", b"\xc0\x80", b"\xc1\xbf", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80"),
        *(b"\xe4", b"\x80", b"\xf8\x88\x80\x80\x80", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98"),
    ):
        yield TEXT.encode().replace(b"Gr", b"Gr" + raw), f"the bytes {raw.hex()} in a name"
        yield b'{"%s":1,' % raw + BODY[1:], f"the bytes {raw.hex()} as a property"
        yield BODY + raw, f"the bytes {raw.hex()} at the end"


def _no_json() -> Iterator[tuple[bytes, str]]:
    for body in (
        *(b"", b" ", b"\n", b"\0", b"null", b"true", b"false", b"0", b"1.5", b'""', b'"statement"', b"x"),
        *(b"undefined", b"NaN", b"Infinity", b"-Infinity", b"{}", b"[[]]", b"[{}]", b"[null]", b"[1]", b'["x"]'),
        *(b"[true]", b"[[{}]]", b"{", b"}", b"[", b"]", b"{]", b"[}", b'{"', b'{"a', b'{"a"', b'{"a":', b'{"a":1'),
        *(b",", b":", b"{,}", b"[,]", b"<xml/>", b"<!DOCTYPE html>", b"---\na: 1\n", b"a=1&b=2", b"\x1f\x8b"),
        *(b"%7B%7D", b"//", b"/* */ {}", b"#", b"{'a':1}", b"{a:1}", b'{"a":1,}', b"[1,]", b'{"a" 1}', b'{"a":01}'),
        *(b'{"a":.5}', b'{"a":1.}', b'{"a":+1}', b'{"a":0x1}', b'{"a":1e}', b'{"a":--1}', b'{"a":"\\x41"}'),
        *(b'{"a":"\\u12"}', b'{"a":"\t"}', b'{"a":tru}', b'{"a":None}'),
    ):
        yield body, f"the body {body[:30]!r}"
    for extra in (
        *(b"x", b",", b"}", b"]", b"{}", b"null", b"\0", b"//", b"#", b"/* x */", b";", b"\x1e", b"\xc2\xa0"),
        *(b"\xef\xbb\xbf", b"\x0b", b"\x0c", BODY, b"\n" + BODY, b"," + BODY),
    ):
        yield BODY + extra, f"{extra[:20]!r} after it"
        yield extra + BODY, f"{extra[:20]!r} before it"


def _with(value: bytes) -> Iterator[bytes]:
    yield BODY[:-1] + b',"result":{"extensions":{"urn:x:y":%s}}}' % value
    yield BODY[:-1] + b',"context":{"extensions":{"urn:x:y":[1,%s]}}}' % value
    yield BODY[:-1] + b',"colour":%s}' % value
    yield b"[%s,%s]" % (BODY, BODY[:-1] + b',"result":{"extensions":{"urn:x:y":%s}}}' % value)


def _deep() -> Iterator[tuple[bytes, str]]:
    for depth in DEPTHS:
        for value, kind in (
            (b"[" * depth + b"]" * depth, "lists"),
            (b'{"a":' * depth + b"1" + b"}" * depth, "objects"),
            (b'[{"a":' * depth + b"[]" + b"}]" * depth, "both"),
        ):
            yield value, f"{depth} {kind} alone"
            for body in _with(value):
                yield body, f"{depth} {kind}"
        yield b"[" * depth, f"{depth} lists that do not end"
        yield b'{"a":' * depth, f"{depth} objects that do not end"
        yield b"[" * depth + BODY + b"]" * depth, f"a statement in {depth} lists"


def _numbers() -> Iterator[tuple[bytes, str]]:
    for value in (
        *(b"NaN", b"nan", b"Infinity", b"-Infinity", b"+Infinity", b"inf", b"-NaN", b"1e309", b"-1e309", b"1e999"),
        *(b"1e99999999999", b"1" + b"0" * 309, b"9" * 10_000, b"-" + b"9" * 10_000, b"9" * 10_000 + b".5"),
        *(b"1e" + b"9" * 10_000, b"1" * 5_000 + b"e5", b"01", b"-01", b"+1", b".5", b"1.", b"-.5", b"-", b"1e"),
        *(b"1e+", b"0x1F", b"0b1", b"0o7", b"1_000", b"1 000", b"\xd9\xa1", b"1f", b"1L", b"1n", b"1d", b"--1"),
        *(b"1-", b"1e1.5", b"1e1e1", b"1..0", b"-+1", b"1/2", b"1%", b"$1", b"00", b"0e", b"1E+-1"),
    ):
        for body in _with(value):
            yield body, f"the number {value[:30]!r}"


def _texts() -> Iterator[tuple[bytes, str]]:
    for value in (
        *(b'"\\ud800"', b'"\\udfff"', b'"a\\ud83d"', b'"\\ude00\\ud83d"', b'"\\ud800\\ud800"', b'"\\ud83dx\\ude00"'),
        *(b'"\\uD800\\u0041"', b'"\\udbff\\n"', b'"\\ud800', b'"\\u"', b'"\\u12"', b'"\\u123g"', b'"\\u+123"'),
        *(b'"\\U0001F600"', b'"\\x41"', b'"\\0"', b'"\\a"', b'"\\\'"', b'"\\ "', b'"\\', b'"a\nb"', b'"a\rb"'),
        *(b'"a\tb"', b'"\x00"', b'"\x1f"', b'"\x08"', b"'a'", b"`a`", b'"a""b"', b'"a" "b"'),
        *(b"\xe2\x80\x9ca\xe2\x80\x9d", b'"\xff"', b'"\xed\xa0\x80"', b'{"\\ud800":1}', b'{"a":1,"a":2}'),
        *(b'{"a":1,"\\u0061":2}', b'{"":1,"":2}', b'{"a":{"b":1,"b":1}}', b'[{"x":null,"x":null}]', b"{1:2}"),
        *(b"{null:1}", b'{"a"}', b'{"a":}', b'{:"a"}'),
    ):
        for body in _with(value):
            yield body, f"the value {value[:30]!r}"
    for name in GOOD:
        value = json.dumps(GOOD[name]).encode()
        yield BODY[:-1] + b',"%s":%s}' % (name.encode(), value), f"{name} twice, the same"
        yield b'{"%s":null,' % name.encode() + BODY[1:], f"{name} twice, not the same"


def _shapes() -> Iterator[tuple[bytes, str]]:
    others: list[Any] = [
        None,
        True,
        False,
        0,
        1.5,
        "",
        "x",
        [],
        [GOOD],
        {},
        {"statements": [GOOD]},
        {"statement": GOOD},
        [[GOOD]],
    ]
    for other in others:
        yield json.dumps([other]).encode(), f"a list of {str(other)[:30]}"
        for batch in ([GOOD, other], [other, GOOD], [GOOD, other, GOOD], [*[GOOD] * 20, other]):
            yield json.dumps(batch).encode(), f"a batch with {str(other)[:30]}"
        if other != [GOOD] and other != []:
            yield json.dumps(other).encode(), f"{str(other)[:30]} alone"
    same = {**GOOD, "id": str(UUID(int=11, version=4))}
    for batch in (
        [same, same],
        [same, GOOD, same],
        [same, {**same, "id": same["id"].upper()}],
        [same, {**same, "result": {"success": True}}],
    ):
        yield json.dumps(batch).encode(), "an id twice in a batch"
    for name in GOOD:
        rest = {key: value for key, value in GOOD.items() if key != name}
        yield json.dumps(rest).encode(), f"no {name}"
        yield json.dumps([GOOD, rest]).encode(), f"no {name} in the second"


def _cuts() -> Iterator[tuple[bytes, str]]:
    for length in range(len(BODY)):
        yield BODY[:length], f"cut after {length} bytes"
    for place in range(0, len(BODY), 3):
        yield BODY[:place] + b"\0" + BODY[place:], f"NUL at byte {place}"
        yield BODY[:place] + b"\xff" + BODY[place:], f"0xFF at byte {place}"
