"""What a course file says, as plain values: the parser builds them, the loader turns them into pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

BlockKind = Literal["scenario", "text", "terms", "before_after", "drawing", "check", "takeaways", "transfer"]
QuestionKind = Literal["single", "multiple", "sort"]
Level = Literal["basic", "intermediate", "advanced"]


@dataclass(frozen=True, kw_only=True)
class OptionFile:
    """A choice, or one step of a sort question. `text` is plain, `feedback` is HTML."""

    key: str
    text: str
    is_correct: bool
    feedback: str


@dataclass(frozen=True, kw_only=True)
class QuestionFile:
    """`options` of a sort question stand in their right order. `stem` and `hint` are plain text."""

    kind: QuestionKind
    key: str
    goal: str
    stem: str
    is_scenario: bool
    hint: str
    passage: str
    options: tuple[OptionFile, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class BlockFile:
    """One block of a lesson, `fields` by kind. `text`, `after` of a scenario, `intro` and `prompt` are safe HTML:

    scenario      title, text, quote, after
    text          heading, text
    terms         heading, intro, rows: tuple of {term, explanation, example}
    before_after  heading, before, after: tuple of {label, text}, caption
    drawing       name, alt, decorative (bool), caption
    check         heading, questions: tuple of QuestionFile
    takeaways     points: tuple of str
    transfer      prompt, when, then
    """

    kind: BlockKind
    key: str
    fields: Mapping[str, Any]
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class LessonFile:
    """`goal` completes "Danach können Sie …" / "Afterwards you can …"."""

    key: str
    title: str
    goal: str
    blocks: tuple[BlockFile, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class ModuleFile:
    key: str
    title: str
    lessons: tuple[LessonFile, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class GoalFile:
    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class CourseText:
    """The course in one language; `line` is where its details begin."""

    language: str
    title: str
    summary: str
    goals: tuple[GoalFile, ...]
    synonyms: tuple[str, ...]
    modules: tuple[ModuleFile, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class CourseFile:
    """`texts` holds one entry per language, the source language first; every key occurs in each of them."""

    key: UUID
    slug: str
    slug_line: int = field(compare=False)
    topic: str
    level: Level
    format: str
    competences: tuple[str, ...]
    texts: tuple[CourseText, ...]
