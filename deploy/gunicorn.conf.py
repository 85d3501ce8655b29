"""gunicorn -c deploy/gunicorn.conf.py learning.wsgi"""

import gc
import os
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
# Limits of sign-in attempts and other shared counts live in the cache: without Redis that is one process's memory.
workers = int(os.environ.get("WEB_WORKERS", "2" if os.environ.get("REDIS_URL") else "1"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 15
keepalive = 5
preload_app = True  # workers share what never changes: the code takes its memory once
limit_request_line = 8190  # the most gunicorn takes: its own page about an address that is too long is no page of ours
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None  # it would hold addresses; the application logs each request without them
control_socket_disable = True


def when_ready(server: Any) -> None:  # noqa: ARG001 -- gunicorn names the hook's arguments
    """The last line of `make demo`: requests are taken from now on."""
    gc.freeze()  # else the first collection in a worker would copy it all
    gc.set_threshold(20_000, 20, 50)  # a page makes thousands of objects, and hardly one outlives it
    if os.environ.get("LERNHAFEN_PROFILE") == "demo":
        print(f"Lernhafen: {os.environ['BASE_URL']}/   (stop with Ctrl+C)", flush=True)  # noqa: T201 -- for who started it


def post_worker_init(worker: Any) -> None:  # noqa: ARG001 -- gunicorn names the hook's arguments
    from learning.core.worker import start  # Django is set up only now

    start()


def worker_exit(server: Any, worker: Any) -> None:  # noqa: ARG001 -- gunicorn names the hook's arguments
    from learning.core.worker import stop  # Django is set up only now

    stop()
