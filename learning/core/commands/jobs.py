from datetime import timedelta

import structlog
from django.db.models import Q
from django.utils import timezone

from learning.core.models import JobRun
from learning.core.schedule import Job, jobs

RETRY_FAILED_AFTER = timedelta(minutes=10)

log = structlog.get_logger(__name__)


def run_due_jobs() -> list[str]:
    """Run every job whose turn has come and which no other process has taken. Says which ones ran through."""
    last_started = dict(JobRun.objects.values_list("name", "started_at"))
    done = []
    for job in list(jobs.values()):
        started = last_started.get(job.name)
        if (started is None or started <= timezone.now() - job.period) and take_turn(job) and run(job):
            done.append(job.name)
    return done


def take_turn(job: Job) -> bool:
    """True for exactly one of those who ask within a period."""
    JobRun.objects.get_or_create(name=job.name)
    now = timezone.now()
    open_turn = JobRun.objects.filter(Q(started_at=None) | Q(started_at__lte=now - job.period), name=job.name)
    return open_turn.update(started_at=now) == 1


def run(job: Job) -> bool:
    row = JobRun.objects.filter(name=job.name)
    try:
        job.run()
    except Exception as error:
        soon = timezone.now() - job.period + min(job.period, RETRY_FAILED_AFTER)
        row.update(started_at=soon, last_error=f"{type(error).__name__}: {error}"[:2000])
        log.exception("schedule.failed", job=job.name)
        return False
    row.update(finished_at=timezone.now(), last_error="")
    log.info("schedule.done", job=job.name)
    return True
