import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.content.enums import Format, Level, Topic
from courses.exchange import front_matter, problems
from courses.exchange.course_file import OptionFile
from courses.exchange.parsing import SIZE_LIMIT, CourseFileError, Finding, parse_course_bytes
from tests.courses.exchange.sample import COURSE, DRAWINGS, fields_of, parse, questions_of

LINES = COURSE.split("\n")
PIECES = st.sampled_from(
    [*LINES, "---", ":::", "::::", "::: check key=a", "- [x]", "> ", "=== de ===", "[a](b", "**", "\x00"]
)


def test_parse_course_reads_the_details() -> None:
    course = parse(COURSE)

    assert str(course.key) == "5b8e0b3c-6c1f-4f0e-9a57-2d6f1c0a7e31"
    assert (course.slug, course.topic, course.level, course.format) == ("gute-story", "agile", "basic", "reading")
    assert course.competences == ("V1", "1.2")
    german, english = course.texts
    assert (german.language, german.title, german.summary) == ("de", "Eine gute Story", "Vom Wunsch zum Satz.")
    assert german.synonyms == ("Anforderung", "Wunsch")
    assert [(goal.key, goal.text) for goal in english.goals] == [
        ("wozu", "find the purpose"),
        ("satz", "write a sentence"),
    ]
    assert english.synonyms == ()


def test_parse_course_reads_modules_and_lessons() -> None:
    module = parse(COURSE).texts[0].modules[0]

    assert (module.key, module.title) == ("anfang", "Anfang")
    assert [(lesson.key, lesson.title, lesson.goal) for lesson in module.lessons] == [
        ("fragen", "Fragen", "nach dem Zweck fragen.")
    ]


def test_parse_course_reads_each_kind_of_block() -> None:
    course = parse(COURSE)

    assert fields_of(course, "montag") == {
        "title": "Montag, 8.40 Uhr",
        "text": "<p>Herr Dierks <strong>tippt</strong> auf Zeile 1.</p>",
        "quote": "„Wir brauchen ein Feld.“",
        "after": "<p>Aylin fragt: „Wozu?“</p>",
    }
    assert fields_of(course, "zweck") == {
        "heading": "Der Zweck",
        "text": '<p>Lesen Sie <a href="#montag">die Szene</a> oder <a href="https://example.org/a">mehr</a>.</p>\n'
        "<ul>\n<li>Wer</li>\n<li>Wozu</li>\n</ul>",
    }
    assert fields_of(course, "drei") == {
        "heading": "Drei Fragen",
        "intro": "<p>Es gibt drei.</p>",
        "rows": (
            {"term": "Wer?", "explanation": "Ein Mensch mit einer Aufgabe.", "example": "„Kassenwartin“"},
            {"term": "Wozu?", "explanation": "Der Zweck.", "example": ""},
        ),
    }
    assert fields_of(course, "vorher") == {
        "heading": "Vorher und nachher",
        "before": "Upload-Feld.",
        "after": ({"label": "Wer", "text": "Als Kassenwartin"}, {"label": "Wozu", "text": "damit es klappt."}),
        "caption": "Jetzt geht es.",
    }
    assert fields_of(course, "karton") == {"name": "shoebox", "alt": "Ein Karton.", "decorative": False, "caption": ""}
    assert fields_of(course, "zettel") == {"name": "wish-list", "alt": "", "decorative": True, "caption": "Der Zettel."}
    assert fields_of(course, "mitnehmen") == {"points": ("Eins.", "Zwei.", "Drei.")}
    assert fields_of(course, "transfer") == {
        "prompt": "<p>Und bei Ihnen?</p>",
        "when": "jemand eine Lösung nennt,",
        "then": "frage ich: Wozu?",
    }
    assert fields_of(course, "pruefung")["heading"] == "Ihre Entscheidung"


def test_parse_course_reads_each_kind_of_question() -> None:
    single, several, ordered = questions_of(parse(COURSE))

    assert (single.kind, single.key, single.goal, single.stem) == ("single", "antwort", "wozu", "Was antworten Sie?")
    assert (single.is_scenario, single.hint, single.passage) == (True, "Denken Sie nach.", "zweck")
    assert single.options[1] == OptionFile(key="nachfragen", text="„Wozu?“", is_correct=True, feedback="<p>Gut.</p>")
    assert single.options[0].feedback == "<p><strong>Noch nicht.</strong> Wozu denn?</p>"
    assert [option.is_correct for option in several.options] == [True, True, False]
    assert several.is_scenario is False
    assert [option.text for option in ordered.options] == ["Zuhören", "Fragen", "Schreiben"]
    assert ordered.is_scenario is True


