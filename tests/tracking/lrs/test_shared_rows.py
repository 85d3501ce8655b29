import pytest
from django.db import transaction

from tracking.lrs.models import Activity, Agent
from tracking.lrs.shared_rows import RememberedIds, agent_ids, shared_ids

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


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_agents_whose_names_differ_by_a_nul_are_two():
    """PostgreSQL keeps none in a text."""
    names = ["account:https://example.org|a", "account:https://example.org|a\0"]

    found = agent_ids({name: {"name": "\0"} for name in names})

    assert found == agent_ids({name: {} for name in names})
    assert len(set(found.values())) == Agent.objects.count() == 2


def test_remembered_ids_forget_what_was_used_longest_ago():
    ids = RememberedIds(limit=2)
    ids.remember({"a": 1, "b": 2})
    ids.known(["a"])

    ids.remember({"c": 3})

    assert ids.known(["a", "b", "c"]) == {"a": 1, "c": 3}
