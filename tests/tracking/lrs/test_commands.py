from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.db import transaction

from learning.core.events import Subscription, subscriptions
from tracking.lrs.commands import StatementConflictError, one_write, record_statements, store_statements
from tracking.lrs.events import StatementsStored
from tracking.lrs.models import (
    Activity,
    ActivityRole,
    Agent,
    AgentRole,
    Statement,
    StatementActivity,
    StatementAgent,
    Verb,
)
from tracking.lrs.queries import payload_bytes, statements_after, statements_by_ids, statements_of
from tracking.lrs.validators import StatementInvalidError

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
AUTHORITY = {"objectType": "Agent", "account": {"homePage": "https://example.org", "name": "writer"}}


def statement(**fields: Any) -> dict[str, Any]:
    return {
        "actor": {"mbox": "mailto:anna@example.org"},
        "verb": {"id": "https://example.org/verbs/read"},
        "object": {"id": "https://example.org/books/1"},
        "timestamp": "2026-11-23T09:00:00+01:00",
        **fields,
    }


def store(*statements: dict[str, Any]) -> list[Statement]:
    return store_statements(statements=statements, authority=AUTHORITY)


@pytest.fixture
def told(monkeypatch) -> list[tuple[int, ...]]:
    """The ids of each StatementsStored."""
    heard: list[tuple[int, ...]] = []
    listening = Subscription(event=StatementsStored, receiver=lambda event: heard.append(event.ids), when="now")
    monkeypatch.setitem(subscriptions, "a test listens", listening)
    return heard


def test_store_statements_sets_what_the_store_has_to_set():
    (row,) = store(statement())

    stored = orjson.loads(Statement.objects.get().payload)
    assert list(stored) == ["id", "actor", "verb", "object", "timestamp", "stored", "authority", "version"]
    assert (stored["id"], stored["authority"], stored["version"]) == (str(row.uuid), AUTHORITY, "1.0.3")
    assert datetime.fromisoformat(stored["stored"]) == row.stored
    assert row.timestamp == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_store_statements_keeps_what_was_given():
    given = statement(
        id=str(uuid4()), version="1.0.9", result={"extensions": {"https://example.org/x": [1, 2.50, None]}}
    )

    (row,) = store(given)

    stored = orjson.loads(payload_bytes(row))
    assert {name: stored[name] for name in given} == given


def test_payload_bytes_are_those_that_were_stored():
    (row,) = store(statement(object={"id": "https://example.org/bücher/1", "definition": {"name": {"de": "Bücher"}}}))

    assert payload_bytes(Statement.objects.get()) == row.payload.encode()


def test_store_statements_links_everybody_and_everything():
    group = {"objectType": "Group", "member": [{"mbox": "mailto:ben@example.org"}]}
    context = {
        "team": group,
        "instructor": {"openid": "https://example.org/cora"},
        "contextActivities": {
            "parent": {"id": "https://example.org/shelf"},
            "grouping": [{"id": "https://example.org/house"}],
            "category": [{"id": "https://example.org/profile"}],
        },
    }

    store(statement(context=context))

    assert set(StatementAgent.objects.values_list("agent__ifi", "role")) == {
        ("mbox:mailto:anna@example.org", AgentRole.ACTOR),
        ("mbox:mailto:ben@example.org", AgentRole.TEAM),
        ("openid:https://example.org/cora", AgentRole.INSTRUCTOR),
        ("account:https://example.org|writer", AgentRole.AUTHORITY),
    }
    assert set(StatementActivity.objects.values_list("activity__iri", "role")) == {
        ("https://example.org/books/1", ActivityRole.OBJECT),
        ("https://example.org/shelf", ActivityRole.PARENT),
        ("https://example.org/house", ActivityRole.GROUPING),
        ("https://example.org/profile", ActivityRole.CATEGORY),
    }


def test_store_statements_links_the_inside_of_a_sub_statement():
    inner = {
        "objectType": "SubStatement",
        "actor": {"mbox_sha1sum": "a" * 40},
        "verb": {"id": "https://example.org/verbs/read"},
        "object": {"id": "https://example.org/books/2"},
    }

    store(statement(object=inner))

    assert ("sha1:" + "a" * 40, AgentRole.SUBSTATEMENT) in StatementAgent.objects.values_list("agent__ifi", "role")
    assert list(StatementActivity.objects.values_list("activity__iri", "role")) == [
        ("https://example.org/books/2", ActivityRole.SUBSTATEMENT)
    ]


