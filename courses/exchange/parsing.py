"""From the text of a course file to plain values. The format is described in docs/author/course-file.md."""

import unicodedata
from collections.abc import Collection
from typing import cast

from courses.exchange import cross_checks, front_matter, outline, problems
from courses.exchange.block_reading import BlockReader
from courses.exchange.course_file import (
    BlockFile,
    CourseFile,
    CourseText,
    GoalFile,
    LessonFile,
    Level,
    ModuleFile,
    OptionFile,
    QuestionFile,
)
from courses.exchange.findings import CourseFileError, Finding, Findings
from courses.exchange.front_matter import Details, FrontMatter
from courses.exchange.outline import Line, RawModule, RawPart
from courses.exchange.question_reading import QuestionReader

__all__ = [
    "BlockFile",
    "CourseFile",
    "CourseFileError",
    "CourseText",
    "Finding",
    "GoalFile",
    "LessonFile",
    "ModuleFile",
    "OptionFile",
    "QuestionFile",
    "parse_course",
    "parse_course_bytes",
]

SIZE_LIMIT = 1_000_000
LINE_LIMIT = 10_000


def parse_course_bytes(data: bytes, *, filename: str, drawings: Collection[str]) -> CourseFile:
    """As `parse_course`, from the bytes of a file."""
    findings = Findings(filename)
    if len(data) > SIZE_LIMIT:
        findings.add(1, problems.TOO_LARGE)
        findings.raise_if_any()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.add(data[: error.start].count(b"\n") + 1, problems.NOT_UTF8)
        findings.raise_if_any()
        raise
    return parse_course(text, filename=filename, drawings=drawings)


def parse_course(text: str, *, filename: str, drawings: Collection[str]) -> CourseFile:
    """Read a whole course; `drawings` are the names of the drawings at hand.

    Raises CourseFileError with everything that is wrong, and never anything else.
    """
    findings = Findings(filename)
    if len(text) > SIZE_LIMIT:
        findings.add(1, problems.TOO_LARGE)
        findings.raise_if_any()
    top, rest = front_matter.split(_lines(text, findings), findings)
    matter = FrontMatter() if top is None else front_matter.read(top, findings)
    parts = outline.cut(rest, findings)
    languages = matter.languages or {part.language: Details(part.line) for part in parts}
    texts = _read_parts(parts, languages, drawings, findings)
    if matter.languages:
        _check_languages(parts, languages, findings)
        _check_whole(texts, languages, findings)
    findings.raise_if_any()
    return CourseFile(
        key=matter.key,
        slug=matter.slug,
        slug_line=matter.slug_line,
        topic=matter.topic,
        level=cast("Level", matter.level),
        format=matter.format,
        competences=matter.competences,
        texts=texts,
    )


def _lines(text: str, findings: Findings) -> list[Line]:
    lines = []
    plain_breaks = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(plain_breaks.split("\n"), start=1):
        clean = "".join(" " if _is_unreadable(character) else character for character in line)
        if clean != line:
            findings.add(number, problems.INVALID_CHARACTER)
        if len(clean) > LINE_LIMIT:
            findings.add(number, problems.TOO_LONG, name=clean, limit=LINE_LIMIT)
        lines.append(Line(number, clean[:LINE_LIMIT].replace("\t", "    ").rstrip()))
    return lines


def _is_unreadable(character: str) -> bool:
    """Control characters and halves of surrogate pairs; the tabulator is fine."""
    return character != "\t" and (unicodedata.category(character) in {"Cc", "Cs"} or character in "\u2028\u2029\ufeff")


def _read_parts(
    parts: list[RawPart], languages: dict[str, Details], drawings: Collection[str], findings: Findings
) -> tuple[CourseText, ...]:
    """In the order of the front matter, whose first language is the source."""
    texts: list[CourseText] = []
    source_keys: dict[str, tuple[str, ...]] | None = None
    for language, details in languages.items():
        part = next((part for part in parts if part.language == language), None)
        if part is None:
            continue
        questions = QuestionReader(
            findings=findings, goals=[goal.key for goal in details.goals], source_keys=source_keys
        )
        blocks = BlockReader(findings=findings, drawings=drawings, questions=questions)
        text = CourseText(
            language=language,
            title=details.title,
            summary=details.summary,
            goals=details.goals,
            synonyms=details.synonyms,
            modules=tuple(_read_module(module, blocks, findings) for module in part.modules),
            line=details.line,
        )
        if not part.modules:
            findings.add(part.line, problems.NO_MODULE, language=language)
        texts.append(text)
        if source_keys is None:
            source_keys = cross_checks.option_keys(text)
    return tuple(texts)


def _read_module(module: RawModule, blocks: BlockReader, findings: Findings) -> ModuleFile:
    if not module.lessons:
        findings.add(module.line, problems.NO_LESSON, title=module.title)
    lessons = []
    for lesson in module.lessons:
        if not lesson.goal:
            findings.add(lesson.line, problems.LESSON_WITHOUT_GOAL, title=lesson.title)
        if not lesson.blocks:
            findings.add(lesson.line, problems.NO_BLOCKS, title=lesson.title)
        lessons.append(
            LessonFile(
                key=lesson.key, title=lesson.title, goal=lesson.goal, blocks=blocks.read(lesson), line=lesson.line
            )
        )
    return ModuleFile(key=module.key, title=module.title, lessons=tuple(lessons), line=module.line)


def _check_languages(parts: list[RawPart], languages: dict[str, Details], findings: Findings) -> None:
    for part in parts:
        if part.language not in languages:
            findings.add(part.line, problems.UNKNOWN_PART, language=part.language)
    written = {part.language for part in parts}
    for language, details in languages.items():
        if language not in written:
            findings.add(details.line, problems.NO_PART, language=language)


def _check_whole(texts: tuple[CourseText, ...], languages: dict[str, Details], findings: Findings) -> None:
    for text in texts:
        cross_checks.check_unique_keys(text, findings)
    if texts:
        source = texts[0]
        lines = languages[source.language].goal_lines
        cross_checks.check_goals_are_asked(source, lines, findings)
        for other in texts[1:]:
            cross_checks.check_same_outline(source, other, findings)
            cross_checks.check_same_goals(source, other, lines, languages[other.language].goal_lines, findings)
