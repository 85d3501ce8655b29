"""What the control of a question shows: its items, the learner's choice, and the marks they may see."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import template

from courses.quizzes.types import Item, Mark, Presented

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class Row:
    """`wanted` is the position that a step asks for, `is_shared` says that another one asks for the same."""

    token: str
    text: str
    is_chosen: bool
    mark: Mark | None
    position: int
    is_first: bool
    is_last: bool
    wanted: int
    is_shared: bool


@register.simple_tag
def option_rows(presented: Presented, chosen: Sequence[str] = (), marks: Mapping[str, Mark] | None = None) -> list[Row]:
    """Options as presented, each with the learner's choice."""
    return _rows(presented.items, chosen or (), marks or {})


@register.simple_tag
def step_rows(
    presented: Presented,
    chosen: Sequence[str] = (),
    marks: Mapping[str, Mark] | None = None,
    answered: Sequence[str] = (),
) -> list[Row]:
    """Steps in the learner's order, or as presented while there is none.

    What was posted and refused comes as `<token>:<position>`: the steps stay where they stood, each with the position
    that was asked for. A mark holds for the place in the order `answered`, and goes when the step leaves it.
    """
    items = {item.token: item for item in presented.items}
    posted = [each.partition(":") for each in chosen or ()]
    order = [step for step, _colon, _place in posted]
    if sorted(order) != sorted(items):
        return _rows(presented.items, (), marks or {})
    stands = set(zip(answered or order, order, strict=False))
    marks = {step: mark for step, mark in (marks or {}).items() if (step, step) in stands}
    places = {str(place) for place in range(1, len(items) + 1)}
    wanted = [int(place) if place in places else at for at, (_step, _colon, place) in enumerate(posted, start=1)]
    return _rows([items[step] for step in order], (), marks, wanted)


def _rows(
    items: Sequence[Item], chosen: Sequence[str], marks: Mapping[str, Mark], wanted: Sequence[int] = ()
) -> list[Row]:
    places = wanted or range(1, len(items) + 1)
    asked = Counter(places)
    return [
        Row(
            token=item.token,
            text=item.text,
            is_chosen=item.token in chosen,
            mark=marks.get(item.token),
            position=position,
            is_first=position == 1,
            is_last=position == len(items),
            wanted=place,
            is_shared=asked[place] > 1,
        )
        for position, (item, place) in enumerate(zip(items, places, strict=True), start=1)
    ]
