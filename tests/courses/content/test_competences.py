"""What a course trains: chosen by its author, frozen with its edition."""

import re

import pytest
from django.utils.translation import override
from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.content.commands import cut_edition
from courses.content.competences import AREAS, COMPETENCES, in_order
from courses.content.models import CoursePage, Edition
from tests.courses.content.editor import NO_COMMENTS, edit
from tests.factories import content

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_all_of_digcomp_and_of_our_methods_are_there_once_and_in_both_languages():
    codes = [each.code for area in AREAS for each in area.competences]

    assert [code for code in codes if code[0] != "V"] == [
        f"{area}.{number}" for area, count in enumerate((3, 6, 4, 4, 4), start=1) for number in range(1, count + 1)
    ]
    assert [code for code in codes if code[0] == "V"] == [f"V{number}" for number in range(1, 7)]
    assert all(each.names["de"] and each.names["en"] for each in COMPETENCES.values())
    assert len({each.names["de"] for each in COMPETENCES.values()}) == len(codes)


def test_in_order_sorts_by_framework_and_leaves_out_what_is_unknown():
    assert in_order(["V1", "9.9", "4.2", "V1"]) == ["4.2", "V1"]


def course_form(course: CoursePage, *codes: str) -> dict:
    goals = streamfield([("goal", "eine Story schreiben")])
    values = {"title": course.title, "slug": course.slug, "summary": course.summary, "goals": goals, "synonyms": ""}
    facts = {"topic": "agile", "level": "basic", "format": "reading", "competences": list(codes)}
    return {**nested_form_data(values), **facts, **NO_COMMENTS}


def test_author_chooses_competences_by_their_names(cms):
    course = content.course_page()

    edit(cms, course, course_form(course, "V2", "4.2"))

    assert course.revisions.get().as_object().competences == ["4.2", "V2"]
    with override("en"):
        page = cms.get(f"/cms/pages/{course.pk}/edit/").content.decode()
    assert re.search(r"Personenbezogene Daten und Privatsphäre schützen|Protecting personal data", page)


def test_author_cannot_choose_what_does_not_exist(cms):
    course = content.course_page()

    response = edit(cms, course, course_form(course, "9.9"))

    assert response.context["form"].errors.keys() == {"competences"}
    assert not course.revisions.exists()


def test_edition_freezes_the_competences(course, edition):
    CoursePage.objects.filter(pk=course.pk).update(competences=["V1", "4.2"])

    newer = cut_edition(course=CoursePage.objects.get(pk=course.pk))

    assert Edition.objects.get(pk=edition.pk).competences == []
    assert Edition.objects.get(pk=newer.pk).competences == ["4.2", "V1"]
    assert [each.code for each in newer.trained] == ["4.2", "V1"]
    assert (edition.number, newer.number) == (1, 2)
