"""What all resources have in common: methods, slashes, browsers that ask first."""

import json

import pytest

from tests.tracking.lrs.calls import VERSIONS, calling

pytestmark = pytest.mark.django_db
ANNA = {"mbox": "mailto:anna@example.org"}
READ = {
    "about": {},
    "statements": {},
    "activities": {"activityId": "https://example.org/book"},
    "activities/state": {"activityId": "https://example.org/book", "agent": ANNA},
    "activities/profile": {"activityId": "https://example.org/book"},
    "agents": {"agent": ANNA},
    "agents/profile": {"agent": ANNA},
}
METHODS = {
    "about": "GET, HEAD, OPTIONS",
    "statements": "GET, HEAD, OPTIONS, POST, PUT",
    "activities": "GET, HEAD, OPTIONS",
    "activities/state": "DELETE, GET, HEAD, OPTIONS, POST, PUT",
    "activities/profile": "DELETE, GET, HEAD, OPTIONS, POST, PUT",
    "agents": "GET, HEAD, OPTIONS",
    "agents/profile": "DELETE, GET, HEAD, OPTIONS, POST, PUT",
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", READ)
def test_with_and_without_a_slash_and_by_head(path, version):
    call = calling("all", version=version)

    read = call("GET", path, **READ[path])
    slashed = call("GET", f"{path}/", **READ[path])
    head = call("HEAD", path, **READ[path])

    assert read.status_code == slashed.status_code == head.status_code == 200
    assert read.content == slashed.content
    assert head.content == b""
    assert head["Content-Length"] == str(len(read.content))
    assert read["X-Experience-API-Version"] == head["X-Experience-API-Version"] == version


@pytest.mark.parametrize("path", METHODS)
def test_what_is_no_method_is_refused_before_a_key_is_asked_for(path):
    call = calling("all")
    for method in ("DELETE", "POST", "PUT", "PATCH", "TRACE", "MKCOL"):
        answer = call(method, path, {}, headers={"Authorization": None})
        if method in METHODS[path].split(", "):
            assert answer.status_code == 401
        else:
            assert (answer.status_code, answer["Allow"]) == (405, METHODS[path])
            assert answer.json()["path"] == "method"


@pytest.mark.parametrize("path", METHODS)
def test_browsers_learn_what_they_may_send(path):
    answer = calling("all")("OPTIONS", path, headers={"Authorization": None, "X-Experience-API-Version": None})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Methods"] == answer["Allow"] == METHODS[path]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {"Authorization", "If-Match", "X-Experience-API-Version"} <= set(
        answer["Access-Control-Allow-Headers"].split(", ")
    )


@pytest.mark.parametrize("path", METHODS)
def test_scripts_of_other_sites_may_read_the_headers_they_need(path):
    answer = calling("all")("GET", path, **READ[path])

    assert {"ETag", "Last-Modified", "X-Experience-API-Version"} <= set(
        answer["Access-Control-Expose-Headers"].split(", ")
    )


@pytest.mark.parametrize("path", ["", "state", "state/", "activities/states/", "agents/profile/x"])
def test_other_addresses_are_told_in_json(path):
    answer = calling("all")("GET", path)

    assert (answer.status_code, json.loads(answer.content)["path"]) == (404, "path")


def test_an_unknown_method_of_the_alternate_syntax_is_refused():
    form = "application/x-www-form-urlencoded"

    answer = calling("all")("POST", "agents?method=DELETE", b"agent=x", content_type=form)

    assert (answer.status_code, answer["Allow"]) == (405, METHODS["agents"])
