"""States and profiles over HTTP, in both versions."""

import json
from hashlib import sha1
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.tracking.lrs.calls import VERSIONS, Call, calling
from tracking.lrs.models import Activity, Agent, Document

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ANNA = {"mbox": "mailto:anna@example.org"}
BOOK = "https://example.org/book"
STATE, AGENT, ACTIVITY = "activities/state", "agents/profile", "activities/profile"
OWNERS: dict[str, dict[str, Any]] = {
    STATE: {"activityId": BOOK, "agent": ANNA},
    AGENT: {"agent": ANNA},
    ACTIVITY: {"activityId": BOOK},
}
IDS = {STATE: "stateId", AGENT: "profileId", ACTIVITY: "profileId"}
RESOURCES = tuple(OWNERS)
FORM = "application/x-www-form-urlencoded"
NEW: dict[str, str | None] = {"If-None-Match": "*"}


def hash_of(content: bytes) -> str:
    return sha1(content, usedforsecurity=False).hexdigest()


def one(path: str, name: str = "bookmark", **others: Any) -> dict[str, Any]:
    return {**OWNERS[path], IDS[path]: name, **others}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def call(version: str) -> Call:
    return calling("all", version=version)


@pytest.fixture(params=RESOURCES)
def path(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def stored(call: Call, path: str, body: Any = None, **others: Any) -> str:
    """Its ETag."""
    sent = call("PUT", path, {"page": 1} if body is None else body, headers=NEW, **one(path), **others)
    assert sent.status_code == 204
    return call("GET", path, **one(path))["ETag"]


def test_a_document_comes_back_as_the_bytes_it_was(call, path):
    content = b"\x00\xff { not JSON"
    call("PUT", path, content, content_type="image/x-page; q=1", headers=NEW, **one(path))

    answer = call("GET", path, **one(path))

    assert (answer.status_code, answer.content) == (200, content)
    assert answer["Content-Type"] == "image/x-page; q=1"
    assert answer["ETag"] == f'"{hash_of(content)}"'
    assert answer["Last-Modified"].endswith("GMT")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_head_tells_all_but_the_document(call, path):
    etag = stored(call, path)

    answer = call("HEAD", path, **one(path))

    assert (answer.status_code, answer.content) == (200, b"")
    assert (answer["ETag"], answer["Content-Length"]) == (etag, str(len(json.dumps({"page": 1}))))


def test_what_is_not_there_is_404(call, path):
    assert call("GET", path, **one(path)).status_code == 404
    assert call("HEAD", path, **one(path)).status_code == 404


def test_reading_and_deleting_leaves_no_trace_of_who_was_asked_for(call, path):
    before = (Agent.objects.count(), Activity.objects.count())

    call("GET", path, **one(path))
    call("GET", path, **OWNERS[path])
    call("DELETE", path, **one(path))
    call("PUT", path, {"page": 1}, headers={"If-Match": '"x"'}, **one(path))

    assert (Agent.objects.count(), Activity.objects.count()) == before


def test_ids_are_listed_and_since_leaves_out_the_older_ones(call, path):
    for name in ("b", "a"):
        call("POST", path, {"page": 1}, **one(path, name))
    first = Document.objects.get(document_id="b").updated_at.isoformat()

    answer = call("GET", path, **OWNERS[path])

    assert (answer.status_code, answer.json()) == (200, ["a", "b"])
    assert "Last-Modified" in answer
    assert call("GET", path, **OWNERS[path], since=first).json() == ["a"]
    assert call("GET", path, **OWNERS[path], since="2099-01-01T00:00:00Z").json() == []


def test_since_beside_an_id_is_only_checked(call, path):
    stored(call, path)

    assert call("GET", path, **one(path), since="2099-01-01T00:00:00Z").status_code == 200
    assert call("GET", path, **one(path), since="yesterday").status_code == 400


def test_documents_of_others_are_not_touched(call):
    call("POST", STATE, {"page": 1}, **one(STATE))
    others = [
        one(STATE, "other"),
        one(STATE) | {"agent": {"mbox": "mailto:ben@example.org"}},
        one(STATE) | {"activityId": "https://example.org/cd"},
        one(STATE, registration=str(uuid4())),
    ]

    assert {call("GET", STATE, **each).status_code for each in others} == {404}
    assert call("GET", AGENT, agent=ANNA).json() == call("GET", ACTIVITY, activityId=BOOK).json() == []


def test_the_same_id_in_all_resources_and_for_every_owner_is_another_document(call):
    places = [
        (STATE, one(STATE)),
        (AGENT, one(AGENT)),
        (ACTIVITY, one(ACTIVITY)),
        (STATE, one(STATE, registration=str(uuid4()))),
        (STATE, one(STATE) | {"agent": {"account": {"homePage": "https://example.org", "name": "anna"}}}),
    ]
    for number, (path, place) in enumerate(places):
        assert call("POST", path, {"page": number}, **place).status_code == 204

    assert [call("GET", path, **place).json()["page"] for path, place in places] == [0, 1, 2, 3, 4]


def test_a_group_with_an_identifier_owns_documents(call):
    team = {"objectType": "Group", "mbox": "mailto:team@example.org"}

    assert call("POST", AGENT, {"page": 1}, agent=team, profileId="p").status_code == 204
    assert call("GET", AGENT, agent=team).json() == ["p"]


# Concurrency: the table of docs/develop/xapi-versions.md, cell by cell


@pytest.mark.parametrize(
    ("version", "path", "status"),
    [
        ("1.0.3", STATE, 204),
        ("1.0.3", AGENT, 400),
        ("1.0.3", ACTIVITY, 400),
        ("2.0.0", STATE, 204),
        ("2.0.0", AGENT, 204),
        ("2.0.0", ACTIVITY, 204),
    ],
)
def test_put_without_headers_where_nothing_is(version, path, status):
    call = calling("all", version=version)

    assert call("PUT", path, {"page": 2}, **one(path)).status_code == status
    assert Document.objects.exists() is (status == 204)


@pytest.mark.parametrize(
    ("version", "path", "status"),
    [
        ("1.0.3", STATE, 204),
        ("1.0.3", AGENT, 409),
        ("1.0.3", ACTIVITY, 409),
        ("2.0.0", STATE, 409),
        ("2.0.0", AGENT, 409),
        ("2.0.0", ACTIVITY, 409),
    ],
)
def test_put_without_headers_where_a_document_is(version, path, status):
    call = calling("all", version=version)
    stored(call, path)

    answer = call("PUT", path, {"page": 2}, **one(path))

    assert answer.status_code == status
    assert call("GET", path, **one(path)).json() == {"page": 2 if status == 204 else 1}
    assert status == 204 or "If-Match" in answer.json()["path"]


RIGHT = ("{}", "W/{}", '"no", {}', "*", "{bare}", '"{upper}"')
WRONG = ('"1234"', "1234", '"1111111111111111111111111111111111111111"', "", '"*"', "W/{bare}")


def spelt(tag: str, etag: str) -> str:
    bare = etag.strip('"')
    return tag.format(etag, bare=bare, upper=bare.upper())


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_if_match_lets_through_who_saw_what_is_there(call, path, method):
    body = None if method == "DELETE" else {"page": 2}
    for tag in RIGHT:
        call("DELETE", path, **one(path))
        etag = stored(call, path)

        answer = call(method, path, body, headers={"If-Match": spelt(tag, etag)}, **one(path))

        assert answer.status_code == 204, tag
        after = call("GET", path, **one(path))
        assert after.status_code == 404 if method == "DELETE" else after.json() == {"page": 2}


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_if_match_stops_who_did_not(call, path, method):
    etag = stored(call, path)
    body = None if method == "DELETE" else {"page": 2}
    for tag in WRONG:
        answer = call(method, path, body, headers={"If-Match": spelt(tag, etag)}, **one(path))

        assert (answer.status_code, answer.json()["path"]) == (412, "If-Match"), tag
        assert call("GET", path, **one(path)).json() == {"page": 1}


def test_if_match_needs_a_document(call, path):
    for method in ("PUT", "POST", "DELETE"):
        for tag in ("*", '"1234"'):
            assert call(method, path, {"page": 2}, headers={"If-Match": tag}, **one(path)).status_code == 412
    assert not Document.objects.exists()


def test_if_none_match_stops_who_would_overwrite(call, path):
    etag = stored(call, path)
    for tag in RIGHT:
        answer = call("PUT", path, {"page": 2}, headers={"If-None-Match": spelt(tag, etag)}, **one(path))

        assert (answer.status_code, answer.json()["path"]) == (412, "If-None-Match"), tag
        assert call("GET", path, **one(path)).json() == {"page": 1}


def test_if_none_match_of_another_version_overwrites(call, path):
    stored(call, path)

    assert call("PUT", path, {"page": 2}, headers={"If-None-Match": '"1234"'}, **one(path)).status_code == 204


# Merging


def test_post_stores_what_is_new_and_merges_top_level_properties(call, path):
    call("POST", path, {"page": 1, "seen": {"a": 1}}, **one(path))

    assert call("POST", path, {"seen": {"b": 2}, "done": True}, **one(path)).status_code == 204
    assert call("GET", path, **one(path)).json() == {"page": 1, "seen": {"b": 2}, "done": True}


def test_merged_numbers_keep_their_digits(call, path):
    call("POST", path, b'{"a": 1e5, "b": 12345678901234567890123, "c": 0.10}', **one(path))
    call("POST", path, b'{"d": 1.000, "c": -0}', **one(path))

    answer = call("GET", path, **one(path))

    assert answer.content == b'{"a":1e5,"b":12345678901234567890123,"c":-0,"d":1.000}'
    assert answer["ETag"] == f'"{hash_of(answer.content)}"'
    assert answer["Content-Type"] == "application/json"


NOT_MERGED = (
    ((b'{"a": 1}', "application/json"), (b"abc", "application/octet-stream")),
    ((b'{"a": 1}', "application/json"), (b'{"b": 1}', "text/plain")),
    ((b'{"a": 1}', "application/json"), (b'{"b": 1}{', "application/json")),
    ((b'{"a": 1}', "application/json"), (b"[1]", "application/json")),
    ((b'{"a": 1}', "application/json"), (b"", "application/json")),
    ((b'{"a": 1}', "application/json"), (b'{"b": 1, "b": 2}', "application/json")),
    ((b"abc", "text/plain"), (b'{"b": 1}', "application/json")),
    ((b"[1]", "application/json"), (b'{"b": 1}', "application/json")),
    ((b"2g1k60", "application/json"), (b'{"b": 1}', "application/json")),
)


def test_what_is_no_json_object_is_not_merged(call, path):
    for first, second in NOT_MERGED:
        call("DELETE", path, **one(path))
        call("PUT", path, first[0], content_type=first[1], headers=NEW, **one(path))

        answer = call("POST", path, second[0], content_type=second[1], **one(path))

        assert (answer.status_code, answer.json()["path"]) == (400, "body"), (first, second)
        kept = call("GET", path, **one(path))
        assert (kept.content, kept["Content-Type"]) == first


def test_post_of_something_new(call, path):
    for body, content_type, status in (
        (b"1", FORM, 204),
        (b"true", "application/json", 204),
        (b"", "text/plain", 204),
        (b"{]", "application/json", 400),
    ):
        assert call("POST", path, body, content_type=content_type, **one(path)).status_code == status, body
        assert call("GET", path, **one(path)).status_code == (200 if status == 204 else 404)
        call("DELETE", path, **one(path))


def test_json_with_parameters_is_json(call, path):
    call("POST", path, {"a": 1}, content_type="Application/JSON; charset=utf-8", **one(path))

    assert call("POST", path, {"b": 1}, **one(path)).status_code == 204
    assert call("GET", path, **one(path)).json() == {"a": 1, "b": 1}


# Deleting


def test_delete_takes_one_document(call, path):
    for name in ("a", "b"):
        call("POST", path, {"page": 1}, **one(path, name))

    assert call("DELETE", path, **one(path, "a")).status_code == 204
    assert call("GET", path, **OWNERS[path]).json() == ["b"]
    assert call("DELETE", path, **one(path, "a")).status_code == 204


def test_delete_of_states_without_an_id_takes_all_of_that_activity_and_agent(call):
    registration = str(uuid4())
    for place in (one(STATE, "a"), one(STATE, "b"), one(STATE, "c", registration=registration)):
        call("POST", STATE, {"page": 1}, **place)
    elsewhere = one(STATE) | {"activityId": "https://example.org/cd"}
    call("POST", STATE, {"page": 1}, **elsewhere)
    assert call("GET", STATE, **OWNERS[STATE]).json() == ["a", "b", "c"]
    assert call("GET", STATE, **OWNERS[STATE], registration=registration).json() == ["c"]

    assert call("DELETE", STATE, **OWNERS[STATE], registration=registration).status_code == 204
    assert call("GET", STATE, **OWNERS[STATE]).json() == ["a", "b"]

    assert call("DELETE", STATE, **OWNERS[STATE]).status_code == 204
    assert call("GET", STATE, **OWNERS[STATE]).json() == []
    assert call("GET", STATE, **elsewhere).status_code == 200


def test_delete_of_all_states_takes_no_condition(call):
    call("POST", STATE, {"page": 1}, **one(STATE))

    assert call("DELETE", STATE, headers={"If-Match": "*"}, **OWNERS[STATE]).status_code == 400
    assert Document.objects.exists()


# Parameters


MAY_LACK = {("GET", "stateId"), ("GET", "profileId"), ("DELETE", "stateId")}


def test_parameters_that_are_missing(call, path):
    for missing in (*OWNERS[path], IDS[path]):
        params = {name: value for name, value in one(path).items() if name != missing}
        for method in ("GET", "PUT", "POST", "DELETE"):
            if (method, missing) not in MAY_LACK:
                answer = call(method, path, {"page": 1}, headers=NEW if method == "PUT" else None, **params)
                assert (answer.status_code, answer.json()["path"]) == (400, missing), method


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        *((path, {"activityId": value}) for path in (STATE, ACTIVITY) for value in ("1", "true", "", "no IRI")),
        *(
            (path, {"agent": value})
            for path in (STATE, AGENT)
            for value in ("1", "true", "not JSON", '{"key": "value"}', '{"objectType": "Group", "member": []}')
        ),
        *((STATE, {"registration": value}) for value in ("1", "true", "not UUID", "")),
        *((path, {IDS[path]: ""}) for path in RESOURCES),
        *((path, {"unknown": "x"}) for path in RESOURCES),
        (STATE, {"profileId": "x"}),
        (AGENT, {"registration": str(uuid4())}),
        (ACTIVITY, {"agent": ANNA}),
    ],
)
def test_parameters_that_are_wrong(call, path, wrong):
    for method in ("GET", "PUT", "POST", "DELETE"):
        answer = call(method, path, {"page": 1}, headers=NEW if method == "PUT" else None, **(one(path) | wrong))

        assert answer.status_code == 400, method
        assert answer.json()["path"].startswith(next(iter(wrong)))
        assert answer.json()["rule"]
    assert not Document.objects.exists()


