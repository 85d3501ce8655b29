import pytest
from django.contrib.auth import get_user_model

from learning.accounts.models import User
from learning.core.commands import record_access, record_audit
from learning.core.models import AccessEntry, AppendOnlyError, AuditEntry
from learning.core.queries import data_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[User]:
    return [get_user_model().objects.create_user(f"{name}@example.org") for name in ("hr", "max", "tom")]


def test_record_audit_keeps_who_what_and_which(people: list[User]) -> None:
    record_audit(actor=people[0], action="organisation.role_granted", subject="organisation.rolegrant:12")

    assert list(AuditEntry.objects.values_list("actor", "action", "subject", "detail")) == [
        (people[0].pk, "organisation.role_granted", "organisation.rolegrant:12", {})
    ]


def test_record_access_logs_every_person_on_a_list_but_the_reader(people: list[User]) -> None:
    record_access(reader=people[0], what="team", purpose="mandatory training", persons=[*people, people[1]])

    seen = AccessEntry.objects.order_by("pk").values_list("reader", "person", "what", "purpose")
    assert list(seen) == [(people[0].pk, who.pk, "team", "mandatory training") for who in people[1:]]


def test_record_access_logs_a_report_without_persons(people: list[User]) -> None:
    record_access(reader=people[0], what="report", purpose="overview")

    assert list(AccessEntry.objects.values_list("reader", "person")) == [(people[0].pk, None)]


def test_looking_at_oneself_is_no_access(people: list[User]) -> None:
    record_access(reader=people[1], what="my data", purpose="", persons=[people[1]])

    assert not AccessEntry.objects.exists()


@pytest.mark.parametrize("model", [AuditEntry, AccessEntry])
def test_an_entry_is_never_changed(model: type[AuditEntry] | type[AccessEntry]) -> None:
    entry = model.objects.create()

    with pytest.raises(AppendOnlyError):
        entry.save()


def test_my_data_tells_who_looked(people: list[User]) -> None:
    record_access(reader=people[0], what="team", purpose="mandatory training", persons=people[1:])

    [entry] = data_about(people[1])["core.AccessEntry"]
    assert (entry["reader"], entry["what"], entry["purpose"]) == ("hr@example.org", "team", "mandatory training")
