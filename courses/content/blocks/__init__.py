"""What a lesson is made of. Every module of this package holds one block; its file name is the block's name."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from wagtail.blocks import StreamBlock

from courses.content.blocks._base import RICH_TEXT, Group, LearningBlock

__all__ = ["RICH_TEXT", "Group", "LearningBlock", "discovered_blocks", "lesson_blocks"]


@cache
def lesson_blocks() -> StreamBlock:
    """The one stream block that lessons, their editor, their editions and their preview share."""
    return StreamBlock(discovered_blocks())


def discovered_blocks() -> list[tuple[str, LearningBlock]]:
    """Name and block, in the order of the picker."""
    names = [each.name for each in iter_modules(__path__) if not each.name.startswith("_")]
    blocks = [(name, _block_in(name)) for name in names]
    return sorted(blocks, key=lambda each: (list(Group).index(each[1].meta.picker_group), each[1].meta.place))


def _block_in(name: str) -> LearningBlock:
    module = import_module(f"{__name__}.{name}")
    (block_class,) = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, LearningBlock) and each.__module__ == module.__name__
    ]
    return block_class()
