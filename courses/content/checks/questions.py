from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from courses.content.checks._base import Finding, LessonDraft, Section, checks_lesson, sections
from courses.content.enums import Severity
from courses.quizzes.types import question_type


@checks_lesson
def a_check_asks_something(draft: LessonDraft) -> Iterator[Finding]:
    for section in sections(draft, "check"):
        if not section.get("questions"):
            yield section.finding(
                Severity.BLOCK,
                _("Es ist keine Frage ausgewählt."),
                _("Wählen Sie eine Frage aus, oder entfernen Sie den Block."),
                field="questions",
            )


@checks_lesson
def chosen_questions_are_there(draft: LessonDraft) -> Iterator[Finding]:
    for section, where, question in _asked(draft):
        if question is None:
            yield section.finding(
                Severity.BLOCK,
                _("Die ausgewählte Frage gibt es nicht mehr."),
                _("Wählen Sie eine andere Frage aus, oder entfernen Sie sie hier."),
                field="questions",
                where=where,
            )


@checks_lesson
def chosen_questions_are_well_made(draft: LessonDraft) -> Iterator[Finding]:
    for section, where, question in _asked(draft):
        if question is not None:
            for found in question_type(question.kind).findings(question.frozen()):
                yield section.finding(
                    Severity(found.severity), found.message, found.what_to_do, field="questions", where=where
                )


@checks_lesson
def no_question_is_asked_twice(draft: LessonDraft) -> Iterator[Finding]:
    seen = set()
    for section, where, question in _asked(draft):
        if question is not None and question.translation_key in seen:
            yield section.finding(
                Severity.BLOCK,
                _("Die Frage „%(question)s“ kommt in dieser Lektion zweimal vor.") % {"question": question},
                _("Entfernen Sie sie an einer der beiden Stellen."),
                field="questions",
                where=where,
            )
        seen.add(question and question.translation_key)


def _asked(draft: LessonDraft) -> Iterator[tuple[Section, str, Any]]:
    """Section, place in words, and the question; None for one that was deleted."""
    for section in sections(draft, "check"):
        for number, question in enumerate(section.get("questions") or (), start=1):
            yield section, _("%(where)s, Frage %(number)d") % {"where": section.where, "number": number}, question
