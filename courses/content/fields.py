from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import JSONField
from django.forms import CheckboxSelectMultiple, Field, MultipleChoiceField
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from courses.content.competences import AREAS, COMPETENCES, in_order


class QuietStreamField(StreamField):
    """A StreamField whose migrations hold no block definitions: adding a block needs no migration.

    The price: in a data migration the stream of a historical model is empty, so read the raw JSON column there.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], kwargs | {"block_lookup": {}}


def refuse_unknown_competences(codes: Any) -> None:
    unknown = [code for code in codes if code not in COMPETENCES] if isinstance(codes, list) else [codes]
    if unknown:
        raise ValidationError(_("Diese Kompetenz gibt es nicht: %(codes)s") % {"codes": ", ".join(map(str, unknown))})


class _CompetenceChoice(MultipleChoiceField):
    """Checkboxes by area, in the language of the page; gives codes in the order of the frameworks."""

    def clean(self, value: Any) -> list[str]:
        return in_order(super().clean(value))


class CompetencesField(JSONField):
    """A list of codes of `courses.content.competences`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(default=list, blank=True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, refuse_unknown_competences]

    def formfield(self, **kwargs: Any) -> Field:
        kwargs.pop("widget", None)
        return _CompetenceChoice(
            choices=_choices,
            widget=CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
        )


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    language = get_language() or "de"
    return [
        (
            area.names.get(language, area.names["en"]),
            [(each.code, each.full_name_in(language)) for each in area.competences],
        )
        for area in AREAS
    ]
