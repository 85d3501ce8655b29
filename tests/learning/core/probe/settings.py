import os

from learning.settings import *  # noqa: F403 -- the product's settings with the probe's own addresses and queue

ROOT_URLCONF = "tests.learning.core.probe.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # allauth refuses to start without it
]
CELERY_TASK_DEFAULT_QUEUE = os.environ.get("PROBE_QUEUE", "celery")
