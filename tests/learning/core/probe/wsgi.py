"""As AppConfig.ready does for the product: every process knows the receivers before its worker starts."""

from importlib import import_module

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
import_module("tests.learning.core.probe.receivers")
