"""Questions, pictures and pages that a text names by number: a trainer's text may name only what they could choose.

The choosers of the CMS offer nothing else, but what a browser sends may hold any number. A form that mixes this in
takes such a number out, says so at its field, and is not valid: not as a draft, not to publish, not as a preview. What
stood in the text before, by whoever's hand, may stay.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.utils.translation import gettext as _
from wagtail.blocks import ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StreamBlockValidationError, StructBlock
from wagtail.blocks.base import Block, BlockWidget
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

from courses.quizzes.access import visible_questions
from courses.quizzes.models import Question
from learning.core.validators import is_id

Reference = tuple[type[Model], str]
"""A model and a primary key as text."""
_WRITE = {"add", "change", "publish"}
_CHOOSE = {"choose", "change"}


def references_in(value: StreamValue) -> set[Reference]:
    return {(model, str(pk)) for model, pk, *_path in value.stream_block.extract_references(value)}


def foreign_to(user: Any, references: Iterable[Reference]) -> set[Reference]:
    """Those that the person could not have chosen: others' things, or none at all. A query for each model."""
    by_model: dict[type[Model], set[str]] = defaultdict(set)
    for model, pk in references:
        by_model[model].add(pk)
    found: set[Reference] = set()
    for model, pks in by_model.items():
        own = _own(user, model).filter(pk__in=[pk for pk in pks if is_id(pk)]).values_list("pk", flat=True)
        found |= {(model, pk) for pk in pks - {str(each) for each in own}}
    return found


def _own(user: Any, model: type[Model]) -> Any:
    if issubclass(model, Question):
        return visible_questions(user)
    if issubclass(model, Page):
        return page_permission_policy.instances_user_has_any_permission_for(user, _WRITE)
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, _CHOOSE)


class OwnReferencesWidget(BlockWidget):
    """Reads a stream from a request and gives it to `look`, which gives back what may be kept of it."""

    def __init__(self, block: StreamBlock, look: Callable[[str, StreamValue], StreamValue]) -> None:
        super().__init__(block)
        self.look = look

    def value_from_datadict(self, data: Any, files: Any, name: str) -> StreamValue:
        return self.look(name, super().value_from_datadict(data, files, name))


class OwnReferences(BaseForm):
    """Mixed into a form of the CMS, before its own class."""

    for_user: Any
    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._foreign: dict[str, list[str]] = {}
        self._there: dict[str, set[Reference]] = {}
        if not self.is_bound or self.for_user is None or self.for_user.is_superuser:
            return
        for name, field in self.fields.items():
            if isinstance(field.widget, BlockWidget):
                self._there[name] = references_in(getattr(self.instance, name))
                field.widget = OwnReferencesWidget(field.widget.block_def, self._own_part_of)

    def _own_part_of(self, name: str, value: StreamValue) -> StreamValue:
        foreign = foreign_to(self.for_user, references_in(value) - self._there[name])
        if not foreign:
            return value
        self._foreign[name] = list(_refused(value, foreign))
        kept: StreamValue = value.stream_block.to_python(_without(value.stream_block, value.get_prep_value(), foreign))
        return kept

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # -- Django's own step
        for name, refused in self._foreign.items():
            self.errors.pop(name, None)  # the editor shows one error of a stream
            self.add_error(name, StreamBlockValidationError(non_block_errors=refused))


def _refused(value: StreamValue, foreign: set[Reference]) -> Iterable[str]:
    for number, child in enumerate(value, start=1):
        named = {(model, str(pk)) for model, pk, *_path in child.block.extract_references(child.value)}
        for model in dict.fromkeys(model for model, _pk in sorted(named & foreign, key=str)):
            yield _(
                "Abschnitt %(number)d (%(label)s): %(kind)s gehört zu einem Bereich, in dem Sie nicht schreiben, und "
                "ist hier entfernt. Alles andere steht noch da, ist aber noch nicht gespeichert."
            ) % {"number": number, "label": child.block.label, "kind": model._meta.verbose_name}


def _without(block: Block, raw: Any, foreign: set[Reference]) -> Any:
    """Stored JSON of a block, less what is foreign."""
    if isinstance(block, StreamBlock):
        return [
            each | {"value": _without(block.child_blocks[each["type"]], each["value"], foreign)} for each in raw or ()
        ]
    if isinstance(block, StructBlock):
        return {name: _without(block.child_blocks[name], value, foreign) for name, value in raw.items()}
    if isinstance(block, ListBlock):
        return [each | {"value": _without(block.child_block, each["value"], foreign)} for each in raw or ()]
    if isinstance(block, ChooserBlock):
        return None if (block.model_class, str(raw)) in foreign else raw
    if isinstance(block, RichTextBlock):
        for _model, pk in foreign:
            link = rf'<a\b(?=[^>]*\blinktype=)(?=[^>]*\bid="{re.escape(pk)}")[^>]*>(.*?)</a>'
            raw = re.sub(link, r"\1", raw or "", flags=re.DOTALL)
    return raw


__all__ = ["OwnReferences", "foreign_to", "references_in"]
