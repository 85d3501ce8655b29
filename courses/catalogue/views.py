from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses.catalogue.forms import choice_from
from courses.catalogue.queries import search_catalogue
from learning.core.access import requires


@require_safe
@requires("catalogue.browse")
def catalogue(request: HttpRequest) -> HttpResponse:
    found = search_catalogue(choice=choice_from(request.GET), language=get_language() or "de")
    template = "catalogue/nothing.html" if found.has_nothing else "catalogue/catalogue.html"
    return render(request, template, {"catalogue": found})
