from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.content.checks._base import Finding, LessonDraft, Section, checks_lesson, sections
from courses.content.enums import Severity
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.types import kinds, question_type

MOST = 6
"""Questions in one block."""


@checks_lesson
def a_check_asks_something(draft: LessonDraft) -> Iterator[Finding]:
    for section in sections(draft, "check"):
        asked = _questions(draft, section)
        if not asked:
            yield section.finding(
                Severity.BLOCK,
                _("Es ist keine Frage ausgewählt."),
                _("Wählen Sie eine Frage aus, oder entfernen Sie den Block."),
                field="questions",
            )
        elif len(asked) > MOST:
            yield section.finding(
                Severity.BLOCK,
                ngettext("Es ist %(count)d Frage ausgewählt.", "Es sind %(count)d Fragen ausgewählt.", len(asked))
                % {"count": len(asked)},
                _("Lassen Sie höchstens %(most)d stehen, oder teilen Sie die Lektion.") % {"most": MOST},
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
        if question is None:
            continue
        if question.kind not in kinds():
            yield section.finding(
                Severity.BLOCK,
                _("Diese Art von Frage gibt es nicht."),
                _("Wählen Sie in der Frage eine andere Art aus."),
                field="questions",
                where=where,
            )
            continue
        for found in question_type(question.kind).findings(question):
            yield section.finding(
                Severity(found.severity), found.message, found.what_to_do, field="questions", where=where
            )


@checks_lesson
def no_question_is_asked_twice(draft: LessonDraft) -> Iterator[Finding]:
    seen = set()
    for section, where, question in _asked(draft):
        if question is None:
            continue
        if question.key in seen:
            yield section.finding(
                Severity.BLOCK,
                _("Die Frage „%(question)s“ kommt in dieser Lektion zweimal vor.")
                % {"question": Truncator(question.stem).chars(90)},
                _("Entfernen Sie sie an einer der beiden Stellen."),
                field="questions",
                where=where,
            )
        seen.add(question.key)


def _asked(draft: LessonDraft) -> Iterator[tuple[Section, str, FrozenQuestion | None]]:
    """Section, place in words, and the question; None for one that was deleted."""
    for section in sections(draft, "check"):
        for number, question in enumerate(_questions(draft, section), start=1):
            yield section, _("%(where)s, Frage %(number)d") % {"where": section.where, "number": number}, question


def _questions(draft: LessonDraft, section: Section) -> tuple[FrozenQuestion | None, ...]:
    if draft.asked is not None:
        return draft.asked.get(section.number, ())
    return tuple(question and question.frozen() for question in section.get("questions") or ())
