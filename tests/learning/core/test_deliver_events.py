from dataclasses import dataclass
from io import StringIO
from typing import ClassVar

import pytest
from django.core.management import call_command
from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler
from pytest_django import Settings

from learning import celery_app
from learning.core import tasks
from learning.core.commands import publish
from learning.core.events import Event, receives
from learning.core.management.commands import deliver_events

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class Told(Event):
    name: ClassVar[str] = "test.told"
    word: str


def hear(event: Told) -> None:
    if event.word == "bad":
        raise ValueError(event.word)


def run(*options: str) -> list[str]:
    out = StringIO()
    call_command("deliver_events", *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture(autouse=True)
def told(settings: Settings) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    receives(Told, when="later")(hear)
    for word in ("good", "bad", "good"):
        publish(Told(word=word))


def test_the_command_delivers_and_says_what_became_of_it() -> None:
    assert run() == ["delivered: 2, failed: 0, parked: 1"]
    assert run() == ["delivered: 0, failed: 0, parked: 0"]


def test_the_command_goes_on_until_nothing_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliver_events, "BATCH", 1)

    assert run() == ["delivered: 1, failed: 0, parked: 0"]
    assert run("--until-empty") == ["delivered: 1, failed: 0, parked: 1"]


def test_the_status_names_what_is_parked_and_why() -> None:
    assert run("--status") == ["waiting: 3", "due: 3", "claimed: 0", "parked: 0", "oldest_due_seconds: 0"]
    run()

    *_, parked = run("--status")
    assert parked.endswith(f"test.told → {__name__}.hear after 1 attempts: ValueError: bad")


def test_parked_ones_start_over_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    receives(Told, when="later")(hear)

    assert run("--retry-parked") == ["started over: 1", "delivered: 0, failed: 0, parked: 1"]


def test_a_full_batch_sends_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks, "BATCH", 2)
    monkeypatch.setattr(tasks, "ask_for_delivery", lambda: asked.append("next"))

    assert [tasks.deliver_events(), tasks.deliver_events()] == [1, 1]
    assert asked == ["next"]


def test_beat_stores_the_sweep_and_the_jobs_once() -> None:
    for _ in range(2):
        DatabaseScheduler(app=celery_app, lazy=False)

    ours = PeriodicTask.objects.filter(task__startswith="learning.").order_by("name")
    assert list(ours.values_list("name", "task", "interval__every", "interval__period")) == [
        ("deliver_events", "learning.core.tasks.deliver_events", 60, "seconds"),
        ("run_jobs", "learning.core.tasks.run_jobs", 60, "seconds"),
    ]
    assert {"learning.core.tasks.deliver_events", "learning.core.tasks.run_jobs"} <= celery_app.tasks.keys()
