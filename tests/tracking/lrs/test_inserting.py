"""Commands that Django has no words for, on rows of the record store."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tracking.lrs.inserting import (
    ROWS_AT_ONCE,
    ROWS_PREPARED,
    Insert,
    Merge,
    insert_new,
    insert_or_replace,
    insert_row,
    insert_together,
    insert_unless_there,
)
from tracking.lrs.models import Activity, Agent, Statement, Verb, key_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
IRI = "https://example.org/books/1"


def activity(iri: str = IRI, **definition: str) -> Activity:
    return Activity(key=key_of(iri), iri=iri, definition=json.dumps(definition))


def verb(iri: str = IRI) -> Verb:
    return Verb(key=key_of(iri), iri=iri)


def stored() -> dict[str, dict[str, str]]:
    rows = Activity.objects.order_by("iri").values_list("iri", "definition")
    return {iri: json.loads(definition) for iri, definition in rows}


@pytest.mark.parametrize("number", [0, 1, 3, 9, ROWS_AT_ONCE + 1])
def test_insert_together_takes_any_number(number):
    rows = [activity(f"{IRI}/{each}", name=str(each)) for each in range(number)]
    insert_together(Insert(model=Activity, rows=rows))

    assert stored() == {f"{IRI}/{each}": {"name": str(each)} for each in range(number)}


def test_insert_row_sets_the_id_and_refuses_a_second_one():
    row = activity()
    insert_row(row)

    assert row.pk == Activity.objects.get().pk
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_row(activity())


def test_insert_together_writes_several_tables(django_assert_num_queries):
    verb().save()
    verbs = Insert(model=Verb, rows=[verb(), verb(f"{IRI}/2")], key=["key"])
    inserts = [
        Insert(model=Activity, rows=[activity(name="one"), activity(f"{IRI}/2", name="two")]),
        replace(verbs, merges={"iri": Merge.LATEST}),
        Insert(model=Agent, rows=[Agent(key=b"a", ifi="mbox:mailto:a@example.org", name="A")]),
    ]

    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 3):
        insert_together(*inserts)

    assert stored() == {IRI: {"name": "one"}, f"{IRI}/2": {"name": "two"}}
    assert set(Verb.objects.values_list("iri", flat=True)) == {IRI, f"{IRI}/2"}
    assert Agent.objects.get().name == "A"


def test_insert_together_writes_all_or_nothing():
    insert_row(activity())

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_together(Insert(model=Verb, rows=[verb()]), Insert(model=Activity, rows=[activity()]))

    assert not Verb.objects.exists()


def test_insert_unless_there_says_whether_it_was():
    first, second = activity(name="first"), activity(name="second")

    assert (insert_unless_there(first, key=["key"]), insert_unless_there(second, key=["key"])) == (True, False)
    assert (first.pk, second.pk) == (Activity.objects.get().pk, None)
    assert stored() == {IRI: {"name": "first"}}


def test_insert_new_gives_ids_of_new_rows_only():
    insert_row(activity())

    ids = insert_new(Activity, [activity(), activity(f"{IRI}/2")], on="key")

    assert ids == {key_of(f"{IRI}/2"): Activity.objects.get(iri=f"{IRI}/2").pk}


def test_insert_or_replace_keeps_the_row_and_takes_the_values():
    first, second = activity(name="first"), activity(name="second")

    insert_or_replace(first, key=["key"])
    insert_or_replace(second, key=["key"])

    assert first.pk == second.pk == Activity.objects.get().pk
    assert stored() == {IRI: {"name": "second"}}


@pytest.mark.parametrize("number", [ROWS_PREPARED, ROWS_PREPARED + 1, ROWS_AT_ONCE + 1])
def test_values_of_every_kind_arrive_as_they_are_for_any_number_of_rows(number):
    verb_id, agent_id = _saved(verb()), _saved(Agent(key=key_of("mbox:a"), ifi="mbox:a"))
    moment = datetime(2026, 3, 1, 8, 30, 0, 123456, tzinfo=UTC)
    rows = [
        Statement(
            uuid=uuid4(),
            verb_id=verb_id,
            authority_id=agent_id,
            registration=uuid4() if each % 2 else None,
            stored=moment + timedelta(microseconds=each),
            timestamp=moment,
            voided=each % 3 == 0,
            version="2.0.0",
            digest=bytes([each % 256, 0, 92, 34]),
            payload='{"a": "\\"}, {\\\\x, NULL, ü \n"}' + str(each),
        )
        for each in range(number)
    ]

    ids = insert_new(Statement, rows, on="uuid")

    assert insert_new(Statement, rows, on="uuid") == {}
    for row in rows:
        row.pk = ids[row.uuid]
    assert [_values_of(each) for each in Statement.objects.order_by("pk")] == [_values_of(each) for each in rows]


def _saved(row):
    row.save()
    return row.pk


def _values_of(row):
    values = [getattr(row, each.attname) for each in Statement._meta.concrete_fields]
    return [bytes(value) if isinstance(value, memoryview) else value for value in values]
