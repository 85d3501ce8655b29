"""From a course file to the field values of pages and questions, streams as the raw data that Wagtail stores."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from courses.content.competences import in_order
from courses.exchange import identity
from courses.exchange.course_file import BlockFile, CourseFile, CourseText, LessonFile, QuestionFile

_ANCHOR = re.compile(r'href="#([^"]+)"')
_RICH = {"text", "after", "intro", "prompt"}

Values = dict[str, Any]
Stream = list[dict[str, Any]]


def course_values(file: CourseFile, text: CourseText) -> Values:
    return {
        "title": text.title,
        "slug": file.slug,
        "summary": text.summary,
        "goals": [
            {"type": "goal", "value": goal.text, "id": identity.goal_id(file.key, goal.key)} for goal in text.goals
        ],
        "topic": file.topic,
        "level": file.level,
        "format": file.format,
        "competences": in_order(file.competences),
        "synonyms": "\n".join(text.synonyms),
    }


def lesson_values(file: CourseFile, lesson: LessonFile, question_ids: Mapping[UUID, int]) -> Values:
    """`question_ids`: question key → primary key of the stored question in this language."""
    key = identity.lesson_key(file.key, lesson.key)
    return {
        "title": lesson.title,
        "slug": lesson.key,
        "goal": lesson.goal,
        "body": [_block(file, key, block, question_ids) for block in lesson.blocks],
    }


def questions_of(lesson: LessonFile) -> Iterator[QuestionFile]:
    for block in lesson.blocks:
        if block.kind == "check":
            yield from block.fields["questions"]


def question_values(file: CourseFile, lesson: LessonFile, question: QuestionFile) -> Values:
    key = identity.question_key(file.key, question.key)
    headings = {block.key: _heading(block) for block in lesson.blocks}
    lesson_key = identity.lesson_key(file.key, lesson.key)
    return {
        "course_key": file.key,
        "kind": question.kind,
        "stem": question.stem,
        "is_scenario": question.is_scenario,
        "hint": question.hint,
        "passage": headings.get(question.passage, ""),
        "goal_key": identity.goal_id(file.key, question.goal) if question.goal else "",
        "answers": [
            {
                "type": "answer",
                "value": {
                    "text": option.text,
                    "is_correct": option.is_correct,
                    "feedback": _with_anchors(option.feedback, lesson_key),
                },
                "id": identity.option_id(key, option.key),
            }
            for option in question.options
        ],
    }


def _heading(block: BlockFile) -> str:
    return str(block.fields.get("heading") or block.fields.get("title") or "")


def _block(file: CourseFile, lesson: UUID, block: BlockFile, question_ids: Mapping[UUID, int]) -> dict[str, Any]:
    own_id = identity.block_id(lesson, block.key)
    values: Values = {}
    for name, value in block.fields.items():
        if name == "questions":
            keys = [identity.question_key(file.key, question.key) for question in value]
            values[name] = _items(own_id, name, [question_ids[key] for key in keys])
        elif isinstance(value, tuple | list):
            values[name] = _items(own_id, name, [dict(each) if isinstance(each, Mapping) else each for each in value])
        elif name in _RICH and isinstance(value, str):
            values[name] = _with_anchors(value, lesson)
        else:
            values[name] = value
    return {"type": block.kind, "value": values, "id": own_id}


def _items(block: str, name: str, values: list[Any]) -> Stream:
    return [
        {"type": "item", "value": value, "id": identity.item_id(block, name, number)}
        for number, value in enumerate(values, start=1)
    ]


def _with_anchors(html: str, lesson: UUID) -> str:
    """Links to a block's key lead to where that block stands in the page."""
    return _ANCHOR.sub(lambda found: f'href="#b-{identity.block_id(lesson, found[1])[:8]}"', html)
