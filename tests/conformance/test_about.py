"""/about (xAPI 1.0.3 Part 3, 2.8; IEEE 9274.1.1, 4.1.6.7)."""

import re

import pytest

from tests.conformance.caller import V1, VERSION, Caller


def test_about_tells_the_versions(lrs: Caller):
    answer = lrs("GET", "about")

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    assert all(isinstance(each, str) for each in answer.json()["version"])
    assert lrs.version in answer.json()["version"]


def test_about_tells_1_alone_to_callers_of_1(lrs_1: Caller):
    assert all(re.fullmatch(r"0\.9|0\.95|1\.0\.\d+", each) for each in lrs_1("GET", "about").json()["version"])


def test_about_tells_2_to_callers_of_2(lrs_2: Caller):
    found = lrs_2("GET", "about").json()["version"]

    assert "2.0.0" in found
    assert V1 in found


def test_extensions_of_about_are_an_object(lrs: Caller):
    assert isinstance(lrs("GET", "about").json().get("extensions", {}), dict)


def test_about_is_open_without_key_and_version(lrs: Caller):
    assert lrs("GET", "about", headers={"Authorization": None, VERSION: None}).status_code == 200
    assert lrs("GET", "about", headers={"Authorization": "Basic x"}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_about_is_read_alone(lrs: Caller, method: str):
    assert lrs(method, "about", {}).status_code == 405
