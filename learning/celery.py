import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings")
app = Celery("lernhafen")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()  # else a task sent from another thread goes to a fallback broker
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_: object) -> None:
    """Celery puts handlers of its own in unless somebody answers this signal; Django has set up logging already."""
