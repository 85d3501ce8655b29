from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from learning.core.commands import publish
from learning.core.views import healthz
from tests.learning.core.probe.receivers import Pinged


def ping(_request: HttpRequest, number: int) -> HttpResponse:
    with transaction.atomic():
        publish(Pinged(number=number))
    return HttpResponse(str(number))


urlpatterns = [path("ping/<int:number>/", ping), path("healthz", healthz)]
