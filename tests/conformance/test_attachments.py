"""Content types and attachments (xAPI 1.0.3 Part 3, 1.5; IEEE 9274.1.1, 4.1.3)."""

from email.parser import BytesParser
from hashlib import sha256

import pytest

from tests.conformance.caller import Caller, as_bytes
from tests.conformance.said import GONE, attachment, nested, said

FIRST, SECOND = b"first file\r\n--x", b"\x00\xffsecond file"
BOUNDARY = "-------314159265358979323846"
MIXED = f"multipart/mixed; boundary={BOUNDARY}"


def hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def told(content: bytes, **fields: object) -> dict:
    found = {**attachment(sha2=hash_of(content), length=len(content), fileUrl=GONE), **fields}
    return {name: value for name, value in found.items() if value is not GONE}


def part(content: bytes, **headers: str | None) -> bytes:
    all_headers = {
        "Content-Type": "text/plain",
        "Content-Transfer-Encoding": "binary",
        "X-Experience-API-Hash": hash_of(content),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in all_headers.items() if value is not None]
    return "\r\n".join([*lines, "", ""]).encode() + content


def statements_part(statements: object, content_type: str = "application/json") -> bytes:
    return f"Content-Type: {content_type}\r\n\r\n".encode() + as_bytes(statements)


def body(*parts: bytes) -> bytes:
    mark = b"--" + BOUNDARY.encode()
    return b"".join(mark + b"\r\n" + each + b"\r\n" for each in parts) + mark + b"--\r\n"


def send(lrs: Caller, *parts: bytes, content_type: str = MIXED) -> int:
    return lrs("POST", "statements", body(*parts), content_type=content_type).status_code


BOTH = said(attachments=[told(FIRST), told(SECOND)])


def test_statements_come_with_their_attachments(lrs: Caller):
    assert send(lrs, statements_part(BOTH), part(FIRST), part(SECOND)) == 200


def test_statements_come_with_attachments_by_put_too(lrs: Caller):
    uuid = "7f2c1b0e-3a4d-4c5e-8f6a-1b2c3d4e5f60"
    content = body(statements_part(BOTH), part(FIRST), part(SECOND))

    assert lrs("PUT", "statements", content, query={"statementId": uuid}, content_type=MIXED).status_code == 204


def test_several_statements_share_their_attachments(lrs: Caller):
    statements = [
        said(attachments=[told(FIRST)]),
        said(attachments=[told(FIRST)]),
        nested(said(attachments=[told(SECOND)])),
    ]

    assert send(lrs, statements_part(statements), part(FIRST), part(SECOND)) == 200


@pytest.mark.parametrize("statement", [said(), said(attachments=[told(FIRST, fileUrl="https://example.org/1.txt")])])
def test_multipart_without_files_is_fine(lrs: Caller, statement: dict):
    assert send(lrs, statements_part(statement)) == 200


def test_json_is_fine_when_every_attachment_has_a_file_url(lrs: Caller):
    assert lrs("POST", "statements", said(attachments=[attachment(), attachment()])).status_code == 200


@pytest.mark.parametrize("statement", [BOTH, said(attachments=[attachment(), told(FIRST)])])
def test_json_with_an_attachment_that_is_nowhere_is_refused(lrs: Caller, statement: dict):
    assert lrs("POST", "statements", statement).status_code == 400


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/octet-stream",
        "application/jsonp",
    ],
)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_other_content_types_are_refused(lrs: Caller, method: str, content_type: str):
    query = {"statementId": "7f2c1b0e-3a4d-4c5e-8f6a-1b2c3d4e5f60"} if method == "PUT" else {}

    assert lrs(method, "statements", said(), query=query, content_type=content_type).status_code == 400


def test_json_may_tell_its_charset(lrs: Caller):
    assert lrs("POST", "statements", said(), content_type="application/json; charset=utf-8").status_code == 200


def test_a_part_that_is_no_attachment_is_refused(lrs: Caller):
    assert send(lrs, statements_part(BOTH), part(FIRST), part(SECOND), part(b"third")) == 400


def test_a_missing_part_is_refused(lrs: Caller):
    assert send(lrs, statements_part(BOTH), part(FIRST)) == 400


