from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.content.blocks._base import Group, LearningBlock
from courses.content.blocks._drawing_picker import NAMES, DrawingPicker

FOLDER = "courses/drawings"


@cache
def drawings() -> dict[str, str]:
    """Name → template of every drawing there is, by the files in the folder."""
    files = sorted(Path(settings.BASE_DIR, "templates", FOLDER).glob("[!_]*.*"))
    return {file.stem: f"{FOLDER}/{file.name}" for file in files if file.suffix in {".html", ".svg"}}


def drawing_choices() -> list[tuple[str, Any]]:
    return [(name, NAMES.get(name, name)) for name in drawings()]


class DrawingBlock(LearningBlock):
    name = blocks.ChoiceBlock(label=_("Zeichnung"), choices=drawing_choices, widget=DrawingPicker(drawings))
    alt = blocks.CharBlock(
        label=_("Alternativtext"),
        max_length=300,
        required=False,
        help_text=_("Was die Zeichnung sagt, für Menschen, die sie nicht sehen. Nicht „Zeichnung von …“."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Nur Schmuck"), required=False, help_text=_("Ankreuzen, wenn ohne die Zeichnung nichts fehlt.")
    )
    caption = blocks.TextBlock(label=_("Bildunterschrift"), rows=2, required=False)

    class Meta:
        picker_group = Group.MEDIA
        place = 10
        icon = "draft"
        label = _("Zeichnung")
        description = _("Wenn ein Ablauf oder ein Zusammenhang mit wenigen Strichen klarer ist als mit Worten.")
        label_format = "{alt}"  # else the overview would show what the box "only for decoration" says
        template = "courses/blocks/drawing.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context=parent_context) | {"drawing": drawings().get(value["name"])}

    def get_preview_value(self) -> blocks.StructValue:
        name = next(iter(drawings()), "")
        return self.normalize({"name": name, "alt": _("Ein Beispiel aus der Sammlung"), "caption": ""})
