from collections.abc import Iterator
from functools import cache
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.rich_text import RichText

from courses.content.blocks import lesson_blocks
from courses.content.checks._base import Finding, LessonDraft, checks_lesson, sections
from courses.content.enums import Severity

SEEN_BY_OTHER_CHECKS = {"questions"}


@checks_lesson
def required_parts_are_filled(draft: LessonDraft) -> Iterator[Finding]:
    """Drafts may leave them open, and Wagtail asks for them in its own form only."""
    for section in sections(draft):
        for name, child in section.child.block.child_blocks.items():
            if name in SEEN_BY_OTHER_CHECKS:
                continue
            for where, label in _missing(child, section.get(name)):
                yield section.finding(
                    Severity.BLOCK,
                    _("„%(part)s“ ist noch leer.") % {"part": label},
                    _("Füllen Sie es aus, oder entfernen Sie den Abschnitt.")
                    if not where
                    else _("Füllen Sie es aus, oder entfernen Sie den Eintrag."),
                    field=name,
                    where=f"{section.where}, {where}" if where else section.where,
                )


def _declared_as_required(block: blocks.Block) -> Iterator[int]:
    for child in getattr(block, "child_blocks", {}).values():
        yield from _declared_as_required(child)
    if isinstance(block, blocks.ListBlock):
        yield from _declared_as_required(block.child_block)
    elif isinstance(block, blocks.FieldBlock) and block.required:
        yield id(block)


@cache
def required_blocks() -> frozenset[int]:
    """Identities of the blocks that are declared as required. Asked for at the start, before any form works with them:
    while a draft is saved, Wagtail takes `required` away from the blocks, which all threads share."""
    return frozenset(_declared_as_required(lesson_blocks()))


def _missing(block: blocks.Block, value: Any) -> Iterator[tuple[str, str]]:
    """The entry of a list, or empty, and the label of each part that is required and has nothing in it."""
    if isinstance(block, blocks.ListBlock):
        if len(value or ()) < (block.meta.min_num or 0):
            yield "", block.label
        for number, item in enumerate(value or (), start=1):
            for _where, label in _missing(block.child_block, item):
                yield _("Eintrag %(number)d") % {"number": number}, label
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _missing(child, value.get(name))
    elif id(block) in required_blocks() and _is_empty(value):
        yield "", block.label


def _is_empty(value: Any) -> bool:
    text = strip_tags(value.source) if isinstance(value, RichText) else value
    return not text.strip() if isinstance(text, str) else text is None