@pytest.mark.parametrize(
    "content_type", ["multipart/mixed", "multipart/mixed; boundary=", "multipart/mixed; boundary=other"]
)
def test_a_boundary_that_is_missing_or_another_is_refused(lrs: Caller, content_type: str):
    assert send(lrs, statements_part(BOTH), part(FIRST), part(SECOND), content_type=content_type) == 400


def test_parts_without_a_boundary_between_them_are_refused(lrs: Caller):
    assert send(lrs, statements_part(BOTH) + b"\r\n" + part(FIRST), part(SECOND)) == 400


def test_the_statements_come_in_the_first_part(lrs: Caller):
    assert send(lrs, part(FIRST), statements_part(BOTH), part(SECOND)) == 400
    assert send(lrs, statements_part([BOTH]), statements_part([said()]), part(FIRST), part(SECOND)) == 400


@pytest.mark.parametrize("content_type", ["text/plain", "multipart/mixed", ""])
def test_the_first_part_is_json(lrs: Caller, content_type: str):
    assert send(lrs, statements_part(BOTH, content_type), part(FIRST), part(SECOND)) == 400


@pytest.mark.parametrize("bad", [None, "", "x", hash_of(b"other")])
def test_a_part_needs_the_hash_of_an_attachment(lrs: Caller, bad: str | None):
    assert send(lrs, statements_part(BOTH), part(FIRST), part(SECOND, X_Experience_API_Hash=bad)) == 400


@pytest.mark.parametrize("bad", [None, "", "base64", "8bit"])
def test_a_part_is_binary(lrs: Caller, bad: str | None):
    assert send(lrs, statements_part(BOTH), part(FIRST), part(SECOND, Content_Transfer_Encoding=bad)) == 400


def test_a_content_that_is_not_the_hash_it_bears_is_refused(lrs: Caller):
    assert send(lrs, statements_part(BOTH), part(FIRST), part(b"forged", X_Experience_API_Hash=hash_of(SECOND))) == 400


def test_what_a_part_tells_is_what_its_attachment_tells(lrs: Caller):
    assert send(lrs, statements_part(BOTH), part(FIRST), part(SECOND, Content_Type="image/png")) == 400
    assert send(lrs, statements_part(BOTH), part(FIRST), part(SECOND, Content_Type="text/plain; charset=utf-8")) == 200


@pytest.mark.parametrize("told_length", [0, len(FIRST) - 1, len(FIRST) + 1])
@pytest.mark.parametrize("file_url", [GONE, "https://example.org/1.txt"])
def test_the_length_that_is_told_is_that_of_the_part(lrs: Caller, told_length: int, file_url: str):
    statement = said(attachments=[told(FIRST, length=told_length, fileUrl=file_url)])

    assert send(lrs, statements_part(statement), part(FIRST)) == 400
    assert send(lrs, statements_part(nested(statement)), part(FIRST)) == 400


def parts_of(answer: object) -> list:
    head = f"Content-Type: {answer['Content-Type']}\r\n\r\n".encode()
    return BytesParser().parsebytes(head + answer.content).get_payload()


def test_attachments_come_back_when_asked_for(lrs: Caller):
    send(lrs, statements_part(BOTH), part(FIRST), part(SECOND))

    for query in ({"attachments": "true"}, {"attachments": "true", "statementId": lrs.found()[0]}):
        answer = lrs("GET", "statements", query=query)
        first, *others = parts_of(answer)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("multipart/mixed; boundary=")
        assert first.get_content_type() == "application/json"
        assert {each["X-Experience-API-Hash"] for each in others} == {hash_of(FIRST), hash_of(SECOND)}
        assert {each["Content-Transfer-Encoding"] for each in others} == {"binary"}
        assert FIRST in answer.content
        assert SECOND in answer.content


@pytest.mark.parametrize("query", [{}, {"attachments": "false"}])
def test_attachments_stay_away_when_not_asked_for(lrs: Caller, query: dict):
    send(lrs, statements_part(BOTH), part(FIRST), part(SECOND))

    answer = lrs("GET", "statements", query=query)

    assert answer["Content-Type"].startswith("application/json")
    assert FIRST not in answer.content
    assert answer.json()["statements"][0]["attachments"] == BOTH["attachments"]


def test_attachments_can_be_asked_for_where_there_are_none(lrs: Caller):
    lrs.store(said())

    answer = lrs("GET", "statements", query={"attachments": "true"})

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("multipart/mixed")
    assert len(parts_of(answer)) == 1
