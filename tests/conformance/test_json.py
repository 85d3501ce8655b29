"""Statements as JSON: numbers, texts, what cannot be read (xAPI 1.0.3 Part 2, 2.2; IEEE 9274.1.1, 4.2.1)."""

import pytest

from tests.conformance.caller import Caller, as_text
from tests.conformance.said import changed, nested, said

pytestmark = pytest.mark.postgresql


@pytest.mark.parametrize("number", ["0.1", "-1.5", "3.4028235e38", "1.17549435e-38", "100000.0", "12345678.875", "1e5"])
def test_numbers_keep_the_precision_of_32_bit(lrs: Caller, number: str):
    body = b'{"a":' + number.encode() + b"}"
    statement = changed(said(), {"result.extensions": {"https://example.org/n": "HERE"}})

    answer = lrs("POST", "statements", as_text(statement).replace('"HERE"', body.decode()).encode())

    [stored] = answer.json()
    assert lrs.statement(stored)["result"]["extensions"]["https://example.org/n"]["a"] == float(number)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"x", b"{", b"[", b"null", b"true", b"1", b'"x"', b"[1]", b"[[]]", b"[null]", b"{}", b"[{}]"),
        *(b"\xff\xfe", b'{"actor": NaN}', b"\xef\xbb\xbf{}"),
    ],
)
def test_a_body_that_is_no_statement_is_refused(lrs: Caller, body: bytes):
    assert lrs("POST", "statements", body).status_code == 400


@pytest.mark.parametrize(
    "twice",
    [
        *(('"verb":', '"verb":1,"verb":'), ('"mbox":', '"mbox":"mailto:a@example.org","mbox":')),
        *(('"id":', '"id":"urn:x:1","id":'), ('"definition":', '"definition":{},"definition":')),
    ],
)
def test_a_property_that_is_told_twice_is_refused(lrs: Caller, twice: tuple[str, str]):
    assert lrs("POST", "statements", as_text(said()).replace(*twice, 1).encode()).status_code == 400


def test_text_comes_back_as_it_was_sent(lrs: Caller):
    text = 'Größe 東京 😀 \\ " \u2028'
    [stored] = lrs.store(changed(said(), {"result.response": text}))

    assert lrs.statement(stored)["result"]["response"] == text


def test_one_context_activity_comes_back_in_an_array(lrs: Caller):
    other = {"objectType": "Activity", "id": "https://example.org/course"}
    plain = changed(said(), {"context.contextActivities": {"parent": other, "grouping": [other]}})
    first, second = lrs.store(plain, nested(plain))

    for found in (lrs.statement(first), lrs.statement(second)["object"]):
        assert found["context"]["contextActivities"] == {"parent": [other], "grouping": [other]}
