from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from courses.catalogue.matching import Vocabulary, index_of
from courses.catalogue.places import Text
from courses.catalogue.texts import labels, texts_of_course, texts_of_lesson
from courses.content.models import Address, Edition, EditionUnit, Offer
from learning.accounts.models import User
from tests.courses.catalogue.evaluation_courses import ADVANCED, COMPETENCES, COURSES, LESSONS, TOPICS, WORKSHOPS

AddCourse = Callable[..., Offer]


@pytest.fixture
def lena(db: None) -> User:
    return User.objects.create_user("lena@lernhafen.example", first_name="Lena", last_name="Brandt")


@pytest.fixture
def signed_in(lena: User) -> Client:
    client = Client()
    client.force_login(lena)
    return client


@pytest.fixture
def add_course(db: None) -> AddCourse:
    """An open offer with its edition; texts of a second language by `english`, of German none by `title=""`."""

    def add(
        title: str = "Agile Methoden",
        *,
        english: str = "",
        goals: tuple[str, ...] = (),
        synonyms: tuple[str, ...] = (),
        summary: str = "",
        slug: str = "",
        is_open: bool = True,
        competences: tuple[str, ...] = (),
        lessons: Mapping[str, Iterable[tuple[str, str, str]]] = MappingProxyType({}),
        **facts: Any,
    ) -> Offer:
        key = uuid4()
        slug = slug or f"kurs-{key.hex[:8]}"
        values = {"minutes": 20, "topic": "agile", "level": "basic", "format": "reading"} | facts
        about = {"de": {"title": title, "slug": slug, "summary": summary, "goals": list(goals)}} if title else {}
        if english:
            about["en"] = {"title": english, "slug": f"{slug}-en", "summary": "", "goals": []}
        edition = Edition.objects.create(
            course_key=key,
            number=1,
            published_at=timezone.now(),
            languages=list(about),
            main_language=next(iter(about)),
            competences=list(competences),
            about=about,
            outline={"modules": []},
            digest=key.hex * 2,
            **values,
        )
        for place, (name, terms) in enumerate(lessons.items(), start=1):
            add_lesson(edition, place, name, terms)
        Address.objects.bulk_create(Address(slug=each["slug"], course_key=key) for each in about.values())
        return Offer.objects.create(
            course_key=key,
            edition=edition,
            slug=slug,
            is_open=is_open,
            title_de=title,
            title_en=english,
            summary_de=summary,
            words="\n".join([title, *goals, *synonyms, english]),
            has_english=bool(english),
            updated_at=edition.published_at,
            **values,
        )

    return add


def add_lesson(edition: Edition, number: int, title: str, terms: Iterable[tuple[str, str, str]]) -> None:
    key = uuid4()
    rows = [{"term": term, "explanation": meaning, "example": example} for term, meaning, example in terms]
    body = [{"type": "terms", "id": key.hex, "value": {"heading": "", "intro": "", "rows": rows}}]
    EditionUnit.objects.create(
        edition=edition,
        language="de",
        unit_key=key,
        position=number,
        slug=f"lektion-{number}",
        title=title,
        minutes=5,
        content={"goal": "", "body": body, "pictures": {}},
        digest=key.hex,
    )


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """That of the evaluation; owners are the courses in their order."""
    return Vocabulary((number, index_of(texts_of(slug))) for number, slug in enumerate(COURSES))


def texts_of(slug: str) -> Iterator[Text]:
    title, goals, synonyms, summary, english = COURSES[slug]
    about = {
        "de": {"title": title, "summary": summary, "goals": list(goals)},
        "en": {"title": english, "summary": "", "goals": []},
    }
    level, form = "advanced" if slug in ADVANCED else "basic", "workshop" if slug in WORKSHOPS else "reading"
    yield from texts_of_course(about, "\n".join([title, *goals, *synonyms, english]))
    yield from labels(TOPICS[slug], level, form, COMPETENCES[slug])
    for number, (name, goal, terms) in enumerate(LESSONS.get(slug, ()), start=1):
        rows = [{"term": term, "explanation": explanation, "example": ""} for term, explanation in terms]
        content = {"goal": goal, "body": [{"type": "terms", "value": {"rows": rows}}]}
        yield from texts_of_lesson("de", number, name, content)
