"""Each mistake in a course file: exactly this finding, in exactly this line."""

import re

import pytest

from courses.exchange import problems
from courses.exchange.findings import Problem
from courses.exchange.parsing import SIZE_LIMIT, CourseFileError
from tests.courses.exchange.sample import COURSE, changed, found, parse

LONG = "a" * 121
MISTAKES = [
    # front matter
    ("key: 5b8e0b3c-6c1f-4f0e-9a57-2d6f1c0a7e31", "key: 17", problems.BAD_VALUE, 0),
    ("key: 5b8e0b3c-6c1f-4f0e-9a57-2d6f1c0a7e31\n", "", problems.MISSING_FIELD, 0),
    ("slug: gute-story", "slug: Gute Story", problems.BAD_VALUE, 0),
    ("slug: gute-story", "slug:", problems.MISSING_FIELD, 0),
    ("topic: agile", "topic: zauberei", problems.BAD_VALUE, 0),
    ("level: basic", "level: leicht", problems.BAD_VALUE, 0),
    ("format: reading", "format: tanz", problems.BAD_VALUE, 0),
    ("format: reading", "format: reading\nfarbe: rot", problems.UNKNOWN_FIELD, 1),
    ("format: reading", "format: reading\nformat: video", problems.DUPLICATE_FIELD, 1),
    ("competences: [V1, 1.2]", "competences: V1", problems.WRONG_SHAPE, 0),
    ("competences: [V1, 1.2]", "competences: [Kochen]", problems.BAD_VALUE, 0),
    ("competences: [V1, 1.2]", "competences: [V1, 9.9]", problems.BAD_VALUE, 0),
    ("  title: Eine gute Story", "  title: Eine: gute Story", problems.COLON_IN_VALUE, 0),
    ("  title: Eine gute Story", "  title: @Story", problems.SIGN_AT_START, 0),
    ("  title: Eine gute Story", "  title: [Story", problems.VALUE_NOT_CLOSED, 0),
    ("  title: Eine gute Story", "   title: Eine gute Story", problems.BAD_INDENT, 0),
    ("slug: gute-story", "slug gute-story", problems.NO_COLON, 0),
    ("  title: Eine gute Story", "  title: [Eine, Story]", problems.WRONG_SHAPE, 0),
    ("  title: Eine gute Story", "  title: " + "a" * 201, problems.TOO_LONG, 0),
    ("  title: Eine gute Story", "  title: Eine **gute** Story", problems.MARKUP_IN_PLAIN, 0),
    ("  title: Eine gute Story\n", "", problems.MISSING_FIELD, -1),
    ("  summary: Vom Wunsch", "  zusammenfassung: x\n  summary: Vom Wunsch", problems.UNKNOWN_FIELD, 0),
    ("  summary: Vom Wunsch zum Satz.", "  summary: " + "a" * 301, problems.TOO_LONG, 0),
    ("    wozu: den Zweck finden", "    Wozu!: den Zweck finden\n    wozu: den Zweck finden", problems.BAD_KEY, 0),
    ("    wozu: den Zweck finden", "    wozu:", problems.MISSING_FIELD, 0),
    ("  synonyms: [Anforderung, Wunsch]", "  synonyms: Anforderung", problems.WRONG_SHAPE, 0),
    ("    satz: einen", "    tanzen: tanzen\n    satz: einen", problems.GOAL_WITHOUT_QUESTION, 0),
    ("    satz: write", "    tanzen: dance\n    satz: write", problems.KEY_ONLY_IN_ONE_LANGUAGE, 0),
    # outline
    ("=== de ===", "=== Deutsch ===", problems.BAD_PART, 0),
    ("=== en ===", "=== de ===", problems.DUPLICATE_PART, 0),
    ("=== en ===", "=== fr ===", problems.UNKNOWN_PART, 0),
    ("# Modul: Anfang {#anfang}", "# Kapitel: Anfang {#anfang}", problems.BAD_HEADING, 0),
    ("# Modul: Anfang {#anfang}", "# Modul: {#anfang}", problems.HEADING_WITHOUT_TITLE, 0),
    ("# Modul: Anfang {#anfang}", "# Modul: Anfang", problems.HEADING_WITHOUT_KEY, 0),
    ("# Modul: Anfang {#anfang}", "# Modul: Anfang {#Änfang}", problems.BAD_KEY, 0),
    ("# Modul: Anfang {#anfang}", "# Modul: Leer {#leer}\n\n# Modul: Anfang {#anfang}", problems.NO_LESSON, 0),
    ("## Lektion: Fragen {#fragen}", "# Lektion: Fragen {#fragen}", problems.BAD_HEADING, 0),
    ("## Lektion: Fragen", "## Lektion: " + "a" * 201, problems.TOO_LONG, 0),
    ("Ziel: nach dem Zweck fragen.\n", "", problems.LESSON_WITHOUT_GOAL, -1),
    ("Ziel: nach dem Zweck fragen.", "Ziel: " + "a" * 201, problems.TOO_LONG, 0),
    ("Ziel: nach", "Einfach so.\nZiel: nach", problems.TEXT_OUTSIDE_BLOCK, 0),
    ("::: scenario key=montag", "::: quiz key=montag\n:::\n::: scenario key=montag", problems.UNKNOWN_KIND, 0),
    (":::\n\n::: text key=zweck", "\n\n::: text key=zweck", problems.BLOCK_NOT_CLOSED, -7),
    ("::::\n\n::: takeaways", "\n\n::: takeaways", problems.BLOCK_NOT_CLOSED, -29),
    ("- Drei.\n:::", "- Drei.\n:::\n:::", problems.STRAY_CLOSE, 2),
    ("=== de ===\n", "=== de ===\n\n::: text key=a title=A\nB\n:::\n", problems.BLOCK_OUTSIDE_LESSON, 2),
    # fences
    ("::: text key=zweck title", "::: text key=zweck farbe=rot title", problems.UNKNOWN_ATTRIBUTE, 0),
    ("::: text key=zweck title", "::: text key=zweck key=zweck title", problems.DUPLICATE_ATTRIBUTE, 0),
    ('::: text key=zweck title="Der Zweck"', "::: text key=zweck title=Der Zweck", problems.BAD_ATTRIBUTES, 0),
    ('title="Der Zweck"', "title=„Der Zweck“", problems.BAD_ATTRIBUTES, 0),
    ('::: text key=zweck title="Der Zweck"', "::: text key=zweck", problems.MISSING_ATTRIBUTE, 0),
    ('title="Der Zweck"', f'title="{LONG}"', problems.TOO_LONG, 0),
    ("::: terms key=drei", "::: terms", problems.MISSING_ATTRIBUTE, 0),
    ("::: terms key=drei", "::: terms key=Drei", problems.BAD_KEY, 0),
    ("::: terms key=drei", "::: terms key=zweck", problems.DUPLICATE_KEY, 0),
    # blocks
    ("Herr Dierks **tippt** auf Zeile 1.", "", problems.MISSING_CONTENT, -1),
    ("Aylin fragt: „Wozu?“", "Pause.\n\n> „Noch ein Zitat.“", problems.SECOND_QUOTE, 2),
    ("- **Wozu?** Der Zweck.", "- Wozu? Der Zweck.", problems.ROW_WITHOUT_LABEL, 0),
    ("- **Wozu?** Der Zweck.", "- **Wozu?** Der Zweck.\n\nUnd dann?", problems.UNEXPECTED_TEXT, 2),
    ("- **Wozu?** Der Zweck.", "- **Wozu?** " + "a" * 301, problems.TOO_LONG, 0),
    ("Upload-Feld.\n", "", problems.MISSING_CONTENT, -1),
    ("- **Wozu** damit es klappt.", "- **Wozu** damit es klappt.\n  > Ach.", problems.UNEXPECTED_QUOTE, 1),
    ("::: drawing key=karton name=shoebox alt=", "::: drawing key=karton alt=", problems.MISSING_ATTRIBUTE, 0),
    ("name=shoebox", "name=schuhkarton", problems.UNKNOWN_DRAWING, 0),
    (' alt="Ein Karton."', "", problems.DRAWING_WITHOUT_ALT, 0),
    (' alt="Ein Karton."', ' alt="Ein Karton." decorative=yes', problems.DRAWING_WITH_BOTH, 0),
    (' alt="Ein Karton."', f' alt="{"a" * 301}"', problems.TOO_LONG, 0),
    ("decorative=yes", "decorative=vielleicht", problems.BAD_VALUE, 0),
    ("- Drei.\n", "", problems.NOT_THREE_POINTS, -3),
    ("- Drei.", "- Drei.\n  > Ach.", problems.UNEXPECTED_QUOTE, 1),
    ("- Eins.", "Merken Sie sich:\n\n- Eins.", problems.UNEXPECTED_TEXT, 0),
    ("- **dann** frage ich: Wozu?\n", "", problems.NOT_IF_THEN, -4),
    ("Und bei Ihnen?\n", "", problems.MISSING_CONTENT, -1),
    # text
    ("Es gibt drei.", "Es gibt <b>drei</b>.", problems.HTML_IN_TEXT, 0),
    ("Es gibt drei.", "Es gibt\n### Drei", problems.HEADING_IN_BLOCK, 1),
    ("Es gibt drei.", "Es gibt\n![drei](https://example.org/3.png).", problems.PICTURE_IN_TEXT, 1),
    ("Es gibt drei.", "Es gibt\n*drei*.", problems.ITALIC_IN_TEXT, 1),
    ("Es gibt drei.", "> Es gibt drei.", problems.UNEXPECTED_QUOTE, 0),
    ("Es gibt drei.", "a" * 5_001, problems.TOO_LONG, 0),
    ("Es gibt drei.", "x " * 5_001, problems.TOO_LONG, 0),
    ("- [x] Zuhören", "- [x] Zuhören {#eins}\n  > Ja.\n- [x] Lauschen {#eins}", problems.DUPLICATE_KEY, 2),
    ("Es gibt drei.", "Es\x07 gibt drei.", problems.INVALID_CHARACTER, 0),
    ("Es gibt drei.", "Es\ud800 gibt drei.", problems.INVALID_CHARACTER, 0),
    ("Es gibt drei.", "[drei](#gibt-es-nicht)", problems.BAD_LINK, 0),
    ("Es gibt drei.", "[drei](javascript:alert(1))", problems.BAD_LINK, 0),
    ("Es gibt drei.", "[drei](http://example.org)", problems.BAD_LINK, 0),
    ("Es gibt drei.", "[drei](//example.org)", problems.BAD_LINK, 0),
    ("Es gibt drei.", "Zeile\n[drei](data:text/html;base64,AAAA)", problems.BAD_LINK, 1),
    # questions
    (":::: check key=pruefung", ":::: check key=leer\n::::\n:::: check key=pruefung", problems.MISSING_CONTENT, 0),
    ("::: question key=antwort kind=single", "::: question key=antwort kind=frei", problems.BAD_VALUE, 0),
    ("::: question key=antwort kind=single", "::: question key=antwort", problems.MISSING_ATTRIBUTE, 0),
    ("kind=single goal=wozu", "kind=single", problems.MISSING_ATTRIBUTE, 0),
    ("kind=single goal=wozu", "kind=single goal=tanzen", problems.UNKNOWN_GOAL, 0),
    ("scenario=yes passage=zweck", "scenario=yes", problems.MISSING_ATTRIBUTE, 0),
    ("scenario=yes passage=zweck", "scenario=yes passage=woanders", problems.UNKNOWN_PASSAGE, 0),
    ("scenario=yes passage=zweck", "scenario=yes passage=karton", problems.UNKNOWN_PASSAGE, 0),
    ("scenario=yes passage=zweck", "scenario=klar passage=zweck", problems.BAD_VALUE, 0),
    ('hint="Denken Sie nach."', f'hint="{"a" * 501}"', problems.TOO_LONG, 0),
    ("Was antworten Sie?\n", "", problems.STEM_MISSING, -1),
    ("Was antworten Sie?", "Es ist Montag.\n\nWas antworten Sie?", problems.STEM_IN_PARAGRAPHS, 0),
    ("  > Gut.\n", "  > Gut.\n\nNoch etwas.\n", problems.TEXT_AFTER_OPTIONS, 2),
    ("- [ ] „Ja.“", "- „Ja.“", problems.OPTION_WITHOUT_BOX, 0),
    ("- [ ] „Ja.“", "- [ ]", problems.OPTION_WITHOUT_TEXT, 0),
    ("- [ ] „Ja.“", "- [ ] „Ja.“ {#Ja}", problems.BAD_KEY, 0),
    ("  > Gut.\n", "", problems.OPTION_WITHOUT_FEEDBACK, -1),
    ("   > Dann.\n", "", problems.OPTION_WITHOUT_FEEDBACK, -1),
    ("1. Zuhören", "1. [x] Zuhören", problems.STEP_WITH_BOX, 0),
    ("- [x] Zuhören", "- [x] Fragen", problems.DUPLICATE_OPTION, 0),
    ("- [ ] „Ja.“", "- [x] „Ja.“", problems.NOT_ONE_RIGHT, -3),
    ("::: question key=mehrere", "::: question key=antwort", problems.DUPLICATE_KEY, 0),
    # between languages
    ('::: text key=zweck title="The', '::: text key=purpose title="The', problems.KEY_ONLY_IN_ONE_LANGUAGE, 0),
    ("## Lesson: Ask {#fragen}", "## Lesson: Ask {#ask}", problems.KEY_ONLY_IN_ONE_LANGUAGE, 0),
    ("- **Why?** The purpose.\n", "", problems.DIFFERS, -2),
    ('name=shoebox alt="A box."', 'name=wish-list alt="A box."', problems.DIFFERS, 0),
    ("- [x] Listening\n  > Yes.\n", "", problems.DIFFERS, -5),
    ("passage=zweck\nWhat", "passage=montag\nWhat", problems.DIFFERS, 0),
]
BOXES = '::: drawing key=karton name=shoebox alt="A box."\n:::\n\n'
LIST = "::: drawing key=zettel name=wish-list decorative=yes\n:::\n\n"
GOALS = "    wozu: den Zweck finden\n    satz: einen Satz schreiben\n"
WHOLE = [
    (COURSE[COURSE.index("=== de ===") :], problems.NO_FRONT_MATTER, 1),
    (COURSE.replace("\n---\n\n===", "\n\n==="), problems.FRONT_MATTER_NOT_CLOSED, 1),
    ("---\n", problems.FRONT_MATTER_NOT_CLOSED, 1),
    ("---\n---\n", problems.BAD_YAML, 1),
    ("---\n- a\n---\n", problems.BAD_YAML, 2),
    ("---\n" + "[" * 5_000 + "\n---\n", problems.BAD_YAML, 2),
    ("---\na: &x [*x]\n---\n", problems.UNKNOWN_FIELD, 2),
    ("---\n" + "a: b\n" * 5_000 + "---\n", problems.TOO_LONG, 2),
    (re.sub(r"de:\n.*?(?=---\n)", "", COURSE, count=1, flags=re.DOTALL), problems.NO_LANGUAGE, 2),
    (re.sub(r"(?<=de:\n).*?(?=en:\n)", "", COURSE, count=1, flags=re.DOTALL), problems.WRONG_SHAPE, 8),
    (COURSE.replace("  goals:\n" + GOALS, ""), problems.NO_GOALS, 8),
    (COURSE.replace("  goals:\n" + GOALS, "  goals: {}\n"), problems.NO_GOALS, 11),
    (COURSE.replace(GOALS, ""), problems.NO_GOALS, 11),
    (COURSE.replace(GOALS, "    - den Zweck finden\n"), problems.WRONG_SHAPE, 11),
    (COURSE[: COURSE.index("=== en")], problems.NO_PART, 15),
    (COURSE[: COURSE.index("# Module")], problems.NO_MODULE, COURSE[: COURSE.index("=== en")].count("\n") + 1),
    (COURSE.replace("# Modul: Anfang {#anfang}\n", ""), problems.LESSON_WITHOUT_MODULE, 26),
    (COURSE.replace("=== de ===\n", ""), problems.BAD_PART, 24),
    (
        COURSE.replace("=== de ===\n\n# Modul", "=== de ===\n\n# Modul: A {#a}\n## Lektion: B {#b}\n# Modul"),
        problems.NO_BLOCKS,
        26,
    ),
    (COURSE.replace(BOXES + LIST, LIST + BOXES), problems.OTHER_ORDER, COURSE[: COURSE.index(BOXES)].count("\n") + 1),
    ("a" * (SIZE_LIMIT + 1), problems.TOO_LARGE, 1),
]
IN_FIRST_QUESTION = [
    (':::: check key=pruefung title="Ihre Entscheidung"\n', "", problems.QUESTION_OUTSIDE_CHECK, 0),
    ("- [ ] „Ja.“\n  > **Noch nicht.** Wozu denn?\n", "", problems.TOO_FEW_OPTIONS, -3),
    ("- [x] Fragen\n  > Ja.\n- [x] Zuhören\n", "- [ ] Fragen\n  > Ja.\n- [ ] Zuhören\n", problems.NONE_RIGHT, -3),
    ("3. Schreiben\n   > Zuletzt.\n", "", problems.TOO_FEW_STEPS, -7),
    ("- [ ] “Yes.”\n  > Not yet.\n- [x]", "- [x] “Yes.”\n  > Not yet.\n- [ ]", problems.DIFFERS, -3),
]


