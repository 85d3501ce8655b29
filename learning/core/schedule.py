"""What the platform does at regular times, told by the apps and run by the worker (or by one Celery beat entry).

@every(seconds=24 * 3600, name="core.purge_outbox")   # in an app's tasks.py, imported by its AppConfig.ready
def purge_outbox() -> None: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

J = TypeVar("J", bound=Callable[[], object])


@dataclass(frozen=True)
class Job:
    name: str
    period: timedelta
    run: Callable[[], object]


jobs: dict[str, Job] = {}


def every(*, seconds: int, name: str) -> Callable[[J], J]:
    """Have the function run about every so many seconds, by one process at a time. It must bear being repeated."""

    def register(function: J) -> J:
        known = jobs.get(name)
        if known and known.run.__qualname__ != function.__qualname__:
            raise ImproperlyConfigured(f"Two jobs are called {name}: {known.run} and {function}.")
        jobs[name] = Job(name, timedelta(seconds=seconds), function)
        return function

    return register
