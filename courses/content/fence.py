"""A fence around foreign pages in the CMS: what a trainer may not work on does not exist for them.

Wagtail asks for rights when somebody acts, and its explorer, its choosers, its API and wagtail-localize show or write
more than that. Here a route answers 404 unless it is one of those that trainers need (open_routes) and the pages and
pictures it names are one's own or lead to one's own.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from rest_framework.request import Request
from rest_framework.settings import api_settings
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation, TranslationSource

from courses.content.numbers import is_too_long
from courses.content.open_routes import OPEN_ROUTES
from courses.quizzes.access import visible_questions
from learning.core.addresses import address
from learning.core.validators import is_id

Next = Callable[[HttpRequest], HttpResponse]
WRITE = {"add", "change", "publish"}
PAGE_ARGUMENTS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id"}
PAGES = ("wagtailcore", "page")
QUESTIONS = ("quizzes", "question")
PICTURES = ("wagtailimages", "image")
policy = PagePermissionPolicy()


class FenceMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, arguments: dict[str, Any]) -> None:
        user: Any = request.user
        match = request.resolver_match
        if "page_to_move_id" in arguments and Page.objects.filter(depth=1, pk=arguments["page_to_move_id"]).exists():
            raise Http404  # the root has no other place, whoever asks
        if match is None or not user.is_authenticated or user.is_superuser:
            return
        if not request.path.startswith(address("wagtailadmin_home")):
            return
        if match.view_name not in OPEN_ROUTES:
            raise Http404
        refuse_foreign_questions(request, match, arguments)
        refuse_foreign_pictures(request, match, arguments)
        seen, written = set(pages_seen(match, arguments)), set(pages_written(request, match, arguments))
        seen -= known(policy.explorable_instances(user), seen)
        written -= known(policy.instances_user_has_any_permission_for(user, WRITE), written)
        if not all(may_edit(user, page) for page in seen | written):
            raise Http404


def known(pages: QuerySet, named: set[int]) -> set[int]:
    return set(pages.filter(pk__in=named).values_list("pk", flat=True)) if named else set()


def may_edit(user: Any, page_id: int) -> bool:
    """Who has a page on the desk in a workflow may edit it without any right in its folder."""
    page = Page.objects.filter(pk=page_id).first()
    return page is not None and page.permissions_for_user(user).can_edit()


def pages_seen(match: ResolverMatch, arguments: dict[str, Any]) -> Iterator[int]:
    for name in PAGE_ARGUMENTS & arguments.keys():
        if str(arguments[name]).isdecimal():
            yield int(arguments[name])
    if "wagtailadmin_pages" in match.namespaces and "pk" in arguments:  # two revisions beside each other
        yield int(arguments["pk"])


def pages_written(request: HttpRequest, match: ResolverMatch, arguments: dict[str, Any]) -> Iterator[int]:
    """Pages that a choice, a bulk action or a translation is about."""
    if match.url_name == "wagtailadmin_choose_page_chosen_multiple":
        yield from numbers(request.GET.getlist("id"))
    if bulk_is_about(PAGES, match, arguments):
        ids = request.GET.getlist("id")
        # All pages of a list are those below its page; without one they would be all pages there are.
        yield from numbers([request.GET.get("childOf", "")] if "all" in ids else ids)
    if "wagtail_localize" in match.namespaces:
        yield from pages_translated(arguments)


def refuse_foreign_questions(request: HttpRequest, match: ResolverMatch, arguments: dict[str, Any]) -> None:
    """ "All" would be the questions of everybody, so a bulk action has to name its own."""
    if not bulk_is_about(QUESTIONS, match, arguments):
        return
    named = set(numbers(request.GET.getlist("id")))
    if named - known(visible_questions(request.user), named):
        raise Http404


def refuse_foreign_pictures(request: HttpRequest, match: ResolverMatch, arguments: dict[str, Any]) -> None:
    named: set[int] = set()
    if bulk_is_about(PICTURES, match, arguments) or match.view_name == "wagtailimages_chooser:chosen_multiple":
        named |= set(numbers(request.GET.getlist("id")))
    if "wagtailimages" in match.namespaces or "wagtailimages_chooser" in match.namespaces:
        named |= set(numbers([str(arguments[name]) for name in ("image_id", "pk") if name in arguments]))
    if match.view_name == "wagtail_localize:edit_override":
        named |= set(picture_overridden(request))
    if named:
        pictures = policy_registry.get_by_type(get_image_model())
        if named - known(pictures.instances_user_has_any_permission_for(request.user, {"choose", "change"}), named):
            raise Http404


def picture_overridden(request: HttpRequest) -> Iterator[int]:
    """What a translation puts in place of the original's: a picture by its number, whatever else as text."""
    _ = request.body  # read once, for here and for the view
    parsers = [parser() for parser in api_settings.DEFAULT_PARSER_CLASSES]
    value = str(Request(request, parsers=parsers).POST.get("value", "")).strip()
    with suppress(ValueError):
        yield from numbers([str(int(value))] if not is_too_long(value) else [value])


def bulk_is_about(model: tuple[str, str], match: ResolverMatch, arguments: dict[str, Any]) -> bool:
    return match.url_name == "wagtail_bulk_action" and (arguments["app_label"], arguments["model_name"]) == model


def numbers(written: list[str]) -> Iterator[int]:
    """Strict: what the database would read as a number although it is not written as one names nothing."""
    for each in written:
        if not is_id(each):
            raise Http404
        yield int(each)


def pages_translated(arguments: dict[str, Any]) -> Iterator[int]:
    """Courses are translated as pages; the ways for snippets and the report of all translations are closed."""
    if "page_id" in arguments:
        yield int(arguments["page_id"])
    if "translation_source_id" in arguments:
        yield from pages_of(TranslationSource.objects.filter(pk=arguments["translation_source_id"]))
    if "translation_id" in arguments:
        translations = Translation.objects.filter(pk=arguments["translation_id"])
        yield from pages_of(TranslationSource.objects.filter(pk__in=translations.values("source")))


def pages_of(sources: QuerySet) -> list[int]:
    pages = list(Page.objects.filter(translation_key__in=sources.values("object_id")).values_list("pk", flat=True))
    if not pages:
        raise Http404
    return pages
