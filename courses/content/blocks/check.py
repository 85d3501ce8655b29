from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.content.blocks._base import Group, LearningBlock
from courses.quizzes.blocks import QuestionChooserBlock


class CheckBlock(LearningBlock):
    """Its questions are frozen apart from the lesson and shown by the page that knows the learner's tries."""

    heading = blocks.CharBlock(label=_("Überschrift"), max_length=120, required=False)
    questions = blocks.ListBlock(
        QuestionChooserBlock(),
        label=_("Fragen"),
        min_num=1,
        max_num=6,
        help_text=_("Eine bis drei. Sie erscheinen nacheinander, mit beliebig vielen Versuchen."),
    )

    class Meta:
        picker_group = Group.CHECK
        place = 10
        icon = "help"
        label = _("Fragen")
        description = _(
            "Damit die Lektion als verstanden gelten kann: eine bis drei Fragen, am besten mit einer Situation."
        )
        template = "courses/blocks/check.html"
        preview_template = "courses/preview/check_block.html"

    def reading_text(self, value: blocks.StructValue) -> str:
        """Only the heading: what is read in a question is counted with the question."""
        return str(value.get("heading") or "")

    def get_preview_value(self) -> Any:
        return self.normalize({"heading": "", "questions": []})