@pytest.mark.parametrize(("old", "new", "problem", "offset"), MISTAKES + IN_FIRST_QUESTION)
def test_a_mistake_is_found_in_its_line(old: str, new: str, problem: Problem, offset: int) -> None:
    text, line = changed(old, new)

    assert (problem, line + offset) in found(text)


@pytest.mark.parametrize(("text", "problem", "line"), WHOLE)
def test_a_mistake_of_the_whole_file_is_found_in_its_line(text: str, problem: Problem, line: int) -> None:
    assert (problem, line) in found(text)


def test_each_problem_is_tested() -> None:
    tested = {problem for _old, _new, problem, _offset in MISTAKES + IN_FIRST_QUESTION}
    tested |= {problem for _text, problem, _line in WHOLE}
    tested |= {problems.NOT_UTF8}  # in the bytes of a file: test_parsing

    assert tested == {value for value in vars(problems).values() if isinstance(value, Problem)}


def test_everything_wrong_is_reported_at_once_in_the_order_of_the_lines() -> None:
    text = COURSE.replace("level: basic", "level: leicht").replace("  > Gut.\n", "").replace(' alt="Ein Karton."', "")
    text = text.replace("- Three.\n", "")

    assert [problem for problem, _line in found(text)] == [
        problems.BAD_VALUE,
        problems.DRAWING_WITHOUT_ALT,
        problems.OPTION_WITHOUT_FEEDBACK,
        problems.NOT_THREE_POINTS,
        problems.DIFFERS,
    ]


def test_a_finding_says_file_line_reason_and_way_out() -> None:
    text, line = changed("  > Gut.\n", "")

    with pytest.raises(CourseFileError) as caught:
        parse(text)

    (finding,) = caught.value.findings
    assert str(caught.value) == (
        f"kurs.md:{line - 1}: Diese Antwort hat keine Rückmeldung: „Wozu?“ "
        "Erklären Sie darunter in einer Zeile „> …“, was daran stimmt oder was daran verlockt."
    )
    assert finding.translated(lambda message: f"» {message}") == (f"» {finding.reason}", f"» {finding.advice}")


def test_a_finding_does_not_repeat_a_whole_page() -> None:
    text, _line = changed("level: basic", "level: " + "a" * 190)

    with pytest.raises(CourseFileError) as caught:
        parse(text)

    assert "a" * 159 + "…" in caught.value.findings[0].reason
