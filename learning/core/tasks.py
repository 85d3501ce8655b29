"""Celery's side of the outbox and of the schedule. The only place of the platform that sends Celery tasks.

Beat has two entries (CELERY_BEAT_SCHEDULE), the sweep of the outbox and the jobs, and writes them to the database when
it starts.
"""

from celery import shared_task
from celery.signals import beat_init, celeryd_init
from django.core.exceptions import ImproperlyConfigured

from learning.core.checks import refuse_wrong_settings
from learning.core.commands import deliver_due, purge_personal_data, run_due_jobs
from learning.core.schedule import every

BATCH = 100
A_MINUTE = 60


@celeryd_init.connect
@beat_init.connect
def start_with_right_settings(**_: object) -> None:
    """Raises SystemExit: after any other exception of a signal Celery goes on."""
    try:
        refuse_wrong_settings()
    except ImproperlyConfigured as wrong:
        raise SystemExit(str(wrong)) from wrong


@shared_task
def deliver_events() -> int:
    """One batch; a full one sends for the next, so that no task comes near its time limit."""
    done = deliver_due(limit=BATCH)
    if done.total == BATCH:
        ask_for_delivery()
    return done.delivered


@shared_task
def run_jobs() -> list[str]:
    return run_due_jobs()


def ask_for_delivery() -> None:
    """Send for a Celery worker. Raises when the broker is away: the sweep comes anyway."""
    deliver_events.apply_async(retry=False, expires=A_MINUTE)


@every(seconds=24 * 3600, name="core.purge_personal_data")
def purge_what_is_overdue() -> None:
    purge_personal_data(dry_run=False)
