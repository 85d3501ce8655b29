"""A course that can be read and answered: full bodies, questions of all kinds, in two languages, without a page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from courses.content.freezing import digest_of
from courses.content.models import Address, Edition, EditionQuestion, EditionUnit, Offer
from courses.quizzes.frozen import FrozenQuestion
from tests.factories.quizzes import frozen_question

COURSE = UUID("0b8c0f6e-8f0e-4f43-9a0c-6b6f6f2c7a11")
TITLES = {"de": "User Storys und gutes Backlog", "en": "User stories and a good backlog"}
Kinds = Sequence[str]


def readable_course(
    *,
    key: UUID = COURSE,
    lessons: Sequence[Kinds] = (("single", "multiple"), ("sort",), ()),
    languages: Sequence[str] = ("de", "en"),
    slug: str = "user-storys",
    number: int = 1,
    is_open: bool = True,
    right: str = "b",
    topic: str = "agile",
    words: tuple[str, str] = ("lektion", "lesson"),
) -> Offer:
    """One lesson per entry of `lessons`, with a question of each kind named; `right` is the key of choices, `words`
    begin the German and the English addresses of lessons."""
    unit_keys = [uuid5(key, f"lesson {place}") for place in range(len(lessons))]
    asked = {
        unit_key: [frozen(uuid5(unit_key, kind), kind, right) for kind in kinds]
        for unit_key, kinds in zip(unit_keys, lessons, strict=True)
    }
    edition = Edition.objects.create(
        course_key=key,
        number=number,
        published_at=timezone.now(),
        published_by_name="Tom Petersen",
        languages=list(languages),
        main_language=languages[0],
        minutes=8 * len(lessons),
        topic=topic,
        level="intermediate",
        format="reading",
        about={language: about(language, slug) for language in languages},
        outline=outline(asked, languages, words),
        digest=digest_of([str(key), number, right, outline(asked, languages, words)]),
    )
    for language in languages:
        for place, (unit_key, questions) in enumerate(asked.items(), start=1):
            add_unit(edition, language, place, unit_key, questions, words)
    for each in edition.about.values():
        Address.objects.get_or_create(slug=each["slug"], defaults={"course_key": key})
    values = {
        "edition": edition,
        "slug": slug,
        "is_open": is_open,
        "title_de": edition.about.get("de", {}).get("title", ""),
        "title_en": edition.about.get("en", {}).get("title", ""),
        "minutes": edition.minutes,
        "topic": topic,
        "level": edition.level,
        "format": edition.format,
        "has_english": "en" in languages,
        "updated_at": edition.published_at,
    }
    return Offer.objects.update_or_create(course_key=key, defaults=values)[0]


def frozen(key: UUID, kind: str, right: str) -> FrozenQuestion:
    return frozen_question(kind, key=key, right=right if kind == "single" else right + "c")


def about(language: str, slug: str) -> dict[str, Any]:
    goals = {"de": ["eine Story in einem Satz schreiben"], "en": ["write a story in one sentence"]}
    summary = {"de": "Aus einem Wunsch wird eine Aufgabe.", "en": "A wish becomes a task."}
    own_slug = slug if language == "de" else f"{slug}-{language}"
    return {"title": TITLES[language], "slug": own_slug, "summary": summary[language], "goals": goals[language]}


def outline(
    asked: dict[UUID, list[FrozenQuestion]], languages: Sequence[str], words: tuple[str, str]
) -> dict[str, Any]:
    """Two modules: the first lesson, and all others."""
    lessons = [
        {
            "key": unit_key.hex,
            "slug": {language: lesson_slug(language, place, words) for language in languages},
            "title": {language: lesson_title(language, place) for language in languages},
            "minutes": dict.fromkeys(languages, 8),
            "questions": [question.key.hex for question in questions],
            "blocks": [block["id"] for block in body(languages[0], unit_key, questions)],
        }
        for place, (unit_key, questions) in enumerate(asked.items(), start=1)
    ]
    titles = [{"de": "Eine gute Story", "en": "A good story"}, {"de": "Schneiden", "en": "Slicing"}]
    parts = [part for part in (lessons[:1], lessons[1:]) if part]
    return {
        "modules": [
            {
                "key": uuid5(COURSE, f"module {place}").hex,
                "title": {language: titles[place][language] for language in languages},
                "lessons": part,
            }
            for place, part in enumerate(parts)
        ]
    }


def lesson_slug(language: str, place: int, words: tuple[str, str]) -> str:
    return f"{words[0] if language == 'de' else words[1]}-{place}"


def lesson_title(language: str, place: int) -> str:
    names = {"de": "Eine gute User Story schreiben", "en": "Write a good user story"}
    return names[language] if place == 1 else f"{'Lektion' if language == 'de' else 'Lesson'} {place}"


def add_unit(
    edition: Edition,
    language: str,
    place: int,
    unit_key: UUID,
    questions: list[FrozenQuestion],
    words: tuple[str, str],
) -> None:
    content = {
        "goal": {"de": "einen Wunsch in einen Satz verwandeln.", "en": "turn a wish into a sentence."}[language],
        "body": body(language, unit_key, questions),
        "pictures": {},
    }
    EditionUnit.objects.create(
        edition=edition,
        language=language,
        unit_key=unit_key,
        position=place,
        slug=lesson_slug(language, place, words),
        title=lesson_title(language, place),
        minutes=8,
        content=content,
        digest=digest_of(content),
    )
    EditionQuestion.objects.bulk_create(
        EditionQuestion(
            edition=edition,
            language=language,
            question_key=question.key,
            unit_key=unit_key,
            content=as_json(question),
            digest=digest_of(as_json(question)),
        )
        for question in questions
    )


def as_json(question: FrozenQuestion) -> dict[str, Any]:
    return {
        "key": question.key.hex,
        "kind": question.kind,
        "stem": question.stem,
        "is_scenario": question.is_scenario,
        "hint": question.hint,
        "passage": question.passage,
        "answers": [vars(answer) for answer in question.answers],
    }


def body(language: str, unit_key: UUID, questions: list[FrozenQuestion]) -> list[dict[str, Any]]:
    texts = {
        "de": ("Montag, 8.40 Uhr", "Wir brauchen ein Upload-Feld.", "Drei Fragen, ein Satz", "Wer, was, wozu."),
        "en": ("Monday, 8.40 a.m.", "We need an upload field.", "Drei Fragen, ein Satz", "Who, what, why."),
    }
    scene, quote, heading, sentence = texts[language]
    blocks: list[tuple[str, dict[str, Any]]] = [
        ("scenario", {"title": scene, "text": "<p>Auf dem Tisch liegt ein Zettel.</p>", "quote": quote, "after": ""}),
        ("text", {"heading": heading, "text": f"<p>{sentence}</p>"}),
    ]
    if questions:
        blocks.append(("check", {"heading": "", "questions": [question.key.hex for question in questions]}))
    blocks.append(
        ("takeaways", {"points": [sentence, "Das Wozu hält den Weg offen.", "Ein Satz beginnt ein Gespräch."]})
    )
    return [
        {"type": kind, "id": str(uuid5(unit_key, f"block {place}")), "value": value}
        for place, (kind, value) in enumerate(blocks)
    ]
