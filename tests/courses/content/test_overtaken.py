"""Two clicks or two authors ask for the same address: the form says so, whenever the other page came."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data

from courses.content.models import LessonPage
from learning.accounts.models import User
from tests.courses.content.editor import NO_COMMENTS, lesson_form, text

TAKEN = "wird innerhalb der übergeordneten Seite bereits verwendet"


def add(cms, kind: str, parent: Page, data: dict[str, Any]):
    return cms.post(reverse("wagtailadmin_pages:add", args=["content", kind, parent.pk]), data)


@pytest.fixture
def overtaken(monkeypatch):
    """Between the check of the form and the new page somebody else's page comes: once."""
    is_available = Page._slug_is_available
    asked = []

    def not_seen_at_first(slug, parent_page, page=None):
        asked.append(slug)
        return len(asked) == 1 or is_available(slug, parent_page, page)

    monkeypatch.setattr(Page, "_slug_is_available", staticmethod(not_seen_at_first))
    return asked


@pytest.mark.parametrize("kind", ["lessonpage", "modulepage"])
def test_a_taken_address_is_an_error_of_the_form(cms, course, lesson, kind, overtaken):
    overtaken.append("the form sees it")
    twin = lesson if kind == "lessonpage" else lesson.get_parent()
    before = Page.objects.count()

    response = add(cms, kind, twin.get_parent(), form(kind, twin.slug))

    assert response.status_code == 200
    assert TAKEN in str(response.context["form"].errors["slug"])
    assert Page.objects.count() == before


@pytest.mark.parametrize("kind", ["lessonpage", "modulepage"])
def test_an_address_that_was_taken_in_between_is_an_error_of_the_form(cms, course, lesson, kind, overtaken):
    twin = lesson if kind == "lessonpage" else lesson.get_parent()
    before = Page.objects.count()

    response = add(cms, kind, twin.get_parent(), form(kind, twin.slug))

    assert len(overtaken) >= 3
    assert response.status_code == 200
    assert TAKEN in str(response.context["form"].errors["slug"])
    assert Page.objects.count() == before


def test_a_place_in_the_tree_that_was_taken_in_between_is_asked_for_anew(cms, course, lesson, monkeypatch):
    add_child, tries = Page.add_child, []

    def taken_at_first(self, **kwargs):
        tries.append(self)
        if len(tries) == 1:
            raise IntegrityError("wagtailcore_page.path")
        return add_child(self, **kwargs)

    monkeypatch.setattr(Page, "add_child", taken_at_first)

    response = add(cms, "lessonpage", lesson.get_parent(), form("lessonpage", "eine-neue"))

    assert (response.status_code, len(tries)) == (302, 2)
    assert LessonPage.objects.filter(slug="eine-neue").count() == 1


def test_what_is_no_lost_race_stays_an_error(cms, course, lesson, monkeypatch):
    def fails(_self, **_kwargs):
        raise ValidationError("something else")

    monkeypatch.setattr(Page, "add_child", fails)

    with pytest.raises(ValidationError):
        add(cms, "lessonpage", lesson.get_parent(), form("lessonpage", "eine-neue"))


@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}])
def test_click_just_after_autosave_made_the_page_goes_on_with_it(cms, lesson, button):
    made = add(cms, "lessonpage", lesson.get_parent(), lesson_form(text("Erst"), slug="eine-neue"))
    assert made.status_code == 302

    clicked = add(cms, "lessonpage", lesson.get_parent(), lesson_form(text("Dann"), slug="eine-neue") | button)

    (page,) = LessonPage.objects.filter(slug="eine-neue")
    assert clicked.status_code == 302
    assert "Dann" in str(page.get_latest_revision().content["body"])
    assert page.live is bool(button)


def test_page_of_somebody_else_is_never_gone_on_with(cms, client, lesson):
    other = User.objects.create_superuser("bea@lernhafen.example", "geheim")
    client.force_login(other)
    add(client, "lessonpage", lesson.get_parent(), lesson_form(text("Beas"), slug="eine-neue"))

    answer = add(cms, "lessonpage", lesson.get_parent(), lesson_form(text("Meines"), slug="eine-neue"))

    assert TAKEN in str(answer.context["form"].errors["slug"])
    (page,) = LessonPage.objects.filter(slug="eine-neue")
    assert "Beas" in str(page.get_latest_revision().content["body"])


def form(kind: str, slug: str) -> dict[str, Any]:
    if kind == "lessonpage":
        return lesson_form(slug=slug)
    return {**nested_form_data({"title": "Modul", "slug": slug}), **NO_COMMENTS}
