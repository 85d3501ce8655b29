"""An address of the CMS that names by a number what cannot have one does not exist, whoever asks."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from learning.accounts.models import User
from learning.organisation.commands import create_unit, grant_role
from learning.organisation.enums import Role, UnitKind

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

LONG, VERY_LONG = "9" * 25, "9" * 5_000
NO_IDS = [LONG, VERY_LONG, "x", "", "-1", "1.5"]


@pytest.fixture(params=["trainer", "administration"])
def author(request, cms, db) -> Client:
    if request.param == "administration":
        return cms
    unit = create_unit(code="MK", name="Ministerium für Kultur", kind=UnitKind.MINISTRY)
    tom = User.objects.create_user("tom@lernhafen.example", "geheim", first_name="Tom")
    grant_role(user=tom, role=Role.TRAINER, unit=unit)
    client = Client()
    client.force_login(tom)
    return client


@pytest.mark.parametrize(
    ("route", "arguments"),
    [
        ("wagtail_bulk_action", ["wagtailcore", "page", "delete"]),
        ("wagtail_bulk_action", ["quizzes", "question", "delete"]),
        ("wagtail_bulk_action", ["wagtailimages", "image", "delete"]),
        ("wagtailadmin_choose_page_chosen_multiple", []),
        ("wagtailimages_chooser:chosen_multiple", []),
        ("wagtailsnippetchoosers_quizzes_question:chosen_multiple", []),
    ],
)
def test_what_is_no_id_names_nothing(author, route, arguments):
    address = reverse(route, args=arguments)

    assert {no_id: author.get(address, {"id": no_id}).status_code for no_id in NO_IDS} == dict.fromkeys(NO_IDS, 404)


@pytest.mark.parametrize("parent", [LONG, VERY_LONG, "x"])
def test_all_of_what_is_no_page_names_nothing(author, parent):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

    assert author.get(address, {"id": "all", "childOf": parent}).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        f"/cms/pages/{LONG}/edit/",
        f"/cms/pages/{LONG}/revisions/compare/earliest...latest/",
        f"/cms/pages/{VERY_LONG}/revisions/compare/earliest...latest/",
        f"/cms/fragen/edit/{VERY_LONG}/",
        f"/cms/images/chooser/chosen/{VERY_LONG}/",
        f"/cms/api/main/pages/?offset={LONG}",
        f"/cms/api/main/pages/?limit={LONG}",
        "/cms/choose-external-link/?parent_page_id=x",
    ],
)
def test_long_numbers_lead_nowhere(author, address):
    assert author.get(address).status_code == 404


def test_real_numbers_still_do(cms, course):
    def bulk(query: str) -> HttpResponse:
        return cms.get(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + query)

    assert course.title in bulk(f"?id={course.pk}").content.decode()
    assert course.title in bulk(f"?id=all&childOf={course.get_parent().pk}").content.decode()
    assert cms.get("/cms/api/main/pages/?offset=1&limit=1").json()["meta"]["total_count"] == Page.objects.count() - 1
    assert cms.get(reverse("wagtailadmin_pages:search"), {"q": LONG}).status_code == 200
