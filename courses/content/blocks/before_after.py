from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.content.blocks._base import Group, LearningBlock


class PartBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Stichwort"), max_length=40, help_text=_("Ein Wort, zum Beispiel „Wer“."))
    text = blocks.CharBlock(label=_("Text"), max_length=300)

    class Meta:
        icon = "tick"
        label = _("Teil")


class BeforeAfterBlock(LearningBlock):
    heading = blocks.CharBlock(label=_("Überschrift"), max_length=120)
    before = blocks.TextBlock(label=_("Vorher"), rows=2, help_text=_("Ein Absatz, wie man ihn oft liest."))
    after = blocks.ListBlock(
        PartBlock(),
        label=_("Nachher"),
        min_num=1,
        help_text=_("Die bessere Fassung in ihren Teilen, jeder mit einem Stichwort."),
    )
    caption = blocks.TextBlock(
        label=_("Was sich geändert hat"), rows=2, required=False, help_text=_("Ein bis zwei Sätze unter dem Vergleich.")
    )

    class Meta:
        picker_group = Group.EXPLAIN
        place = 40
        icon = "arrow-right"
        label = _("Vorher und nachher")
        description = _(
            "Wenn ein Beispiel zeigt, was sich verbessert: links, wie es oft ist, rechts, wie es besser geht."
        )
        template = "courses/blocks/before_after.html"

    def get_preview_value(self) -> blocks.StructValue:
        after = [
            {"label": _("Wer"), "text": _("Als Kassenwartin eines Sportvereins")},
            {"label": _("Was"), "text": _("will ich den Kassenbericht gleich mit dem Antrag schicken,")},
            {"label": _("Wozu"), "text": _("damit die Prüfung ohne Rückfrage beginnt.")},
        ]
        return self.normalize(
            {
                "heading": _("Vorher und nachher"),
                "before": _("Upload-Feld für PDF im Antrag."),
                "after": after,
                "caption": _("Jetzt kann das Team fragen: Reicht ein Foto?"),
            }
        )