def test_since_is_for_reading(call, path):
    for method in ("PUT", "POST", "DELETE"):
        answer = call(method, path, {}, **one(path), since="2020-01-01T00:00:00Z")
        assert (answer.status_code, answer.json()["path"]) == (400, "since")


def test_a_document_may_be_as_large_as_the_limit(call, path, settings):
    settings.XAPI_BODY_LIMIT = 1000

    assert call("PUT", path, b"x" * 1000, headers=NEW, **one(path)).status_code == 204
    assert call("POST", path, b"x" * 1001, **one(path)).status_code == 413


def test_a_document_does_not_grow_beyond_the_limit(call, path, settings):
    settings.XAPI_BODY_LIMIT = 100
    call("POST", path, {"a": "x" * 60}, **one(path))

    assert call("POST", path, {"b": "x" * 60}, **one(path)).status_code == 413
    assert call("POST", path, {"a": "y" * 60}, **one(path)).status_code == 204
    assert call("GET", path, **one(path)).json() == {"a": "y" * 60}


def test_a_content_type_that_no_header_can_carry_is_refused():
    call = calling("all")
    form = {**one(STATE), "agent": json.dumps(ANNA), "content": "x", "Content-Type": "text/plain\r\nX: y"}

    answer = call("POST", f"{STATE}?method=PUT", urlencoded(form), content_type=FORM)

    assert (answer.status_code, answer.json()["path"]) == (400, "Content-Type")


