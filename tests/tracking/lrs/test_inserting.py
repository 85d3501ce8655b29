"""Commands that Django has no words for, on rows of the record store."""

import pytest
from django.db import IntegrityError, transaction

from tracking.lrs.inserting import (
    ROWS_AT_ONCE,
    insert_new,
    insert_or_replace,
    insert_row,
    insert_rows,
    insert_unless_there,
)
from tracking.lrs.models import Activity

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
IRI = "https://example.org/books/1"


def activity(iri: str = IRI, **definition: str) -> Activity:
    return Activity(iri=iri, definition=definition)


def stored() -> dict[str, dict[str, str]]:
    return dict(Activity.objects.order_by("iri").values_list("iri", "definition"))


@pytest.mark.parametrize("number", [0, 1, 3, 9, ROWS_AT_ONCE + 1])
def test_insert_rows_takes_any_number(number):
    insert_rows(Activity, [activity(f"{IRI}/{each}", name=str(each)) for each in range(number)])

    assert stored() == {f"{IRI}/{each}": {"name": str(each)} for each in range(number)}


def test_insert_row_sets_the_id_and_refuses_a_second_one():
    row = activity()
    insert_row(row)

    assert row.pk == Activity.objects.get().pk
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_row(activity())


def test_insert_unless_there_says_whether_it_was():
    first, second = activity(name="first"), activity(name="second")

    assert (insert_unless_there(first, key=["iri"]), insert_unless_there(second, key=["iri"])) == (True, False)
    assert (first.pk, second.pk) == (Activity.objects.get().pk, None)
    assert stored() == {IRI: {"name": "first"}}


def test_insert_new_gives_ids_of_new_rows_only():
    insert_row(activity())

    ids = insert_new(Activity, [activity(), activity(f"{IRI}/2")], on="iri")

    assert ids == {f"{IRI}/2": Activity.objects.get(iri=f"{IRI}/2").pk}


def test_insert_or_replace_keeps_the_row_and_takes_the_values():
    first, second = activity(name="first"), activity(name="second")

    insert_or_replace(first, key=["iri"])
    insert_or_replace(second, key=["iri"])

    assert first.pk == second.pk == Activity.objects.get().pk
    assert stored() == {IRI: {"name": "second"}}
