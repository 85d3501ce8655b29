from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learning.core.access import requires
from tracking.desk.queries.home import home_of
from tracking.desk.requests import LearnerRequest


@require_safe
@requires("learning.take_part")
def home(request: LearnerRequest) -> HttpResponse:
    return render(request, "desk/home.html", {"home": home_of(request.user)})