def test_store_statements_keeps_the_statement_referred_to():
    target = str(uuid4())

    (row,) = store(statement(object={"objectType": "StatementRef", "id": target}))

    assert str(row.ref) == target


def test_store_statements_shares_agents_activities_and_verbs():
    store(statement(), statement())
    store(statement())

    assert (Statement.objects.count(), Activity.objects.count(), Verb.objects.count()) == (3, 1, 1)
    assert sorted(Agent.objects.values_list("ifi", flat=True)) == [
        "account:https://example.org|writer",
        "mbox:mailto:anna@example.org",
    ]


def test_store_statements_tells_the_new_ones(told):
    first = statement(id=str(uuid4()))
    (known,) = store(first)

    rows = store(first, statement())

    assert rows[0] == known
    assert told == [(known.pk,), (rows[1].pk,)]


@pytest.mark.parametrize(
    "change",
    [
        {"timestamp": "2026-11-23T08:00:00Z"},
        {"verb": {"id": "https://example.org/verbs/read", "display": {"de": "las"}}},
        {"object": {"id": "https://example.org/books/1", "definition": {"name": {"de": "Buch"}}}},
        {"version": "1.0.9"},
    ],
)
def test_store_statements_takes_the_same_again_as_a_repeat(told, change):
    first = statement(id=str(uuid4()))
    (known,) = store(first)

    assert store({**first, **change}) == [known]
    assert len(told) == 1


def test_store_statements_refuses_another_one_under_the_same_id_and_the_whole_batch_with_it():
    first = statement(id=str(uuid4()))
    store(first)

    with pytest.raises(StatementConflictError), transaction.atomic():
        store(statement(), {**first, "object": {"id": "https://example.org/books/2"}})

    assert Statement.objects.count() == 1


def test_store_statements_refuses_one_id_twice_in_a_batch():
    twice = statement(id=str(uuid4()))

    with pytest.raises(StatementInvalidError, match="same id"), transaction.atomic():
        store(twice, twice)

    assert Statement.objects.count() == 0


def test_store_statements_stores_the_whole_batch_or_nothing():
    with pytest.raises(StatementInvalidError), transaction.atomic():
        store(statement(), statement(verb={}))

    assert (Statement.objects.count(), Agent.objects.count()) == (0, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_store_statements_needs_the_same_commands_for_one_and_for_three(number, django_assert_num_queries):
    """The moment (PostgreSQL), whether the authority is private, the ids of what they share, not yet committed here,
    the statements and their links (SQLite: two commands)."""
    store(statement())

    with django_assert_num_queries(5):
        store(*[statement() for _each in range(number)])


def test_store_statements_takes_a_large_batch():
    rows = store(*[statement(object={"id": f"https://example.org/books/{number}"}) for number in range(1200)])

    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    assert Statement.objects.count() == StatementActivity.objects.count() == Activity.objects.count() == 1200


def test_one_write_stores_all_on_leaving(told):
    with one_write():
        record_statements(statements=[statement()], authority=AUTHORITY)
        with one_write():
            record_statements(statements=[statement()], authority=AUTHORITY)
        assert Statement.objects.count() == 0

    assert [len(ids) for ids in told] == [2]


def test_one_write_leaves_nothing_after_an_error():
    def fail() -> None:
        with one_write():
            record_statements(statements=[statement()], authority=AUTHORITY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    record_statements(statements=[statement()], authority=AUTHORITY)
    assert Statement.objects.count() == 1


def test_statements_come_back_in_the_order_they_were_stored():
    rows = store(*[statement() for _each in range(5)])

    assert list(statements_by_ids(reversed([row.pk for row in rows]))) == rows
    assert [len(batch) for batch in statements_after(rows[0].pk, batch=3)] == [3, 1]
    assert [row for batch in statements_after(batch=2) for row in batch] == rows
    assert list(statements_of("mbox:mailto:anna@example.org")) == rows
    assert list(statements_of("account:https://example.org|writer")) == []
