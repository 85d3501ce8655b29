"""The drawings as cards with a small picture, one of which is chosen: radio buttons, so any device can."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAMES: Mapping[str, Promise] = {
    "jerseys-at-the-harbour": gettext_lazy("Trikots am Hafen"),
    "shoebox": gettext_lazy("Schuhkarton voller Belege"),
    "story-card": gettext_lazy("Karte mit einer User Story"),
    "wish-list": gettext_lazy("Wunschzettel und Kaffee"),
}
"""What authors call the drawing of this file name."""


class DrawingPicker(forms.RadioSelect):
    """`templates` gives the template of each drawing by its name."""

    def __init__(self, templates: Any, **kwargs: Any) -> None:
        super().__init__(attrs={"class": "lh-drawings"}, **kwargs)
        self.templates = templates

    def optgroups(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> list[Any]:
        """Without the choice of nothing: no card is chosen at first."""
        return [group for group in super().optgroups(name, value, attrs) if group[1][0]["value"]]

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        template = self.templates().get(value)
        return super().create_option(name, value, _card(template, label) if template else label, *args, **kwargs)

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        return format_html(
            '<div role="radiogroup" aria-label="{}">{}</div>', _("Zeichnung"), super().render(*args, **kwargs)
        )


def _card(template: str, label: Any) -> SafeString:
    picture = mark_safe(render_to_string(template))  # noqa: S308 -- our own file
    return format_html('<span class="lh-drawing" aria-hidden="true">{}</span><span>{}</span>', picture, label)
