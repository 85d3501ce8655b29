"""No model holds anything of people that nobody registered: without a purpose, a period and a way to erase it."""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import EmailField, Model

from learning.core.personal_data import Klass, holding_none, holdings
from tests.architecture.source import PACKAGES

WORDS = "learner person user account e?mail phone first_name last_name by_name author actor reader note comment"
PERSONAL_NAME = re.compile(rf"(?:^|_)(?:{WORDS.replace(' ', '|')})(?:_|$)")
NOT_ONLY_AUTHORSHIP = set(Klass) - {Klass.AUTHORSHIP}


def reasons(model: type[Model]) -> set[str]:
    """Fields of the model's own table that speak of people: by what they point at, by kind, by name."""
    found = set()
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        target = field.related_model if field.is_relation else None
        if (
            target is get_user_model()
            or isinstance(field, EmailField)
            or (is_ours(model) and (PERSONAL_NAME.search(field.name) or is_about_people(target)))
        ):
            found.add(field.name)
    return found


def is_ours(model: type[Model]) -> bool:
    return model.__module__.split(".")[0] in PACKAGES


def is_about_people(target: object) -> bool:
    """Who belongs to an enrolment speaks of the learner, too; who belongs to a page does not speak of its author."""
    holding = holdings.get(target._meta.label) if isinstance(target, type) and issubclass(target, Model) else None
    return bool(holding and set(holding.fields.values()) & NOT_ONLY_AUTHORSHIP and is_ours(holding.model))


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_every_personal_field_is_registered(model: type[Model]) -> None:
    label = model._meta.label
    assert label in holdings or label in holding_none or not reasons(model), (
        f"{label} speaks of people in {', '.join(sorted(reasons(model)))}: personal_data.register it in its AppConfig, "
        "or say by personal_data.holds_none why it does not"
    )


def test_no_model_both_holds_and_does_not_hold() -> None:
    assert not holdings.keys() & holding_none.keys()


def test_what_points_at_a_person_is_among_the_registered_fields() -> None:
    forgotten = {
        f"{label}.{field.name}"
        for label, holding in holdings.items()
        for field in holding.model._meta.local_fields
        if field.related_model is get_user_model() and field.name not in holding.fields
    }
    assert not forgotten
