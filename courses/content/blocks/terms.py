from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.content.blocks._base import RICH_TEXT, Group, LearningBlock


class TermBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Begriff"), max_length=60)
    explanation = blocks.CharBlock(label=_("Erklärung"), max_length=300)
    example = blocks.CharBlock(label=_("Beispiel"), max_length=300, required=False)

    class Meta:
        icon = "list-ul"
        label = _("Begriff")


class TermsBlock(LearningBlock):
    heading = blocks.CharBlock(label=_("Überschrift"), max_length=120)
    intro = blocks.RichTextBlock(label=_("Einleitung"), features=RICH_TEXT, required=False)
    rows = blocks.ListBlock(
        TermBlock(), label=_("Begriffe"), min_num=1, help_text=_("Drei bis fünf sind gut zu merken.")
    )

    class Meta:
        picker_group = Group.EXPLAIN
        place = 30
        icon = "list-ul"
        label = _("Begriffe")
        description = _("Wenn zwei bis fünf Wörter auseinandergehalten werden sollen, jedes mit einem Beispiel.")
        template = "courses/blocks/terms.html"

    def get_preview_value(self) -> blocks.StructValue:
        intro = _("Dafür genügen drei Fragen.")
        rows = [
            {"term": _("Wer?"), "explanation": _("Ein Mensch mit einer Aufgabe."), "example": _("„Kassenwartin“")},
            {"term": _("Was?"), "explanation": _("Das Vorhaben, in einem Verb."), "example": _("„mitschicken“")},
            {"term": _("Wozu?"), "explanation": _("Der Zweck."), "example": _("„damit die Prüfung beginnt“")},
        ]
        return self.normalize({"heading": _("Drei Fragen, ein Satz"), "intro": f"<p>{intro}</p>", "rows": rows})
