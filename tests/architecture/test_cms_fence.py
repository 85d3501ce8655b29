"""Every route of the CMS, asked by a trainer for things of their own and of another ministry.

Generated from the resolver: a route that a new version of Wagtail brings is asked here, too, and is closed unless
somebody opens it in courses/content/open_routes.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from django.test import Client
from django.urls import resolve
from django.urls.exceptions import Resolver404
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from courses.content.commands import open_folder
from courses.content.models import LessonPage
from courses.content.open_routes import OPEN_ROUTES
from courses.quizzes.models import Question
from learning.accounts.models import User
from learning.organisation.enums import Role
from tests.architecture.targets import World
from tests.architecture.test_authorisation import ALL_ROUTES, Route
from tests.factories import content
from tests.factories.people import person_with

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
]
ROUTES = [route for route in ALL_ROUTES if route.address.startswith("cms/") and "logout" not in route.name]
LESSON = {"app": "content", "model": "lessonpage"}
QUESTION = {"app": "quizzes", "model": "question"}
IMAGE = {"app": "wagtailimages", "model": "image"}
PAGE = {"app": "wagtailcore", "model": "page"}
NOT_FOR_OWN = {
    "wagtailadmin_pages:workflow_action": "nothing waits for a review",
    "wagtailadmin_pages:collect_workflow_action_data": "nothing waits for a review",
    "wagtailadmin_pages:workflow_preview": "nothing waits for a review",
    "wagtailadmin_pages:workflow_history_detail": "nothing was reviewed",
    "wagtailadmin_block_preview": "takes the name of a block in its query",
    "wagtail_localize:convert_to_alias": "takes a translated page",
    "wagtail_localize:preview_translation": "takes a mode that the page has",
    "wagtailsnippets_quizzes_question:revisions_compare": "questions have no revisions",
    "wagtailsnippets_quizzes_question:revisions_revert": "questions have no revisions",
}
"""Open routes that answer 404 for one's own things in this world, too."""


@dataclass(frozen=True)
class Things:
    """What one ministry has: a course with a lesson, a question, a picture, a translation. All are called by `name`."""

    name: str
    lesson: Page
    question: Question
    picture: Image
    translation: Translation

    def ids(self, argument: str) -> list[str]:
        """What an argument of a route may stand for."""
        match argument:
            case "image_id":
                things: list[object] = [self.picture]
            case "translation_id":
                things = [self.translation]
            case "translation_source_id":
                things = [self.translation.source]
            case "pk" | "object_id":
                things = [self.lesson, self.question, self.picture]
            case _ if "revision" in argument:
                things = [self.lesson.latest_revision]
            case "parent_page_id" | "destination_id":
                things = [self.lesson.get_parent()]
            case _:
                things = [self.lesson]
        return [str(each.pk) for each in things]  # type: ignore[attr-defined]  # -- all are models


def things(unit_code: str, name: str) -> Things:
    course = content.live_course(title=f"{name} Kurs", folder=open_folder(unit_code=unit_code), slug=name.lower())
    lesson = LessonPage.objects.descendant_of(course).order_by("path")[0]
    lesson.title = f"{name} Lektion"
    lesson.save_revision().publish()
    question = Question.objects.get(course_key=course.translation_key)
    Question.objects.filter(pk=question.pk).update(stem=f"{name} Frage")
    translate_object(course, [Locale.objects.get(language_code="en")])
    return Things(
        name=name,
        lesson=LessonPage.objects.get(pk=lesson.pk),
        question=question,
        picture=Image.objects.create(
            title=f"{name} Bild", file=get_test_image_file(), collection=Collection.objects.get(name=unit_code)
        ),
        translation=Translation.objects.get(source__object_id=course.translation_key),
    )


@dataclass(frozen=True)
class Ministries:
    own: Things
    foreign: Things
    cms: Client


