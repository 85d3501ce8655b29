from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.http import QueryDict

from courses.content.bodies import anchor
from tracking.desk.queries.checks import name_of


class PlaceForm(forms.Form):
    """Which block of the lesson is on screen; the page sends the block's anchor."""

    def __init__(self, data: QueryDict, *, block_ids: Sequence[str]) -> None:
        super().__init__(data)
        self.by_anchor = {anchor(block_id): block_id for block_id in block_ids}
        self.fields["block"] = forms.ChoiceField(choices=[(each, each) for each in self.by_anchor])

    @property
    def block_id(self) -> str:
        return self.by_anchor[self.cleaned_data["block"]]


class TryForm(forms.Form):
    """What every form of a question posts besides its options: the number of this try."""

    number = forms.IntegerField(min_value=1, max_value=100_000)

    def __init__(self, data: QueryDict, *, question_key: UUID) -> None:
        super().__init__(data)
        self.posted = data.getlist(name_of(question_key))
        self.move = data.get("move", "")
        self.only_moves = "move" in data or "arrange" in data
