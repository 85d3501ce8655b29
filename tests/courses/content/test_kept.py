"""An edition is read once per process, but never with the name of a person in it."""

import pytest

from courses.content.kept import EditionMark, kept_edition, kept_editions, mark_columns
from courses.content.models import Edition, Offer
from tests.factories.people import PersonFactory
from tests.factories.tracking import course

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def mark_of(edition: Edition) -> EditionMark:
    """As a page reads it."""
    return EditionMark(*Offer.objects.filter(edition=edition).values_list(*mark_columns("edition")).get())


def values(edition: Edition) -> dict[str, object]:
    return {field.attname: getattr(edition, field.attname) for field in Edition._meta.concrete_fields}


def test_kept_edition_is_the_row_and_costs_one_query_once(django_assert_num_queries):
    edition = course().edition
    mark = mark_of(edition)

    with django_assert_num_queries(1):
        first = kept_edition(mark)
    with django_assert_num_queries(0):
        again = kept_edition(mark)

    assert values(first) == values(again) == values(Edition.objects.get(pk=edition.pk))
    assert not first.get_deferred_fields()


def test_kept_editions_take_one_query_for_those_not_seen_yet(django_assert_num_queries):
    marks = [mark_of(course(slug=f"kurs-{number}").edition) for number in range(3)]
    kept_edition(marks[0])

    with django_assert_num_queries(1):
        found = kept_editions(marks)

    assert {pk: edition.digest for pk, edition in found.items()} == {mark.pk: mark.digest for mark in marks}


def test_name_of_an_erased_publisher_is_gone_at_once():
    person = PersonFactory()
    taken = course(published_by=person)
    assert kept_edition(mark_of(taken.edition)).published_by_name == person.get_full_name()

    Edition.objects.forget_publisher(person)

    found = kept_edition(mark_of(taken.edition))
    assert (found.published_by_name, found.published_by_id) == ("", None)


def test_kept_edition_stays_immutable():
    with pytest.raises(TypeError):
        kept_edition(mark_of(course().edition)).save()
