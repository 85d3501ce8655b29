from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.content.blocks._base import RICH_TEXT, Group, LearningBlock


class TransferBlock(LearningBlock):
    prompt = blocks.RichTextBlock(
        label=_("Anstoß"), features=RICH_TEXT, help_text=_("Ein Satz: Wo könnte das in der eigenen Arbeit vorkommen?")
    )
    when = blocks.CharBlock(
        label=_("Wenn …"), max_length=200, help_text=_("Der Moment im Alltag, an dem man daran denkt.")
    )
    then = blocks.CharBlock(label=_("… dann"), max_length=200, help_text=_("Was man in diesem Moment tut."))

    class Meta:
        picker_group = Group.TRANSFER
        place = 20
        icon = "upload"
        label = _("Und bei Ihnen?")
        description = _("Am Ende der Lektion: ein Wenn-dann-Plan als Beispiel, damit das Gelernte im Alltag ankommt.")
        template = "courses/blocks/transfer.html"

    def get_preview_value(self) -> blocks.StructValue:
        prompt = _("Wann hören Sie das nächste Mal einen Wunsch, der schon eine Lösung ist?")
        return self.normalize(
            {
                "prompt": f"<p>{prompt}</p>",
                "when": _("jemand im Jour fixe eine Lösung nennt,"),
                "then": _("frage ich: Wozu?"),
            }
        )
