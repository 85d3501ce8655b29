from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.content.blocks._base import RICH_TEXT, Group, LearningBlock


class TextBlock(LearningBlock):
    heading = blocks.CharBlock(
        label=_("Überschrift"), max_length=120, help_text=_("Sagt die Aussage des Abschnitts, nicht nur das Thema.")
    )
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=RICH_TEXT,
        help_text=_("Höchstens 250 Wörter, dann sollte etwas zum Tun kommen. Kurze Sätze, das Wichtigste zuerst."),
    )

    class Meta:
        picker_group = Group.EXPLAIN
        place = 20
        icon = "pilcrow"
        label = _("Text")
        description = _(
            "Wenn ein Gedanke in Worten am besten erklärt ist. Für Begriffe und Vergleiche gibt es eigene Blöcke."
        )
        template = "courses/blocks/text.html"

    def get_preview_value(self) -> blocks.StructValue:
        text = _("Eine User Story hält fest, was ein Mensch erreichen will. Die Lösung bleibt offen.")
        return self.normalize({"heading": _("Der Zweck hält den Weg offen"), "text": f"<p>{text}</p>"})
