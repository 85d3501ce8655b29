"""What the control of a question shows: its items, the learner's choice, and the marks they may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import template

from courses.quizzes.types import Item, Mark, Presented

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class Row:
    token: str
    text: str
    is_chosen: bool
    mark: Mark | None
    position: int
    is_first: bool
    is_last: bool


@register.simple_tag
def option_rows(presented: Presented, chosen: Sequence[str] = (), marks: Mapping[str, Mark] | None = None) -> list[Row]:
    """Options as presented, each with the learner's choice."""
    return _rows(presented.items, chosen or (), marks or {})


@register.simple_tag
def step_rows(presented: Presented, chosen: Sequence[str] = (), marks: Mapping[str, Mark] | None = None) -> list[Row]:
    """Steps in the learner's order, or as presented while there is none."""
    items = {item.token: item for item in presented.items}
    is_whole = chosen and set(chosen) == set(items)
    return _rows([items[each] for each in chosen] if is_whole else presented.items, (), marks or {})


def _rows(items: Sequence[Item], chosen: Sequence[str], marks: Mapping[str, Mark]) -> list[Row]:
    return [
        Row(
            token=item.token,
            text=item.text,
            is_chosen=item.token in chosen,
            mark=marks.get(item.token),
            position=position,
            is_first=position == 1,
            is_last=position == len(items),
        )
        for position, item in enumerate(items, start=1)
    ]
