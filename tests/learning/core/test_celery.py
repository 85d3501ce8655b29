"""A real Celery worker on Redis, the test's own PostgreSQL database, real web processes."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
import redis
from django.db import connection, transaction

from learning.core import tasks
from learning.core.commands import publish
from learning.core.events import receives
from learning.core.models import AuditEntry, OutboxItem
from tests.learning.core.probe import processes
from tests.learning.core.probe.receivers import Pinged, write_down

pytestmark = [pytest.mark.services, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
WORKER = ["celery", "-A", "learning", "worker", "-c", "1", "-I", "tests.learning.core.probe.receivers", "-l", "WARNING"]

Environment = Callable[[str], dict[str, str]]


@pytest.fixture
def with_broker(tmp_path: Path) -> Iterator[Environment]:
    """The environment of a process on this test's database and a given broker, in a queue of its own."""
    database: dict[str, Any] = connection.settings_dict
    place = f"{database['HOST'] or '127.0.0.1'}:{database['PORT'] or 5432}/{database['NAME']}"
    url = f"postgres://{database['USER']}:{database['PASSWORD']}@{place}"
    queue = f"probe-{uuid4().hex}"
    yield lambda broker: processes.environment(
        STATE_DIR=str(tmp_path), DATABASE_URL=url, REDIS_URL=broker, PROBE_QUEUE=queue
    )
    with closing(redis.Redis.from_url(REDIS_URL)) as client:
        client.delete(queue)


def effects() -> list[str]:
    return list(AuditEntry.objects.filter(action="probe.pinged").values_list("subject", flat=True))


def test_a_request_is_answered_and_a_celery_worker_delivers(with_broker: Environment) -> None:
    env = with_broker(REDIS_URL)
    with processes.process(*WORKER, env=env), processes.web_server(env) as address:
        assert processes.answers(f"{address}/ping/1/")
        processes.wait_until(lambda: effects() == ["1"])

    assert OutboxItem.objects.get().attempts == 1


@pytest.fixture(params=["refuses", "hangs"])
def broken_broker(request: pytest.FixtureRequest) -> Iterator[str]:
    """A broker where nobody listens, and one that takes the connection and never says a word."""
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        if request.param == "hangs":
            silent.listen()
        yield f"redis://127.0.0.1:{silent.getsockname()[1]}/0"


def test_a_request_succeeds_at_once_without_the_broker_and_the_sweep_delivers(
    with_broker: Environment, broken_broker: str
) -> None:
    with processes.web_server(with_broker(broken_broker)) as address:
        started = monotonic()
        assert [processes.answers(f"{address}/ping/{number}/") for number in range(10)] == [True] * 10
        assert monotonic() - started < 5
    assert effects() == []

    receives(Pinged, when="later")(write_down)
    assert tasks.deliver_events() == 10
    assert sorted(effects(), key=int) == [str(number) for number in range(10)]


def test_a_killed_worker_leaves_no_half_effect_and_another_delivers_once(with_broker: Environment) -> None:
    env = with_broker(REDIS_URL)
    receives(Pinged, when="later")(write_down)
    with transaction.atomic():
        publish(Pinged(number=1, seconds=2))
    ask = ("-m", "celery", "-A", "learning", "call", "learning.core.tasks.deliver_events")
    with processes.process(*WORKER, env=env) as worker:
        processes.run(*ask, env=env)
        processes.wait_until(lambda: OutboxItem.objects.exclude(claimed_at=None).exists())
        processes.kill(worker)
    assert effects() == []
    assert OutboxItem.objects.waiting().count() == 1

    with processes.process(*WORKER, env=env):
        processes.run(*ask, env=env)
        processes.wait_until(lambda: not OutboxItem.objects.waiting().exists())
    assert effects() == ["1"]
    assert OutboxItem.objects.get().attempts == 2
