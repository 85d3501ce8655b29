"""Hits and the marked words in them: `{{ hit_card(hit, name_of_state) }}`, `{{ hit.title|with_marks }}`."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from courses.catalogue.explaining import Passage, Reason
from courses.catalogue.queries import Hit
from learning.core.templatetags.components import state_badge

register = template.Library()

PLACE_OF_STATE = "<!-- state -->"


@register.simple_tag
def hit_card(hit: Hit, name_of_state: str) -> SafeString:
    """A row of the list. Only the state is the reader's own: all else is rendered once and kept."""
    language = get_language()
    before, after = _card(hit, language)
    return mark_safe(before + _state(name_of_state, language) + after)  # noqa: S308 -- pieces of our own templates


@lru_cache(maxsize=16)
def _state(name: str, language: str | None) -> SafeString:  # noqa: ARG001 -- part of the key: its word is translated
    return state_badge(name)


@lru_cache(maxsize=1024)
def _card(hit: Hit, language: str | None) -> tuple[str, str]:  # noqa: ARG001 -- part of the key: labels are translated
    """Keyed by all that is shown, so it can never be out of date."""
    before, _place, after = render_to_string("catalogue/_hit.html", {"hit": hit}).partition(PLACE_OF_STATE)
    return before, after


@register.filter
def with_marks(passages: Iterable[Passage]) -> SafeString:
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", each.text) if each.is_marked else each.text,) for each in passages)
    )


@register.filter
def quoted(reason: Reason) -> SafeString:
    """The passages of a reason; what is in another language says so to screen readers."""
    text = with_marks(reason.passages)
    return (
        text if reason.language == get_language() else format_html('<span lang="{}">{}</span>', reason.language, text)
    )
