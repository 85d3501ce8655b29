"""Commands that Django has no words for, on rows of the record store."""

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from tracking.lrs.inserting import (
    ROWS_AT_ONCE,
    Insert,
    Merge,
    insert_new,
    insert_or_replace,
    insert_row,
    insert_together,
    insert_unless_there,
)
from tracking.lrs.models import Activity, Agent, Verb, key_of

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
