"""What keeps a question from being saved, all at once: the dialog shows it above the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _
from wagtail.blocks.base import get_error_json_data

from courses.quizzes.blocks import messages_in

ANSWERS = "answers"


@dataclass(frozen=True, kw_only=True)
class Complaint:
    where: str
    field_id: str
    """Of the field that mends it, as it is in the form."""
    message: str


def complaints(form: BaseForm) -> Iterator[Complaint]:
    """In the order of the form."""
    for field in form:
        for error in field.errors.as_data():
            about = get_error_json_data(error)
            if field.name == ANSWERS:
                yield from _about_answers(about, label=str(field.label))
            else:
                for message in about["messages"]:
                    yield Complaint(where=str(field.label), field_id=field.id_for_label, message=message)


def _about_answers(about: dict[str, Any], *, label: str) -> Iterator[Complaint]:
    for path, message in messages_in(about):
        number, part = path or (0, "text")  # what is about all of them leads to the first
        where = f"{_('Antwort')} {number + 1}" if path else label
        yield Complaint(where=where, field_id=f"{ANSWERS}-{number}-value-{part}", message=message)