def test_documents_by_the_alternate_syntax_of_1_0():
    call = calling("all")
    place = {**one(AGENT), "agent": json.dumps(ANNA)}
    new = urlencoded({**place, "content": "{}", "If-None-Match": "*"})

    sent = call("POST", f"{AGENT}?method=PUT", new, content_type=FORM)
    read = call("POST", f"{AGENT}?method=GET", urlencoded(place), content_type=FORM)
    again = call("POST", f"{AGENT}?method=PUT", new, content_type=FORM)

    assert (sent.status_code, read.content, again.status_code) == (204, b"{}", 412)


def urlencoded(form: dict[str, Any]) -> bytes:
    return urlencode(form).encode()


# Who may


@pytest.mark.parametrize(
    ("scope", "path", "reads", "writes"),
    [
        ("state", STATE, True, True),
        ("state", AGENT, False, False),
        ("state", ACTIVITY, False, False),
        ("profile", STATE, False, False),
        ("profile", AGENT, True, True),
        ("profile", ACTIVITY, True, True),
        ("all/read", STATE, True, False),
        ("all/read", AGENT, True, False),
        ("all/read", ACTIVITY, True, False),
        ("statements/read", STATE, False, False),
        ("statements/write", AGENT, False, False),
        ("define", ACTIVITY, False, False),
    ],
)
def test_scopes_of_keys(scope, path, reads, writes):
    stored(calling("all"), path)
    narrow = calling(scope)

    assert narrow("GET", path, **one(path)).status_code == (200 if reads else 403)
    assert narrow("POST", path, {"b": 1}, **one(path)).status_code == (204 if writes else 403)
    assert narrow("PUT", path, {}, headers={"If-Match": "*"}, **one(path)).status_code == (204 if writes else 403)
    assert narrow("DELETE", path, **one(path)).status_code == (204 if writes else 403)


# What PostgreSQL and calendars cannot hold


def test_names_that_hold_nul_own_documents_too(call):
    for agent in ({**ANNA, "name": "A\0"}, {"account": {"homePage": "https://example.org", "name": "a\0b"}}):
        assert call("POST", AGENT, {"page": 1}, agent=agent, profileId="p").status_code == 204
        assert call("GET", AGENT, agent=agent).json() == ["p"]
        assert call("GET", "agents", agent=agent).status_code == 200


def test_moments_outside_of_the_calendar_are_no_failure(call, path):
    for since in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0000-01-01T00:00:00Z"):
        assert call("GET", path, **OWNERS[path], since=since).status_code in {200, 400}
