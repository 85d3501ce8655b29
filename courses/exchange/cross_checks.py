"""What only shows when the file is seen as a whole: keys used twice, and languages that drift apart."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from courses.exchange import problems
from courses.exchange.course_file import BlockFile, CourseText, QuestionFile
from courses.exchange.findings import Findings, WordList


class _Entry(NamedTuple):
    what: str
    key: str
    line: int
    place: str
    same: dict[str, object]
    """What must be the same in each language."""
    lesson: str | None = None
    """The key of the lesson that it stands in."""


def check_unique_keys(text: CourseText, findings: Findings) -> None:
    """Modules, lessons and questions within the course; blocks within their lesson."""
    first: dict[tuple[str, str, str], int] = {}
    for entry in _entries(text):
        if not entry.key:
            continue
        seen = first.setdefault((entry.what, entry.place, entry.key), entry.line)
        if seen != entry.line:
            findings.add(entry.line, problems.DUPLICATE_KEY, key=entry.key, first=seen)


def check_same_outline(source: CourseText, other: CourseText, findings: Findings) -> None:
    ours = {(entry.what, entry.place, entry.key): entry for entry in _entries(source) if entry.key}
    theirs = {(entry.what, entry.place, entry.key): entry for entry in _entries(other) if entry.key}
    _report_missing(ours, theirs, source.language, other.language, findings)
    _report_missing(theirs, ours, other.language, source.language, findings)
    shared = [name for name in theirs if name in ours]
    expected = [name for name in ours if name in theirs]
    for name, wanted in zip(shared, expected, strict=True):
        if name != wanted:
            entry = theirs[name]
            what = problems.KINDS[entry.what]
            findings.add(entry.line, problems.OTHER_ORDER, key=entry.key, what=what, other=source.language)
            break
    for name in shared:
        entry = theirs[name]
        different = [part for part, value in entry.same.items() if ours[name].same.get(part) != value]
        difference = WordList(dict.fromkeys(problems.DIFFERENCES[part] for part in different))
        if difference:
            findings.add(
                entry.line,
                problems.DIFFERS,
                key=entry.key,
                what=problems.KINDS[entry.what],
                other=source.language,
                difference=difference,
            )


def check_goals_are_asked(text: CourseText, lines: dict[str, int], findings: Findings) -> None:
    asked = {entry.same["goal"] for entry in _entries(text) if entry.what == "question"}
    for goal in text.goals:
        if goal.key not in asked:
            findings.add(lines[goal.key], problems.GOAL_WITHOUT_QUESTION, goal=goal.key)


def check_same_goals(
    source: CourseText, other: CourseText, source_lines: dict[str, int], lines: dict[str, int], findings: Findings
) -> None:
    for ours, theirs, at in ((source, other, source_lines), (other, source, lines)):
        known = {goal.key for goal in theirs.goals}
        for goal in ours.goals:
            if known and goal.key not in known:
                findings.add(
                    at[goal.key],
                    problems.KEY_ONLY_IN_ONE_LANGUAGE,
                    key=goal.key,
                    what=problems.KINDS["goal"],
                    language=ours.language,
                    other=theirs.language,
                )


def _report_missing(
    ours: dict[tuple[str, str, str], _Entry],
    theirs: Collection[tuple[str, str, str]],
    language: str,
    other: str,
    findings: Findings,
) -> None:
    """Of a lesson that is missing only the lesson itself."""
    for name, entry in ours.items():
        if name not in theirs and (entry.lesson is None or ("lesson", "", entry.lesson) in theirs):
            findings.add(
                entry.line,
                problems.KEY_ONLY_IN_ONE_LANGUAGE,
                key=entry.key,
                what=problems.KINDS[entry.what],
                language=language,
                other=other,
            )


def _entries(text: CourseText) -> Iterator[_Entry]:
    for module in text.modules:
        yield _Entry("module", module.key, module.line, "", {})
        for lesson in module.lessons:
            yield _Entry("lesson", lesson.key, lesson.line, "", {})
            for block in lesson.blocks:
                yield _Entry("block", block.key, block.line, lesson.key, _same_of_block(block), lesson.key)
                for question in block.fields.get("questions", ()):
                    yield _Entry("question", question.key, question.line, "", _same_of_question(question), lesson.key)


def _same_of_block(block: BlockFile) -> dict[str, object]:
    same: dict[str, object] = {"kind": block.kind}
    if block.kind == "drawing":
        same |= {"name": block.fields["name"], "decorative": block.fields["decorative"]}
    for rows in ("rows", "after", "points"):
        if isinstance(block.fields.get(rows), tuple):
            same[rows] = len(block.fields[rows])
    return same


def _same_of_question(question: QuestionFile) -> dict[str, object]:
    same: dict[str, object] = {
        "kind": question.kind,
        "goal": question.goal,
        "scenario": question.is_scenario,
        "passage": question.passage,
        "options": tuple(option.key for option in question.options),
    }
    if question.kind != "sort":
        same["right options"] = tuple(option.is_correct for option in question.options)
    return same


def option_keys(text: CourseText) -> dict[str, tuple[str, ...]]:
    """Of each question, for the translations to take over."""
    return {
        question.key: tuple(option.key for option in question.options)
        for module in text.modules
        for lesson in module.lessons
        for block in lesson.blocks
        for question in block.fields.get("questions", ())
    }
