"""The alternate request syntax (xAPI 1.0.3 Part 3, 1.3), which IEEE 9274.1.1 left out."""

import json
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.conformance.caller import V1, V2, VERSION, Caller
from tests.conformance.resources import RESOURCES
from tests.conformance.said import READ, said

FORM = "application/x-www-form-urlencoded"
NO_HEADERS = {"Authorization": None, VERSION: None}


def ask(lrs: Caller, method: str, path: str = "statements", headers: dict | None = None, query: str = "", **form: Any):
    body = urlencode(form).encode()
    return lrs("POST", f"{path}?method={method}{query}", body, headers=headers, content_type=FORM)


def test_get_is_asked_by_post(lrs_1: Caller):
    wanted, _other = lrs_1.store(said(), said(verb={"id": "urn:x:1"}))

    answer = ask(lrs_1, "GET", verb=READ["id"], limit="1")

    assert answer.status_code == 200
    assert [each["id"] for each in answer.json()["statements"]] == [wanted]
    assert "more" in answer.json()


def test_put_and_post_are_asked_by_post(lrs_1: Caller):
    wanted = str(uuid4())

    assert ask(lrs_1, "PUT", statementId=wanted, content=json.dumps(said())).status_code == 204
    assert ask(lrs_1, "POST", content=json.dumps([said()])).status_code == 200

    assert lrs_1.statement(wanted)["verb"] == READ


@pytest.mark.parametrize("name", RESOURCES)
def test_documents_are_asked_by_post(lrs_1: Caller, name: str):
    of = RESOURCES[name]
    query = {key: value if isinstance(value, str) else json.dumps(value) for key, value in of.query().items()}
    sent = {**query, "content": '{"a":1}', "Content-Type": "application/json", "If-None-Match": "*"}

    assert ask(lrs_1, "PUT", of.path, **sent).status_code == 204
    assert ask(lrs_1, "PUT", of.path, **sent).status_code == 412
    assert ask(lrs_1, "GET", of.path, **query).json() == {"a": 1}
    assert ask(lrs_1, "DELETE", of.path, **query).status_code == 204


def test_headers_come_in_the_form(lrs_1: Caller):
    told = {
        "Authorization": lrs_1.authorization,
        VERSION: V1,
        "content": json.dumps(said()),
        "Content-Type": "application/json",
    }

    answer = ask(lrs_1, "PUT", headers=NO_HEADERS, statementId=str(uuid4()), **told)

    assert (answer.status_code, answer[VERSION]) == (204, V1)


@pytest.mark.parametrize("form", [{}, {VERSION: "0.8"}])
def test_a_version_of_the_form_is_believed(lrs_1: Caller, form: dict):
    answer = ask(lrs_1, "GET", headers={VERSION: None}, **form)

    assert answer.status_code == 400


def test_it_is_asked_by_post_alone(lrs_1: Caller):
    form = urlencode({"content": json.dumps(said())}).encode()

    assert lrs_1("GET", "statements?method=POST", form, content_type=FORM).status_code == 400
    assert lrs_1("PUT", "statements?method=GET", form, content_type=FORM).status_code == 400


def test_other_parameters_of_the_address_are_refused(lrs_1: Caller):
    wanted = str(uuid4())

    answer = ask(lrs_1, "PUT", query=f"&statementId={wanted}", statementId=wanted, content=json.dumps(said()))

    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_content_must_be_in_the_form(lrs_1: Caller, method: str):
    form = {"statementId": str(uuid4())} if method == "PUT" else {}

    assert ask(lrs_1, method, **form).status_code == 400


def test_the_body_must_be_a_form(lrs_1: Caller):
    body = json.dumps({"statementId": str(uuid4()), "content": json.dumps(said())}).encode()

    assert lrs_1("POST", "statements?method=PUT", body, content_type=FORM).status_code == 400
    assert lrs_1("POST", "statements?method=PUT", said()).status_code == 400


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_version_2_knows_it_no_more(lrs_2: Caller, method: str):
    wanted = str(uuid4())
    inside = {"Authorization": lrs_2.authorization, VERSION: V2}

    for headers, form in ((None, {}), (NO_HEADERS, inside)):
        answer = ask(lrs_2, method, headers=headers, statementId=wanted, content=json.dumps(said()), **form)
        assert 400 <= answer.status_code < 500

    assert lrs_2.found() == []
