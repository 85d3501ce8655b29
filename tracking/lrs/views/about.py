from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from learning.core.access import public
from tracking.lrs.protocol.answers import json_answer
from tracking.lrs.protocol.requests import Asked
from tracking.lrs.protocol.versions import HEADER, Version, version_told
from tracking.lrs.views.resource import answered

VERSIONS = {
    Version.V1: ["1.0.0", "1.0.1", "1.0.2", "1.0.3"],
    Version.V2: ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"],
}
"""By who asks: clients of 1.0.3 give up when they are told of a version they do not know."""


@csrf_exempt
@public
def about(http: HttpRequest) -> HttpResponse:
    """Which versions are spoken here. Open to everybody, with or without a version header."""
    return answered(http, _about, "GET")


def _about(request: Asked) -> HttpResponse:
    return json_answer({"version": VERSIONS[version_told(request.headers.get(HEADER))]})
