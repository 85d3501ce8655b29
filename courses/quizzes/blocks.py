from collections.abc import Iterator
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class AnswerTextBlock(blocks.CharBlock):
    """Says what to do where nothing was written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.error_messages["required"] = _("Schreiben Sie den Text der Antwort, oder löschen Sie sie.")


class AnswerBlock(blocks.StructBlock):
    """An option of a choice, or one step of a sort question. The stream child's id is the option key."""

    text = AnswerTextBlock(label=_("Antwort oder Schritt"), max_length=500)
    is_correct = blocks.BooleanBlock(
        label=_("Diese Antwort ist richtig"),
        required=False,
        help_text=_("Beim Ordnen ohne Bedeutung: Dort zählt die Reihenfolge der Schritte."),
    )
    feedback = blocks.RichTextBlock(
        label=_("Rückmeldung"),
        features=["bold", "italic", "link", "ul"],
        required=False,
        help_text=_("Ein bis drei Sätze: Warum passt diese Antwort, oder warum nicht?"),
    )

    class Meta:
        icon = "list-ul"
        label = _("Antwort")
        label_format = "{text}"


class AnswerStreamBlock(blocks.StreamBlock):
    answer = AnswerBlock()

    class Meta:
        max_num = 12


class QuestionChooserBlock(SnippetChooserBlock):
    """A question of the course, chosen, created or edited in one dialog of the lesson editor."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("quizzes.Question", **kwargs)

    @cached_property
    def widget(self) -> Any:
        from courses.quizzes.widgets import QuestionChooser

        return QuestionChooser(self.target_model, icon=self.meta.icon)

    class Meta:
        icon = "help"
        label = _("Frage")


def messages_in(about: dict[str, Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Where each message belongs within a stream, as Wagtail tells it to its editor, and the message."""
    for message in about.get("messages", ()):
        yield path, message
    for name, inner in about.get("blockErrors", {}).items():
        yield from messages_in(inner, (*path, name))
