import pytest
from django.db import transaction

from tracking.lrs.models import Activity
from tracking.lrs.shared_rows import RememberedIds, shared_ids

IRI = "https://example.org/books/1"


def activity_ids(activities):
    return shared_ids(verbs={}, agents={}, activities=activities)[Activity]


@pytest.mark.django_db(transaction=True)
def test_ids_are_remembered_after_the_commit(django_assert_num_queries):
    with transaction.atomic():
        known = activity_ids({IRI: {}})

    with django_assert_num_queries(0):
        assert activity_ids({IRI: {}}) == known


@pytest.mark.django_db(transaction=True)
def test_ids_of_a_transaction_that_was_rolled_back_are_not_remembered():
    with transaction.atomic():
        activity_ids({IRI: {}})
        transaction.set_rollback(True)

    with transaction.atomic():
        found = activity_ids({IRI: {}})

    assert found == {IRI: Activity.objects.get().pk}


def test_remembered_ids_forget_what_was_used_longest_ago():
    ids = RememberedIds(limit=2)
    ids.remember({"a": 1, "b": 2})
    ids.known(["a"])

    ids.remember({"c": 3})

    assert ids.known(["a", "b", "c"]) == {"a": 1, "c": 3}
