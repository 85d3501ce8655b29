import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings")
django_application = get_wsgi_application()

from learning.core import worker  # noqa: E402 -- Django is set up only now
from learning.core.checks import refuse_wrong_settings  # noqa: E402 -- as above

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

refuse_wrong_settings()


def application(environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
    """A process that answers is not forked any more: from its first request on background work runs beside it."""
    worker.start()
    return django_application(environ, start_response)
