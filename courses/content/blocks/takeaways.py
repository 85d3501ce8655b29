from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.content.blocks._base import Group, LearningBlock


class TakeawaysBlock(LearningBlock):
    points = blocks.ListBlock(
        blocks.CharBlock(label=_("Satz"), max_length=200),
        label=_("Das nehmen Sie mit"),
        min_num=1,
        max_num=5,
        help_text=_("Drei ganze Sätze, die man sich an die Wand hängen könnte."),
    )

    class Meta:
        picker_group = Group.TRANSFER
        place = 10
        icon = "thumbtack"
        label = _("Das nehmen Sie mit")
        description = _("Gegen Ende jeder Lektion: drei Sätze, die bleiben sollen.")
        template = "courses/blocks/takeaways.html"

    def get_preview_value(self) -> blocks.StructValue:
        points = [
            _("Wer, was, wozu: Fehlt ein Teil, ist es noch keine Story."),
            _("Das Wozu ist der wichtigste Teil."),
            _("Eine Story beginnt ein Gespräch, sie ersetzt es nicht."),
        ]
        return self.normalize({"points": points})
