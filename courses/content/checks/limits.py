from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock, StructBlock

from courses.content.blocks import lesson_blocks
from courses.content.checks._base import Finding, LessonDraft, checks_lesson, sections
from courses.content.enums import Severity

STRICT = deepcopy(lesson_blocks())
"""The blocks of a lesson as they were declared: on those of the editor, forms of all threads put checks off."""
SEEN_BY_OTHER_CHECKS = {"questions"}


@checks_lesson
def parts_are_as_declared(draft: LessonDraft) -> Iterator[Finding]:
    """Longest texts, choices that exist, most entries: what the editor's form would refuse, however it came in."""
    for section in sections(draft):
        for name, part in STRICT.child_blocks[section.kind].child_blocks.items():
            if name in SEEN_BY_OTHER_CHECKS:
                continue
            for place, error in _errors(part, section.get(name)):
                yield section.finding(
                    Severity.BLOCK,
                    f"„{place}“: {' '.join(error.messages)}",
                    _("Ändern Sie diese Stelle."),
                    field=name,
                )


def _errors(block: Block, value: Any) -> Iterator[tuple[str, ValidationError]]:
    most = block.meta.max_num if isinstance(block, ListBlock) else None
    if most is not None and len(value) > most:
        yield str(block.label), ValidationError(_("Es sind höchstens %(most)d möglich.") % {"most": most})
    try:
        block.clean(value)
    except ValidationError as error:
        yield from _flat(block, error, str(block.label))


def _flat(block: Block, error: Any, place: str) -> Iterator[tuple[str, ValidationError]]:
    """The plain errors of one that may lie some blocks deep; what is missing has a check of its own."""
    if not hasattr(error, "block_errors"):
        yield from ((place, each) for each in error.error_list if each.code != "required")
        return
    for key, inner in (error.block_errors or {}).items():
        if isinstance(block, ListBlock):
            yield from _flat(block.child_block, inner, f"{place} {key + 1}")
        elif isinstance(block, StructBlock):
            child = block.child_blocks[key]
            yield from _flat(child, inner, f"{place}, {child.label}")
