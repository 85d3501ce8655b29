"""The thread beside the web threads that gets the outbox delivered.

Without a broker it delivers itself: among the processes of this machine the one that holds a file lock does it, and
the lock dies with its process, so another takes over at once. With a broker it only sends for a Celery worker: a broker
that is away or hangs keeps this thread busy, never a request.

Started by gunicorn's post_worker_init (deploy/gunicorn.conf.py; threads do not survive a fork), under any other server
by the first request that it answers (learning.wsgi), and by the first commit that leaves work; not by AppConfig.ready,
else every manage.py would start one.
"""

import atexit
import fcntl
import os
import threading
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Literal

import structlog
from django.conf import settings
from django.db import OperationalError, close_old_connections, connection

from learning.core.commands import deliver_due, run_due_jobs
from learning.core.tasks import ask_for_delivery

ROUND = 0.3
"""Seconds between two looks: rows of other processes and rows that wait for another try ring no bell here."""
ROUNDS_PER_JOB_LOOK = 100
BATCH = 10
STOP_WITHIN = 5.0

log = structlog.get_logger(__name__)


class Worker:
    def __init__(self) -> None:
        self.notes: SimpleQueue[Literal["work", "stop"]] = SimpleQueue()
        self.work_is_noted = threading.Event()
        self.is_stopping = threading.Event()
        self.starting = threading.Lock()
        self.thread: threading.Thread | None = None
        self.lock_file: IO[str] | None = None

    def start(self) -> None:
        with self.starting:
            if self.thread is None and not self.is_stopping.is_set():
                self.thread = threading.Thread(target=self.run, name="lernhafen-worker", daemon=True)
                self.thread.start()
                atexit.register(self.stop)

    def wake(self) -> None:
        if not self.work_is_noted.is_set():
            self.work_is_noted.set()
            self.notes.put("work")

    def stop(self) -> None:
        """Finish the row in hand, at most five seconds long; what is left stays in the outbox."""
        self.is_stopping.set()
        self.notes.put("stop")
        if self.thread:
            self.thread.join(STOP_WITHIN)

    def run(self) -> None:
        if settings.REDIS_URL:
            self.send_for_others()
        else:
            self.deliver_here()

    def send_for_others(self) -> None:
        broker_answers = True
        while self.notes.get() == "work":
            self.work_is_noted.clear()
            try:
                ask_for_delivery()
            except Exception as error:  # whatever the broker's client raises: the sweep delivers
                if broker_answers:
                    log.warning("worker.broker_away", error=type(error).__name__)
                broker_answers = False
            else:
                broker_answers = True

    def deliver_here(self) -> None:
        rounds = 0
        while not self.is_stopping.is_set():
            if self.is_elected():
                self.deliver_a_round(with_jobs=rounds % ROUNDS_PER_JOB_LOOK == 0)
                rounds += 1
            try:
                self.notes.get(timeout=ROUND)
            except Empty:
                continue
            self.work_is_noted.clear()
        self.resign()

    def deliver_a_round(self, *, with_jobs: bool) -> None:
        close_old_connections()
        try:
            while not self.is_stopping.is_set() and deliver_due(limit=BATCH).total == BATCH:
                pass
            if with_jobs:
                run_due_jobs()
        except OperationalError as error:
            log.warning("worker.database_away", error=type(error).__name__)
            self.is_stopping.wait(STOP_WITHIN)
        except Exception:
            log.exception("worker.round_failed")
            self.is_stopping.wait(STOP_WITHIN)

    def is_elected(self) -> bool:
        if self.lock_file:
            return True
        lock_file = lock_path().open("a")
        try:
            fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock_file.close()
            return False
        lock_file.truncate(0)
        lock_file.write(str(os.getpid()))  # for whoever wants to know which process it is
        lock_file.flush()
        self.lock_file = lock_file
        log.info("worker.elected", pid=os.getpid())
        return True

    def resign(self) -> None:
        connection.close()
        if self.lock_file:
            self.lock_file.close()
            self.lock_file = None


def lock_path() -> Path:
    """Beside the database file, so that all who share it share the lock; a local disk, since NFS knows no flock."""
    folder = settings.STATE_DIR if settings.POSTGRESQL else Path(settings.DATABASES["default"]["NAME"]).parent
    return Path(folder) / "worker.lock"


worker = Worker()


def start() -> None:
    if settings.BACKGROUND_WORK:
        worker.start()


def stop() -> None:
    worker.stop()


def wake() -> None:
    """Answer the bell: something was committed for later."""
    start()
    worker.wake()


def begin_anew() -> None:
    """In a forked child: the thread stayed behind, and the lock is the parent's."""
    global worker
    if worker.lock_file:
        worker.lock_file.close()
    worker = Worker()


os.register_at_fork(after_in_child=begin_anew)
