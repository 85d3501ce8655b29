"""The kinds of questions: every module of this package registers one."""

from importlib import import_module
from pkgutil import iter_modules

from courses.quizzes.types.base import (
    Draft,
    Grade,
    Item,
    Mark,
    Note,
    Presented,
    QuestionType,
    ResponseError,
    kind_choices,
    kinds,
    marks,
    question_type,
)

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = [
    "Draft",
    "Grade",
    "Item",
    "Mark",
    "Note",
    "Presented",
    "QuestionType",
    "ResponseError",
    "kind_choices",
    "kinds",
    "marks",
    "question_type",
]
