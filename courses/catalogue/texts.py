"""What a course says of itself, text by text."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.utils.translation import override

from courses.catalogue.places import Place, Text
from courses.content.competences import COMPETENCES
from courses.content.enums import Format, Level, Topic

QUOTES = frozenset('„“”"')


def texts_of_course(about: Mapping[str, Mapping[str, Any]], words: str) -> Iterator[Text]:
    """`about` as an edition has it, `words` as an offer has them."""
    for language, each in about.items():
        for place, texts in (
            (Place.TITLE, [each["title"]]),
            (Place.SUMMARY, [each["summary"]]),
            (Place.GOAL, each["goals"]),
        ):
            yield from (Text(place, language, text) for text in texts if text)
    yield from _synonyms(about, words)


def _synonyms(about: Mapping[str, Mapping[str, Any]], words: str) -> Iterator[Text]:
    """What an offer's words hold besides titles and goals. They follow the title and goals of their language."""
    known = {text: language for language, each in about.items() for text in (each["title"], *each["goals"])}
    language = next(iter(about))
    for line in words.splitlines():
        if line in known:
            language = known[line]
        elif line.strip():
            yield Text(Place.SYNONYM, language, line)


def labels(topic: str, level: str, format: str, competences: Iterable[str] = ()) -> Iterator[Text]:
    """The names of topic, level, format and competences, in both languages whatever the course has."""
    for place, value in ((Place.TOPIC, topic), (Place.LEVEL, level), (Place.FORMAT, format)):
        yield from _labels()[place, value]
    for code in competences:
        yield from _of_competence(code)


@cache
def _labels() -> dict[tuple[Place, str], tuple[Text, ...]]:
    found: dict[tuple[Place, str], tuple[Text, ...]] = {}
    for language in ("de", "en"):
        with override(language):
            for place, choices in ((Place.TOPIC, Topic), (Place.LEVEL, Level), (Place.FORMAT, Format)):
                for each in choices:
                    text = Text(place, language, str(each.label))
                    found[place, each.value] = (*found.get((place, each.value), ()), text)
    return found


@cache
def _of_competence(code: str) -> tuple[Text, ...]:
    """One that is no longer known was frozen into an edition all the same: it is left out."""
    each = COMPETENCES.get(code)
    if each is None:
        return ()
    names = {language: each.full_name_in(language) for language in each.names}
    words = {language: f" ({each.words[language]})" if each.words[language] else "" for language in names}
    return tuple(Text(Place.COMPETENCE, language, name + words[language]) for language, name in names.items())


def texts_of_lesson(language: str, number: int, title: str, content: Mapping[str, Any]) -> Iterator[Text]:
    """Title, goal and the terms that are explained, as an edition has them: nothing of its questions."""
    for text in (title, content.get("goal", ""), *_terms(content.get("body", ()))):
        if text:
            yield Text(Place.LESSON, language, text, number)


def _terms(body: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for block in body:
        if block["type"] == "terms":
            for row in block["value"]["rows"]:
                each = row.get("value", row)
                yield f"{each['term'].rstrip(':')}: {each['explanation']}"
                yield _without_quotes(each.get("example") or "")


def _without_quotes(text: str) -> str:
    """An example that is one quotation: what is found is quoted anyway."""
    inside = text[1:-1]
    return inside if text[:1] in QUOTES and text[-1:] in QUOTES and QUOTES.isdisjoint(inside) else text
