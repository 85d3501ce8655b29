"""/activities: all that is known of one activity (xAPI 1.0.3 Part 3, 2.5; IEEE 9274.1.1, 4.1.6.4)."""

from typing import Any

import orjson
from django.http import HttpResponse

from tracking.lrs.models import Activity, key_of
from tracking.lrs.protocol.answers import json_answer
from tracking.lrs.protocol.parameters import iri_of, required
from tracking.lrs.protocol.requests import XapiRequest
from tracking.lrs.views.agents import READING
from tracking.lrs.views.resource import Method, resource

UNDEFINED = "{}"


def get(request: XapiRequest) -> HttpResponse:
    """An activity that nobody mentioned yet is one of which nothing but the id is known."""
    iri = required(request.params, "activityId")
    iri_of(request.params, "activityId")
    told: dict[str, Any] = {"objectType": "Activity", "id": iri}
    known = Activity.objects.filter(key=key_of(iri)).values_list("definition", flat=True).first()
    if known and known != UNDEFINED:
        told["definition"] = orjson.Fragment(known)
    return json_answer(told)


activities = resource(GET=Method(get, READING, frozenset({"activityId"})))
