from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from courses.catalogue.matching import Vocabulary
from courses.catalogue.stock import Place
from courses.content.models import Address, Edition, Offer
from learning.accounts.models import User
from tests.courses.catalogue.evaluation import COURSES

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
            about=about,
            outline={"modules": []},
            digest=key.hex * 2,
            **values,
        )
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


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """That of the evaluation; owners are the courses in their order."""
    return Vocabulary(
        (number, place, text)
        for number, (title, goals, synonyms, summary, english) in enumerate(COURSES.values())
        for place, texts in (
            (Place.TITLE, [title, english]),
            (Place.GOAL, goals),
            (Place.SYNONYM, synonyms),
            (Place.SUMMARY, [summary]),
        )
        for text in texts
    )
