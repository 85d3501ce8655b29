"""The product's addresses and what its pages are compared with."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from wagtail.models import Page

from learning.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]


@login_required
def bare_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<!doctype html><title>{request.user}</title><p>{request.user}</p>")


@login_required
def trivial_page(request: HttpRequest) -> HttpResponse:
    """A page found by Wagtail's route through the tree and put into a template of one line."""
    found = Page.route_for_request(request, request.GET["path"])
    template = engines["django"].from_string("<!doctype html><title>{{ page.title }}</title>{{ page.title }}")
    return HttpResponse(template.render({"page": found.page.specific}, request))


urlpatterns = [path("floor/view/", bare_view), path("floor/page/", trivial_page), *urlpatterns]
