import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.lrs.json_text import JsonInvalidError, dumped, parsed

NUMBERS = ["1e5", "1E+5", "0.850", "12345678901234567890", "-0", "-0.0", "1e-999", "0.1e1", "9007199254740993", "1.0"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda below: st.lists(below) | st.dictionaries(TEXTS, below),
)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_keeps_its_text(number):
    body = f'{{"a":[{number}]}}'

    assert dumped(parsed(body.encode()).exact) == body


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_the_plain_one_that_other_parsers_read(number):
    found = parsed(number.encode())

    assert (found.plain, found.exact) == (orjson.loads(number), json.loads(number))
    assert type(found.plain) in (int, float)


@given(VALUES)
def test_what_is_written_comes_back(value):
    body = json.dumps(value, ensure_ascii=False).encode()
    found = parsed(body)

    assert json.loads(dumped(found.exact)) == json.loads(body)
    assert dumped(found.exact) == dumped(parsed(dumped(found.exact).encode()).exact)


def test_dumped_writes_plain_values_and_subclasses_too():
    class Text(str): ...

    class Shelf(dict): ...

    assert dumped(Shelf(a=[Text("ä"), 1.5, None, True])) == '{"a":["ä",1.5,null,true]}'


@pytest.mark.parametrize("body", [b"[" * 100 + b"]" * 100, b'["' + b"[" * 500 + b'\\"{"]'])
def test_parsed_takes_a_hundred_levels(body):
    assert parsed(body).plain == json.loads(body)


@pytest.mark.parametrize(
    ("body", "path", "reason"),
    [
        (b'{"a":1,"a":1}', "a", "must come only once"),
        (b'[1,{"b":{"c d":[{"x":1,"\\u0078":2}]}}]', "[1].b['c d'][0].x", "must come only once"),
        (b'{"a":{"b":1,"b":2},"a":3}', "a", "must come only once"),
        (b"[" * 101 + b"]" * 101, "", "must not have more than 100 levels"),
        (b'{"a":' * 101 + b"1" + b"}" * 101, "", "must not have more than 100 levels"),
        (b"[" * 5000 + b"]" * 5000, "", "depth"),
        (b"[1e999]", "", "number is infinity"),
        (b"9" * 400, "", "number is infinity"),
        (b"\xef\xbb\xbf{}", "", "BOM"),
        (b'{"a":NaN}', "", "unexpected character"),
        (b"Infinity", "", "unexpected character"),
        (b'"\\ud800"', "", "surrogate"),
        (b'"\xff"', "", "UTF-8"),
        (b'{"a":1', "", "unexpected end"),
        (b"", "", "empty"),
        (b"{'a':1}", "", "unexpected character"),
        (b"[1,]", "", "trailing comma"),
        (b"01", "", "leading zero"),
        (b"{} {}", "", "after document"),
    ],
)
def test_parsed_says_what_is_wrong_and_where(body, path, reason):
    with pytest.raises(JsonInvalidError, match=reason) as caught:
        parsed(body)

    assert caught.value.path == path
    assert caught.value.clause == "RFC 8259"
