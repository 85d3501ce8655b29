import re
from collections.abc import Iterator
from typing import Any

from django.db.models import TextChoices
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

RICH_TEXT = ["bold", "link", "ol", "ul"]
"""What rich text may hold: the look comes from the block, not from the author."""
_PARAGRAPH_END = re.compile(r"</(?:p|li)>")


class Group(TextChoices):
    """The groups of the block picker, in their order."""

    EXPLAIN = "explain", _("Erklären")
    PRACTISE = "practise", _("Üben")
    CHECK = "check", _("Prüfen")
    TRANSFER = "transfer", _("Übertragen")
    MEDIA = "media", _("Medien")


class LearningBlock(blocks.StructBlock):
    """One section of a lesson.

    A subclass says in its Meta: `picker_group` and `place` within it, `icon`, `label`, `description` (when to take it),
    `template`, a `preview_value` for the picker, and what makes it last: `media_minutes`, `free_text_count`.
    """

    class Meta:
        picker_group = Group.EXPLAIN
        place = 50
        media_minutes = 0
        free_text_count = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meta.group = self.meta.picker_group.label

    def heading(self, value: blocks.StructValue) -> str:
        """What names this section to authors; feedback to a question links to it by this text."""
        return str(value.get("heading") or value.get("title") or "")

    def reading_text(self, value: blocks.StructValue) -> str:
        """What a learner reads, as plain paragraphs with an empty line between them."""
        return "\n\n".join(text for text in _texts(self, value) if text)


def _texts(block: blocks.Block, value: Any) -> Iterator[str]:
    if isinstance(value, RichText):
        yield strip_tags(_PARAGRAPH_END.sub("\n\n", value.source)).strip()
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _texts(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _texts(block.child_block, item)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield value or ""
