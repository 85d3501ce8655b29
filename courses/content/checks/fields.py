"""The fields of a page outside its body, as the model declares them: what its form would refuse."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.content.checks._base import Finding
from courses.content.enums import Severity


def field_findings(page: Model, names: Iterable[str]) -> Iterator[Finding]:
    """White space alone counts as nothing. Asks the database nothing."""
    for name in names:
        field: Any = page._meta.get_field(name)
        value = getattr(page, name)
        value = value.strip() if isinstance(value, str) else value
        try:
            field.clean(value, page)
            if field.max_length:  # of a TextField it is only the form that looks at it
                MaxLengthValidator(field.max_length)(value or "")
        except ValidationError as error:
            label = capfirst(str(field.verbose_name))
            yield Finding(
                severity=Severity.BLOCK,
                where=label,
                message=" ".join(error.messages),
                what_to_do=_("Ändern Sie das Feld „%(field)s“.") % {"field": label},
                field=name,
            )