@pytest.fixture
def ministries(db: None, settings, tmp_path) -> Ministries:
    settings.MEDIA_ROOT = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False
    world = World()
    trainers: list[User] = [person_with(Role.TRAINER, unit) for unit in (world.ministry, world.other_ministry)]
    cms = Client(raise_request_exception=False)
    cms.force_login(trainers[0])
    return Ministries(own=things("MI", "Eigenes"), foreign=things("MW", "Fremdes"), cms=cms)


def addresses(route: Route, of: Things) -> Iterator[str]:
    """The route with each way to fill in its arguments by things of one ministry."""
    pattern = re.sub(r"\(\?P<(\w+)>(?:\([^)]*\)|[^()])*\)", r"<\1>", route.address).replace(r"\.", ".").rstrip("$")
    names = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
    if re.search(r"[(^$\\*]", pattern):
        return
    kinds = [LESSON, QUESTION, IMAGE, PAGE] if {"model_name", "content_type_model_name"} & set(names) else [LESSON]
    for kind in kinds:
        values = [sorted(set(value_of(name, kind, of))) for name in names]
        for chosen in product(*values):
            filled = pattern
            for value in chosen:
                filled = re.sub(r"<(?:\w+:)?\w+>", value, filled, count=1)
            yield f"/{filled}"
            if "bulk" in filled or "multiple" in filled:
                for pk in of.ids("pk"):
                    yield f"/{filled}?id={pk}"


def value_of(name: str, kind: dict[str, str], of: Things) -> list[str]:
    match name:
        case "app_label" | "app_name" | "content_type_app_name":
            return [kind["app"]]
        case "model_name" | "content_type_model_name":
            return [kind["model"]]
        case "action" | "action_name":
            return ["publish", "delete", "move", "unpublish", "add_tags", "add_to_collection", "approve"]
        case "revision_id_a":
            return ["earliest"]
        case "revision_id_b":
            return ["latest"]
        case "filter_spec":
            return ["original"]
        case "mode" | "rest" | "uidb64" | "token":
            return ["x"]
        case _:
            return of.ids(name)


def test_no_address_of_the_cms_tells_of_another_ministry(ministries: Ministries) -> None:
    """Neither by foreign ids nor by lists, nor with an error."""
    told = {}
    asked = 0
    for route in ROUTES:
        for address in addresses(route, ministries.foreign):
            response = ministries.cms.get(address, headers={"x-requested-with": "XMLHttpRequest"})
            asked += 1
            body = b"".join(response.streaming_content) if response.streaming else response.content
            if b"Fremdes" in body or response.status_code >= 500:
                told[address] = response.status_code
    assert asked > 250
    assert told == {}


def test_what_is_not_opened_is_closed(ministries: Ministries) -> None:
    open_anyway = {}
    for route in ROUTES:
        for address in addresses(route, ministries.own):
            try:
                name = resolve(address.partition("?")[0]).view_name
            except Resolver404:
                continue
            if name not in OPEN_ROUTES and (status := ministries.cms.get(address).status_code) != 404:
                open_anyway[address] = status
    assert open_anyway == {}


def test_what_is_opened_is_there_and_answers_for_own_things(ministries: Ministries) -> None:
    """Else trainers lose a page of theirs and nobody notices."""
    names = {route.name for route in ROUTES} | {"wagtailadmin_logout"}
    assert OPEN_ROUTES - names == set()

    silent = set()
    for route in ROUTES:
        asked = list(addresses(route, ministries.own))
        if route.name in OPEN_ROUTES and asked and all(ministries.cms.get(each).status_code == 404 for each in asked):
            silent.add(route.name)
    assert silent - NOT_FOR_OWN.keys() == set()
    assert NOT_FOR_OWN.keys() - silent == set()


FOREIGN_ID = re.compile(r"page_id|page_to_move_id|image_id|translation_id|translation_source_id|:pk>|<pk>")


def test_foreign_things_do_not_exist(ministries: Ministries) -> None:
    exist = {}
    for route in ROUTES:
        if route.name in OPEN_ROUTES and FOREIGN_ID.search(route.address):
            for address in addresses(route, ministries.foreign):
                if (status := ministries.cms.get(address).status_code) != 404:
                    exist[address] = status
    assert exist == {}
