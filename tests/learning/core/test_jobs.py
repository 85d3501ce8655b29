from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from learning.core import schedule
from learning.core.commands import jobs as turns
from learning.core.commands import run_due_jobs
from learning.core.models import JobRun
from learning.core.schedule import Job, every

HOUR = 3600


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ran: list[str] = []
    monkeypatch.setattr(schedule, "jobs", {})
    monkeypatch.setattr(turns, "jobs", schedule.jobs)
    every(seconds=HOUR, name="test.hourly")(lambda: ran.append("hourly"))
    return ran


@pytest.mark.django_db
@pytest.mark.postgresql
def test_a_job_runs_once_in_its_period(ran: list[str]) -> None:
    now = timezone.now()
    for minutes in (0, 30, 59, 60, 90):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            run_due_jobs()

    assert ran == ["hourly"] * 2


@pytest.mark.django_db
@pytest.mark.postgresql
def test_one_of_several_processes_gets_the_turn(ran: list[str]) -> None:
    job = Job("test.hourly", timedelta(hours=1), lambda: None)

    assert [turns.take_turn(job) for _ in range(3)] == [True, False, False]


@pytest.mark.django_db
def test_a_failing_job_lets_the_others_run_and_is_tried_again_soon(
    ran: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    schedule.jobs.clear()

    @every(seconds=HOUR, name="test.failing")
    def fail() -> None:
        ran.append("failing")
        raise ValueError("no")

    every(seconds=HOUR, name="test.hourly")(lambda: ran.append("hourly"))
    now = timezone.now()
    for minutes in (0, 9, 11):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            run_due_jobs()

    assert ran == ["failing", "hourly", "failing"]
    assert JobRun.objects.get(name="test.failing").last_error == "ValueError: no"
    assert [record.levelname for record in caplog.records if "schedule.failed" in str(record.msg)] == ["ERROR"] * 2


def test_two_jobs_cannot_share_a_name(ran: list[str]) -> None:
    def another() -> None: ...

    with pytest.raises(ImproperlyConfigured):
        every(seconds=HOUR, name="test.hourly")(another)
