"""What the browser of an author sends."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.content.blocks import RICH_TEXT

NO_COMMENTS = {
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "1000",
}


def drawing(**fields: Any) -> tuple[str, dict[str, Any]]:
    """A drawing block; without `alt` and `decorative` it must not be published."""
    return "drawing", {"name": "", "alt": "", "caption": ""} | fields


def text(words: str) -> tuple[str, dict[str, Any]]:
    return "text", {
        "heading": "Überschrift",
        "text": rich_text(f"<p>{words}</p>", features=RICH_TEXT),
    }


def lesson_form(*blocks: tuple[str, dict[str, Any]], **fields: Any) -> dict[str, Any]:
    values = {"title": "Lektion 1", "slug": "lektion-1", "goal": "etwas können", "body": streamfield(list(blocks))}
    return {**nested_form_data(values | fields), **NO_COMMENTS}


def edit(cms: Client, page: Page, data: dict[str, Any], *, action: str = "") -> HttpResponse:
    """`action` is the name of the button: action-publish, action-submit, or none for a draft."""
    return cms.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | ({action: "1"} if action else {}))
