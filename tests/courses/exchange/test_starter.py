"""The courses that come with the platform keep the rules that authors are asked to keep."""

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from courses.content.readability import lix
from courses.exchange.course_file import BlockFile, CourseFile, LessonFile, QuestionFile
from courses.exchange.parsing import parse_course_bytes

ROOT = Path(__file__).parents[3]
DRAWINGS = ROOT / "templates/courses/drawings"
FILES = sorted((ROOT / "courses/exchange/starter").glob("*.md"))
MINUTES = {"eine-gute-user-story-schreiben": 10}
NO_READING = {"name", "decorative"}
ABSOLUTE = {
    "de": r"\b(?:alle[nrs]?|keine?[mnrs]?|immer|nie|niemals|jede[mnrs]?|nichts|niemand|nur|stets|sämtliche)\b",
    "en": r"\b(?:all|none|no|always|never|every|everyone|nothing|nobody|only)\b",
}
NEGATION = {"de": r"\b(?:nicht|un\w+lich|ohne|kein\w*)\b", "en": r"\b(?:not|\w+n’t|without|no)\b"}


def read(path: Path) -> CourseFile:
    return parse_course_bytes(path.read_bytes(), filename=path.name, drawings=[p.stem for p in DRAWINGS.glob("*.svg")])


def lessons(course: CourseFile) -> Iterator[tuple[str, LessonFile]]:
    for text in course.texts:
        for module in text.modules:
            for lesson in module.lessons:
                yield text.language, lesson


def questions(blocks: tuple[BlockFile, ...]) -> list[QuestionFile]:
    return [question for block in blocks for question in block.fields.get("questions", ())]


def reading(value: Any) -> Iterator[str]:
    """The paragraphs a learner reads; questions count by their own minutes."""
    if isinstance(value, str):
        yield re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li)>", "\n\n", value)).strip()
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name not in NO_READING:
                yield from reading(part)
    elif isinstance(value, tuple) and not any(isinstance(part, QuestionFile) for part in value):
        for part in value:
            yield from reading(part)


def words(block: BlockFile) -> int:
    return sum(len(text.split()) for text in reading(block.fields))


def minutes(lesson: LessonFile) -> int:
    """As courses.content.minutes has it: what is read in a question counts beside the time for answering it."""
    answering = sum(2 if question.kind == "sort" else 0.75 for question in questions(lesson.blocks))
    asked = [text for q in questions(lesson.blocks) for text in (q.stem, *(option.text for option in q.options))]
    read_words = sum(words(block) for block in lesson.blocks) + sum(len(text.split()) for text in asked)
    return math.ceil(read_words / 200 + answering)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def course(request: pytest.FixtureRequest) -> CourseFile:
    return read(request.param)


def test_starter_courses_are_there() -> None:
    assert [path.stem for path in FILES] == list(MINUTES)


def test_starter_course_speaks_german_first_and_english(course: CourseFile) -> None:
    assert [text.language for text in course.texts] == ["de", "en"]


def test_starter_course_takes_the_minutes_it_promises(course: CourseFile) -> None:
    for text in course.texts:
        taken = sum(minutes(lesson) for language, lesson in lessons(course) if language == text.language)
        assert taken == MINUTES[course.slug]


def test_starter_course_reads_easily(course: CourseFile) -> None:
    for language, lesson in lessons(course):
        asked = [question.stem for question in questions(lesson.blocks)]
        asked += [
            text
            for question in questions(lesson.blocks)
            for option in question.options
            for text in (option.text, *reading(option.feedback))
        ]
        text = "\n\n".join([*(part for block in lesson.blocks for part in reading(block.fields)), *asked])
        assert lix(text) <= 40, (language, lesson.key)


def test_starter_course_never_reads_on_for_more_than_250_words(course: CourseFile) -> None:
    for language, lesson in lessons(course):
        since = 0
        for block in lesson.blocks:
            since = 0 if block.kind in {"check", "transfer"} else since + words(block)
            assert since <= 250, (language, lesson.key, block.key)


def test_starter_course_has_the_parts_of_a_lesson_in_their_order(course: CourseFile) -> None:
    for _language, lesson in lessons(course):
        kinds = [block.kind for block in lesson.blocks]
        assert kinds[0] == "scenario"
        assert "check" in kinds
        assert kinds[-2:] == ["takeaways", "transfer"]


def test_starter_course_asks_in_scenarios_and_in_each_way(course: CourseFile) -> None:
    asked = [q for language, lesson in lessons(course) if language == "de" for q in questions(lesson.blocks)]

    assert 4 <= len(asked) <= 6
    assert sum(question.is_scenario for question in asked) * 2 >= len(asked)
    assert {question.kind for question in asked} == {"single", "multiple", "sort"}
    assert {question.goal for question in asked} == {goal.key for goal in course.texts[0].goals}


def test_starter_course_does_not_give_the_answer_away(course: CourseFile) -> None:
    for language, lesson in lessons(course):
        for question in questions(lesson.blocks):
            if question.kind != "sort":
                longest = max(question.options, key=lambda option: len(option.text))
                assert not longest.is_correct, question.key
            for option in question.options:
                assert not re.search(ABSOLUTE[language], option.text, re.IGNORECASE), option.text
                assert len(re.findall(NEGATION[language], option.text, re.IGNORECASE)) < 2, option.text


def test_starter_course_does_not_keep_the_right_answer_in_one_place(course: CourseFile) -> None:
    for text in course.texts:
        asked = [
            q for language, lesson in lessons(course) if language == text.language for q in questions(lesson.blocks)
        ]
        places = [[option.is_correct for option in q.options].index(True) for q in asked if q.kind == "single"]
        assert len(set(places)) == len(places)


def test_starter_course_explains_each_option_in_a_bold_sentence_and_more(course: CourseFile) -> None:
    for _language, lesson in lessons(course):
        for question in questions(lesson.blocks):
            for option in question.options:
                assert re.match(r"<p><strong>[^<]+[.?!]</strong> \S", option.feedback), option.text


def test_starter_course_uses_typographic_quotes(course: CourseFile) -> None:
    for path in FILES:
        text = re.sub(r'\w+="[^"]*"', "", path.read_text(encoding="utf-8"))
        assert '"' not in text
    assert course.slug in MINUTES


@pytest.mark.parametrize("path", sorted(DRAWINGS.glob("*.svg")), ids=lambda path: path.stem)
def test_drawing_takes_its_colours_from_the_theme(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")

    assert svg.startswith('<svg class="drawing" viewBox="0 0 ')
    assert set(re.findall(r'class="([^"]*)"', svg)) == {"drawing", "d-accent", "d-soft"}
    assert not re.search(r'\b(?:style|id|href|on\w+)="|<(?:style|script|image|text)\b|#[0-9a-f]{3}', svg)


def test_style_sheet_colours_each_class_of_the_drawings() -> None:
    css = (ROOT / "learning/core/static/css/app.css").read_text(encoding="utf-8")

    for name, colour in {"drawing": "color", "d-accent": "fill", "d-soft": "fill"}.items():
        assert re.search(rf"\.{name}\s*{{[^}}]*\b{colour}:\s*var\(--", css), name