def test_option_keys_are_the_same_in_each_language() -> None:
    german, english = (questions_of(parse(COURSE), language) for language in (0, 1))

    for ours, theirs in zip(german, english, strict=True):
        assert [option.key for option in ours.options] == [option.key for option in theirs.options]


def test_option_keys_stay_when_the_order_or_the_right_one_changes() -> None:
    text = COURSE.replace("{#nachfragen}", "")
    swapped = text.replace(
        "1. Zuhören\n   > Zuerst.\n2. Fragen\n   > Dann.", "1. Fragen\n   > Dann.\n2. Zuhören\n   > Zuerst."
    )
    other_right = text.replace("- [ ] „Ja.“", "- [x] „Ja.“").replace("- [x] „Wozu?“", "- [ ] „Wozu?“")
    other_right = other_right.replace("- [ ] “Yes.”", "- [x] “Yes.”").replace("- [x] “What", "- [ ] “What")

    def keys(source: str) -> list[set[tuple[str, str]]]:
        return [{(option.key, option.text) for option in question.options} for question in questions_of(parse(source))]

    assert keys(text) == keys(swapped) == keys(other_right)


def test_block_lines_point_into_the_file() -> None:
    blocks = parse(COURSE).texts[0].modules[0].lessons[0].blocks

    assert [COURSE.split("\n")[block.line - 1].split()[1] for block in blocks] == [block.kind for block in blocks]


def test_parse_course_accepts_one_language() -> None:
    start, end = COURSE.index("en:\n"), COURSE.index("---\n\n")
    text = COURSE[:start] + COURSE[end : COURSE.index("=== en")]

    assert [part.language for part in parse(text).texts] == ["de"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_parse_course_accepts_each_kind_of_line_end(newline: str) -> None:
    assert parse(COURSE.replace("\n", newline)) == parse(COURSE)


def test_parse_course_bytes_accepts_a_byte_order_mark() -> None:
    data = b"\xef\xbb\xbf" + COURSE.encode()

    assert parse_course_bytes(data, filename="kurs.md", drawings=DRAWINGS) == parse(COURSE)


def test_known_values_are_those_of_the_platform() -> None:
    assert list(front_matter.TOPICS) == Topic.values
    assert list(front_matter.LEVELS) == Level.values
    assert list(front_matter.FORMATS) == Format.values


def test_parse_course_bytes_refuses_another_encoding() -> None:
    with pytest.raises(CourseFileError) as caught:
        parse_course_bytes("---\nkey: x\ntitle: Küste".encode("latin-1"), filename="kurs.md", drawings=DRAWINGS)

    assert [(finding.problem, finding.line) for finding in caught.value.findings] == [(problems.NOT_UTF8, 3)]


def test_parse_course_bytes_refuses_more_than_a_megabyte() -> None:
    with pytest.raises(CourseFileError) as caught:
        parse_course_bytes(b"a" * (SIZE_LIMIT + 1), filename="kurs.md", drawings=DRAWINGS)

    assert [(finding.problem, finding.line) for finding in caught.value.findings] == [(problems.TOO_LARGE, 1)]


@given(st.text())
def test_parse_course_of_any_text_raises_nothing_else(text: str) -> None:
    with pytest.raises(CourseFileError):
        parse(text)


@given(st.binary())
def test_parse_course_of_any_bytes_raises_nothing_else(data: bytes) -> None:
    with pytest.raises(CourseFileError):
        parse_course_bytes(data, filename="kurs.md", drawings=DRAWINGS)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_parse_course_of_a_damaged_course_is_a_course_or_a_list_of_findings(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        length = data.draw(st.integers(0, 8))
        lines[at : at + length] = data.draw(st.lists(PIECES | st.text(max_size=20), max_size=4))
    text = "\n".join(lines)
    findings: tuple[Finding, ...] = ()

    try:
        parse(text)
    except CourseFileError as error:
        findings = error.findings

    last = len(re.split(r"\r\n|\r|\n", text))
    assert all(1 <= finding.line <= last and finding.reason and finding.advice for finding in findings)
