from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.content.blocks._base import RICH_TEXT, Group, LearningBlock


class ScenarioBlock(LearningBlock):
    title = blocks.CharBlock(
        label=_("Zeit und Ort"), max_length=120, help_text=_("Zum Beispiel: „Montag, 8.40 Uhr, Landesamt Küstental“.")
    )
    text = blocks.RichTextBlock(
        label=_("Was passiert"),
        features=RICH_TEXT,
        help_text=_("Zwei bis vier Sätze mit Menschen, die einen Namen haben."),
    )
    quote = blocks.TextBlock(
        label=_("Wörtliche Rede"),
        required=False,
        rows=2,
        help_text=_("Der Satz, um den es geht, mit Anführungszeichen. Er steht groß in der Lektion."),
    )
    after = blocks.RichTextBlock(
        label=_("Wie es weitergeht"),
        features=RICH_TEXT,
        required=False,
        help_text=_("Endet am besten mit einer Frage."),
    )

    class Meta:
        picker_group = Group.EXPLAIN
        place = 10
        icon = "group"
        label = _("Situation")
        description = _("Am Anfang jeder Lektion: eine Szene aus dem Arbeitsalltag, die zeigt, wozu man das braucht.")
        template = "courses/blocks/scenario.html"

    def get_preview_value(self) -> blocks.StructValue:
        text = _("Auf dem Tisch liegt der Wunschzettel der Fachseite. Herr Dierks zeigt auf Zeile 1:")
        after = _("Das Team nickt. Nur Aylin fragt: „Wozu?“")
        return self.normalize(
            {
                "title": _("Montag, 8.40 Uhr, Landesamt Küstental"),
                "text": f"<p>{text}</p>",
                "quote": _("„Wir brauchen ein Upload-Feld für PDF.“"),
                "after": f"<p>{after}</p>",
            }
        )
