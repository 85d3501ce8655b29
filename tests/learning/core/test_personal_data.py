from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from learning.core import personal_data
from learning.core.commands import Purged, purge_personal_data, record_access, record_audit
from learning.core.models import AccessEntry, AuditEntry, JobRun, OutboxItem
from learning.core.personal_data import Action, Klass, holds_none, register

WHY = {"purpose": "test", "legal_basis": "test"}


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_data, "holdings", {})
    monkeypatch.setattr(personal_data, "holding_none", {})


def test_register_takes_a_model_or_its_label(registry: None) -> None:
    register("core.JobRun", fields={"name": Klass.PROTOCOL}, period=None, action="with_person", **WHY)

    assert personal_data.holdings["core.JobRun"].model is JobRun


@pytest.mark.parametrize(
    "wrong",
    [
        {"fields": {"nmae": Klass.PROTOCOL}, "period": None, "action": Action.WITH_PERSON},
        {"fields": {"name": "no class"}, "period": None, "action": Action.WITH_PERSON},
        {"fields": {"name": Klass.PROTOCOL}, "period": None, "action": "forget"},
        {"fields": {"name": Klass.PROTOCOL}, "period": None, "action": Action.DELETE, "since": "started_at"},
        {"fields": {"name": Klass.PROTOCOL}, "period": timedelta(1), "action": Action.DELETE},
        {"fields": {"name": Klass.PROTOCOL}, "period": timedelta(1), "action": Action.DELETE, "since": "started"},
        {
            "fields": {"name": Klass.PROTOCOL},
            "period": timedelta(1),
            "action": Action.WITH_PERSON,
            "since": "started_at",
        },
        {"fields": {"name": Klass.PROTOCOL}, "period": timedelta(1), "action": Action.ANONYMISE, "since": "started_at"},
    ],
    ids=["field", "class", "action", "no period", "no start", "wrong start", "needless period", "no way to anonymise"],
)
def test_register_refuses_what_does_not_fit(registry: None, wrong: dict) -> None:
    with pytest.raises((ImproperlyConfigured, ValueError)):
        register(JobRun, **wrong, **WHY)


def test_holds_none_keeps_the_reason(registry: None) -> None:
    holds_none("core.JobRun", "technical")

    assert personal_data.holding_none == {"core.JobRun": "technical"}


@pytest.fixture
def old_and_new() -> None:
    """Of each kind one row past its period and one within it."""
    person, reader = (get_user_model().objects.create_user(f"{name}@example.org") for name in ("max", "hr"))
    for age in (timedelta(days=4 * 365), timedelta(days=1)):
        with time_machine.travel(timezone.now() - age):
            record_access(reader=reader, what="list", purpose="test", persons=[person])
            record_audit(actor=person, action="test", subject="test:1")
            OutboxItem.objects.create(
                event_id=f"{age.days:032}", event_name="e", receiver="r", payload={}, delivered_at=timezone.now()
            )


@pytest.mark.django_db
def test_what_was_parked_goes_with_its_period_and_what_waits_stays() -> None:
    with time_machine.travel(timezone.now() - timedelta(days=15)):
        for number, fields in enumerate(({"parked_at": timezone.now()}, {})):
            OutboxItem.objects.create(event_id=f"{number:032}", event_name="e", receiver="r", payload={}, **fields)

    purge_personal_data(dry_run=False)

    assert [item.parked_at for item in OutboxItem.objects.all()] == [None]


CORE = ["core.AccessEntry", "core.AuditEntry", "core.OutboxItem"]


def of_core(proof: list[Purged]) -> list[Purged]:
    return [line for line in proof if line.model in CORE]


EXPECTED = [
    Purged("core.AccessEntry", Action.DELETE, 1),
    Purged("core.AuditEntry", Action.ANONYMISE, 1),
    Purged("core.OutboxItem", Action.DELETE, 1),
]


@pytest.mark.django_db
def test_a_dry_run_counts_and_changes_nothing(old_and_new: None) -> None:
    assert of_core(purge_personal_data(dry_run=True)) == EXPECTED
    assert [AccessEntry.objects.count(), AuditEntry.objects.count(), OutboxItem.objects.count()] == [2, 2, 2]


@pytest.mark.django_db
@pytest.mark.postgresql
def test_purge_deletes_or_anonymises_what_is_overdue_and_proves_it(old_and_new: None) -> None:
    assert of_core(purge_personal_data(dry_run=False)) == EXPECTED

    assert [AccessEntry.objects.count(), OutboxItem.objects.count()] == [1, 1]
    assert [entry.actor is None for entry in AuditEntry.objects.filter(action="test").order_by("at")] == [True, False]
    proof = AuditEntry.objects.get(action="personal_data.purged")
    assert proof.detail == dict.fromkeys(CORE, 1)


@pytest.mark.django_db
def test_a_second_purge_finds_nothing(old_and_new: None) -> None:
    purge_personal_data(dry_run=False)

    assert [line.rows for line in of_core(purge_personal_data(dry_run=False))] == [0, 0, 0]


@pytest.mark.django_db
def test_rows_that_wait_for_delivery_have_no_age() -> None:
    with time_machine.travel(timezone.now() - timedelta(days=100)):
        OutboxItem.objects.create(event_id="0" * 32, event_name="e", receiver="r", payload={})

    purge_personal_data(dry_run=False)

    assert OutboxItem.objects.count() == 1


@pytest.mark.django_db
def test_the_command_shows_its_proof(old_and_new: None) -> None:
    out = StringIO()
    call_command("purge_personal_data", "--dry-run", stdout=out)

    assert "core.AccessEntry: delete 1\n" in out.getvalue()
    assert out.getvalue().endswith("3 rows overdue, nothing changed\n")


def test_the_record_of_processing_names_every_registered_model() -> None:
    out = StringIO()
    call_command("personal_data_record", stdout=out)
    record = out.getvalue()

    assert all(f"`{label}`" in record for label in [*personal_data.holdings, *personal_data.holding_none])
    assert "- Frist: 365\xa0Tage nach" in record or "- Frist: 365 Tage nach „at“: löschen" in record
