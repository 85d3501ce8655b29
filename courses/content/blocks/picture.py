from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from courses.content.blocks._base import Group, LearningBlock


class PictureBlock(LearningBlock):
    image = ImageChooserBlock(label=_("Bild"))
    alt = blocks.CharBlock(
        label=_("Alternativtext"),
        max_length=300,
        required=False,
        help_text=_("Was das Bild sagt, für Menschen, die es nicht sehen. Nicht „Bild von …“."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Nur Schmuck"), required=False, help_text=_("Ankreuzen, wenn ohne das Bild nichts fehlt.")
    )
    caption = blocks.TextBlock(label=_("Bildunterschrift"), rows=2, required=False)

    class Meta:
        picker_group = Group.MEDIA
        place = 20
        icon = "image"
        label = _("Bild")
        description = _("Für Bildschirmfotos und Fotos. Ein Bild zeigt eine Sache; Text gehört nicht ins Bild.")
        label_format = "{alt}"  # else the overview would show what the box "only for decoration" says
        template = "courses/blocks/picture.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """A lesson of an edition brings its own copy of the picture as `picture` (url, width, height)."""
        context = super().get_context(value, parent_context=parent_context)
        if "picture" not in context and value.get("image"):
            rendition = value["image"].get_rendition("max-1200x1200|format-webp")
            context["picture"] = {"url": rendition.url, "width": rendition.width, "height": rendition.height}
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_preview_context(value, parent_context=parent_context)
        return context | {"picture": {"url": static("logo.svg"), "width": 320, "height": 320}}

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(
            {"image": None, "alt": _("Ein Beispiel"), "caption": _("Eine Bildunterschrift sagt, worauf es ankommt.")}
        )
