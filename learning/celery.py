import os

from celery import Celery
from celery.signals import beat_init, celeryd_init, setup_logging
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings")
app = Celery("lernhafen")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()  # else a task sent from another thread goes to a fallback broker
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_: object) -> None:
    """Celery puts handlers of its own in unless somebody answers this signal; Django has set up logging already."""


@celeryd_init.connect
@beat_init.connect
def refuse_wrong_settings(**_: object) -> None:
    from learning.core import checks  # settings are read only now

    try:
        checks.refuse_wrong_settings()
    except ImproperlyConfigured as wrong:
        raise SystemExit(str(wrong)) from wrong  # Celery goes on after any other exception of a signal
