"""The first course of the platform, spoilt in all the ways that people spoil files, each with what is said of it and of
which line."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from courses.exchange import problems
from courses.exchange.findings import Problem

STARTER = Path("courses/exchange/starter/eine-gute-user-story-schreiben.md")
TEXT = STARTER.read_text()
FIRST = "key: 5b8e0b3c-6c1f-4f0e-9a57-2d6f1c0a7e31"
DETAILS = {
    "key": FIRST,
    "slug": "slug: eine-gute-user-story-schreiben",
    "topic": "topic: agile",
    "level": "level: basic",
    "format": "format: reading",
}
TITLE, STORY, GOAL = "  title: ", "Eine gute User Story schreiben", "    satz: aus Wer, Was und Wozu einen Satz machen"
LESSON = "## Lektion: Aus einem Wunsch einen Satz machen {#wer-was-wozu}"
MODULE = "# Modul: Eine gute Story {#eine-gute-story}"
SCENE = '::: scenario key=montag title="Montag, 8.40 Uhr, Landesamt Küstental"'
QUESTION = "::: question key=antwort-an-dierks kind=single goal=wozu scenario=yes passage=montag"
RIGHT = "- [x] „Was soll danach für die Vereine leichter sein?“"
WRONG = "- [ ] „Ja. Am Freitag ist es fertig, dann gibt es gleich etwas zu sehen.“"
FEEDBACK = RIGHT + TEXT.split(RIGHT)[1].split(":::")[0]


class Broken(NamedTuple):
    name: str
    data: bytes
    problem: Problem
    line: int


def spoilt(name: str, old: str, new: str, problem: Problem, at: str | int) -> Broken:
    """`at`: a number, or the beginning of the first line that is meant."""
    assert TEXT.count(old), old
    text = TEXT.replace(old, new, 1)
    if isinstance(at, str):
        lines = text.split("\n")
        at = next(number for number, line in enumerate(lines, start=1) if line.startswith(at))
    return Broken(name, text.encode(), problem, at)


def details() -> Iterator[Broken]:
    for name, line in DETAILS.items():
        value = line.partition(": ")[2]
        yield spoilt(f"{name} is missing", f"{line}\n", "", problems.MISSING_FIELD, 2)
        yield spoilt(f"{name} is empty", line, f"{name}:", problems.MISSING_FIELD, f"{name}:")
        yield spoilt(f"{name} is null", line, f"{name}: ~", problems.MISSING_FIELD, f"{name}: ~")
        yield spoilt(f"{name} is misspelt", line, f"{name}x: {value}", problems.UNKNOWN_FIELD, f"{name}x")
        yield spoilt(f"{name} is a list", line, f"{name}: [a, b]", problems.WRONG_SHAPE, f"{name}: [")
        yield spoilt(f"{name} is a mapping", line, f"{name}:\n  a: b", problems.WRONG_SHAPE, f"{name}:")
        yield spoilt(f"{name} has a wrong value", line, f"{name}: Ähm?", problems.BAD_VALUE, f"{name}: Ähm?")
        yield spoilt(
            f"{name} stands twice", line, f"{line}\n{line} ", problems.DUPLICATE_FIELD, f"{line} ".rstrip()
        )._replace(line=line_of(line) + 1)
        yield spoilt(f"{name} has no colon", line, f"{name} {value}", problems.NO_COLON, f"{name} {value}")
        yield spoilt(f"{name} is indented", line, f"  {line}", problems.BAD_INDENT, f"  {line}")
        yield spoilt(f"{name} begins with a tab", line, f"\t{line}", problems.BAD_INDENT, f"\t{line}")


def line_of(text: str) -> int:
    return TEXT.split("\n").index(text) + 1


VALUES = [
    spoilt("competences without brackets", "[V1, V2]", "V1, V2", problems.WRONG_SHAPE, "competences: V1"),
    spoilt("competences that do not exist", "[V1, V2]", "[V1, V12]", problems.BAD_VALUE, "competences: ["),
    spoilt(
        "synonyms not closed",
        "Akzeptanzkriterien, Scrum]",
        "x",
        problems.VALUE_NOT_CLOSED,
        "  synonyms: [A",
    ),
    spoilt(
        "synonyms as text",
        "synonyms: [Anforderung, Anf",
        "synonyms: Anforderung, [Anf",
        problems.WRONG_SHAPE,
        "  synonyms: A",
    ),
    spoilt("title is missing", f"{TITLE}{STORY}\n", "", problems.MISSING_FIELD, "de:"),
    spoilt("title is null", TITLE + STORY, f"{TITLE}null", problems.MISSING_FIELD, f"{TITLE}null"),
    spoilt("title is misspelt", TITLE + STORY, f"  titel: {STORY}", problems.UNKNOWN_FIELD, "  titel"),
    spoilt(
        "title stands twice",
        TITLE + STORY,
        f"{TITLE}{STORY}\n{TITLE}Noch einer",
        problems.DUPLICATE_FIELD,
        f"{TITLE}Noch",
    ),
    spoilt("colon in the title", TITLE + STORY, f"{TITLE}Gut: eine Story", problems.COLON_IN_VALUE, f"{TITLE}Gut"),
    spoilt("title begins with @", TITLE + STORY, f"{TITLE}@Team", problems.SIGN_AT_START, f"{TITLE}@"),
    spoilt("title begins with *", TITLE + STORY, f"{TITLE}*Story*", problems.SIGN_AT_START, f"{TITLE}*"),
    spoilt("quotation mark not closed", TITLE + STORY, f'{TITLE}"{STORY}', problems.VALUE_NOT_CLOSED, f'{TITLE}"'),
    spoilt("bracket not closed", TITLE + STORY, f"{TITLE}[{STORY}", problems.VALUE_NOT_CLOSED, f"{TITLE}["),
    spoilt("title not indented", TITLE + STORY, f"title: {STORY}", problems.BAD_INDENT, "title:"),
    spoilt("title one too far", TITLE + STORY, f" {TITLE}{STORY}", problems.BAD_INDENT, f" {TITLE}"),
    spoilt("title behind a tab", TITLE + STORY, f"\ttitle: {STORY}", problems.BAD_INDENT, "\ttitle"),
    spoilt("goal not indented enough", GOAL, GOAL[2:], problems.BAD_INDENT, GOAL[2:]),
    spoilt("goal as a list", "    wozu: hinter", "    - hinter", problems.WRONG_SHAPE, "    - hinter"),
    spoilt("goal with a bad key", "    wozu: hinter", "    Wozu?: hinter", problems.BAD_KEY, "    Wozu?"),
    spoilt("goal nobody asks for", GOAL, f"{GOAL}\n    singen: singen", problems.GOAL_WITHOUT_QUESTION, "    singen"),
    spoilt("language by its name", "\nde:\n", "\nDeutsch:\n", problems.UNKNOWN_FIELD, "Deutsch:"),
    spoilt("language without a text", "\nen:\n", "\nfr:\n", problems.NO_PART, "fr:"),
    spoilt("details not closed", "---\n\n=== de", "\n=== de", problems.FRONT_MATTER_NOT_CLOSED, 1),
]
OUTLINE = [
    spoilt("text of an unknown language", "=== en ===", "=== fr ===", problems.UNKNOWN_PART, "=== fr"),
    spoilt("language with two signs", "=== en ===", "== en ==", problems.BAD_PART, "== en"),
    spoilt("language twice", "=== en ===", "=== de ===", problems.DUPLICATE_PART, 1)._replace(
        line=line_of("=== en ===")
    ),
    spoilt("module is missing", f"{MODULE}\n", "", problems.LESSON_WITHOUT_MODULE, LESSON),
    spoilt("heading jumps to level 3", LESSON, f"#{LESSON}", problems.BAD_HEADING, f"#{LESSON}"),
    spoilt("heading without a space", LESSON, LESSON.replace("## ", "##"), problems.BAD_HEADING, "##Lektion"),
    spoilt("lesson on the level of modules", LESSON, LESSON[1:], problems.BAD_HEADING, LESSON[1:]),
    spoilt("heading of nothing", LESSON, "## Einleitung", problems.BAD_HEADING, "## Einleitung"),
    spoilt(
        "lesson without a key",
        LESSON,
        LESSON.partition(" {")[0],
        problems.HEADING_WITHOUT_KEY,
        LESSON.partition(" {")[0],
    ),
    spoilt("lesson with a bad key", "{#wer-was-wozu}", "{#Wer was}", problems.BAD_KEY, "## Lektion: Aus"),
    spoilt(
        "lesson without a goal", "Ziel: einen Wunsch in", "Zweck: einen Wunsch in", problems.LESSON_WITHOUT_GOAL, LESSON
    ),
    spoilt(
        "heading inside a block",
        "\nHerr Dierks sieht",
        "\n### Herr Dierks\nsieht",
        problems.HEADING_IN_BLOCK,
        "### Herr",
    ),
]
BLOCKS = [
    spoilt("scene never closed", "Heizung.\n:::\n", "Heizung.\n", problems.BLOCK_NOT_CLOSED, SCENE),
    spoilt("scene closed twice", "Heizung.\n:::\n", "Heizung.\n:::\n:::\n", problems.STRAY_CLOSE, 1)._replace(
        line=line_of(SCENE) + 10
    ),
    spoilt("unknown block", SCENE, SCENE.replace("scenario", "szene"), problems.UNKNOWN_KIND, "::: szene"),
    spoilt("two colons", SCENE, SCENE[1:], problems.TEXT_OUTSIDE_BLOCK, SCENE[1:]),
    spoilt("printed quotation marks", SCENE, SCENE.replace('"', "“"), problems.BAD_ATTRIBUTES, SCENE[:26]),
    spoilt("unknown attribute", SCENE, f"{SCENE} farbe=rot", problems.UNKNOWN_ATTRIBUTE, SCENE),
    spoilt("attribute twice", SCENE, f"{SCENE} key=zwei", problems.DUPLICATE_ATTRIBUTE, SCENE),
    spoilt(
        "key twice",
        "::: scenario key=anruf",
        "::: scenario key=montag",
        problems.DUPLICATE_KEY,
        '::: scenario key=montag title="Montag, 18',
    ),
    spoilt(
        "picture that is not there",
        "name=wish-list",
        "name=wunschzettel.png",
        problems.UNKNOWN_DRAWING,
        "::: drawing key=wunschzettel",
    ),
    spoilt(
        "picture without a text",
        'name=shoebox alt="Ein offener Schuhkarton quillt über von Belegen. Daneben klingelt ein Handy."',
        "name=shoebox",
        problems.DRAWING_WITHOUT_ALT,
        "::: drawing key=schuhkarton",
    ),
    spoilt("HTML in a text", "Sie legen auf.", "<b>Sie</b> legen auf.", problems.HTML_IN_TEXT, "<b>Sie"),
    spoilt("link to a script", "Sie legen auf.", "[Sie](javascript:alert(1)) legen auf.", problems.BAD_LINK, "[Sie]"),
]
QUESTIONS = [
    spoilt("two right ones", WRONG, WRONG.replace("[ ]", "[x]"), problems.NOT_ONE_RIGHT, QUESTION),
    spoilt("no right one", RIGHT, RIGHT.replace("[x]", "[ ]"), problems.NOT_ONE_RIGHT, QUESTION),
    spoilt("no feedback", FEEDBACK, f"{RIGHT}\n", problems.OPTION_WITHOUT_FEEDBACK, RIGHT),
    spoilt("no box", RIGHT, RIGHT.replace("[x] ", ""), problems.OPTION_WITHOUT_BOX, RIGHT.replace("[x] ", "")),
    spoilt("another sign in the box", RIGHT, RIGHT.replace("[x]", "[r]"), problems.OPTION_WITHOUT_BOX, "- [r]"),
    spoilt("unknown kind", "kind=single", "kind=frei", problems.BAD_VALUE, "::: question key=antwort-an-dierks"),
    spoilt("unknown goal", "goal=wozu", "goal=warum", problems.UNKNOWN_GOAL, "::: question key=antwort-an-dierks"),
    spoilt(
        "unknown passage",
        "passage=montag",
        "passage=sonntag",
        problems.UNKNOWN_PASSAGE,
        "::: question key=antwort-an-dierks",
    ),
    spoilt("question outside a check", ":::: check key=erste-antwort\n", "", problems.QUESTION_OUTSIDE_CHECK, QUESTION),
    spoilt("another number of options", FEEDBACK, "", problems.DIFFERS, QUESTION)._replace(
        line=TEXT.split("=== en ===")[0].count("\n") + 22 - FEEDBACK.count("\n")
    ),
]
FILES = [
    Broken("empty", b"", problems.NO_FRONT_MATTER, 1),
    Broken("another format", b'{"title": "Kurs"}', problems.NO_FRONT_MATTER, 1),
    Broken("10 MB", TEXT.encode() + b"a" * 10_000_000, problems.TOO_LARGE, 1),
    Broken("UTF-16", TEXT.encode("utf-16"), problems.NOT_UTF8, 1),
    Broken("Latin-1", TEXT.replace("„", '"').encode("latin-1", "replace"), problems.NOT_UTF8, 12),
    Broken(
        "invalid UTF-8",
        TEXT.encode().replace(b"Nur Aylin", b"Nur \xff Aylin", 1),
        problems.NOT_UTF8,
        line_of(SCENE) + 7,
    ),
    Broken(
        "NUL", TEXT.encode().replace(b"Nur Aylin", b"Nur \0Aylin", 1), problems.INVALID_CHARACTER, line_of(SCENE) + 7
    ),
    Broken(
        "cut in the middle",
        TEXT[: TEXT.index("Sie legen auf")].encode(),
        problems.BLOCK_NOT_CLOSED,
        line_of('::: scenario key=anruf title="Montag, 18.15 Uhr, am Telefon"'),
    ),
]
BROKEN = [*details(), *VALUES, *OUTLINE, *BLOCKS, *QUESTIONS, *FILES]
HARMLESS = {
    "byte order mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "lines of Windows": TEXT.replace("\n", "\r\n").encode(),
    "lines of old Macs": TEXT.replace("\n", "\r").encode(),
    "empty lines above": b"\n\n" + TEXT.encode(),
    "box without a space": TEXT.replace("- [x]", "-[x]").encode(),
    "fixed space": TEXT.replace("::: scenario key", "::: scenario\N{NO-BREAK SPACE}key").encode(),
}
