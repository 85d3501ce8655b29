from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.content.checks._base import CourseDraft, Finding, LessonDraft, checks_course, checks_lesson
from courses.content.enums import Severity

LONGEST = 200
"""Characters of a goal."""


@checks_course
def course_names_its_goals(draft: CourseDraft) -> Iterator[Finding]:
    if not any(goal.strip() for goal in draft.goals):
        yield Finding(
            severity=Severity.BLOCK,
            where=_("Lernziele"),
            message=_("Der Kurs nennt kein Lernziel."),
            what_to_do=_("Schreiben Sie mindestens eines: „Danach können Sie …“."),
            field="goals",
        )


@checks_course
def goals_are_short_enough(draft: CourseDraft) -> Iterator[Finding]:
    for number, goal in enumerate(draft.goals, start=1):
        if len(goal) > LONGEST:
            yield Finding(
                severity=Severity.BLOCK,
                where=_("Lernziele"),
                message=_("Das Lernziel %(number)d hat %(count)d Zeichen.") % {"number": number, "count": len(goal)},
                what_to_do=_("Kürzen Sie es auf höchstens %(most)d.") % {"most": LONGEST},
                field="goals",
            )


@checks_lesson
def lesson_names_its_goal(draft: LessonDraft) -> Iterator[Finding]:
    if not draft.goal.strip():
        yield Finding(
            severity=Severity.WARN,
            where=_("Danach können Sie …"),
            message=_("Die Lektion sagt nicht, was man danach kann."),
            what_to_do=_(
                "Ergänzen Sie einen Halbsatz mit einem Verb, zum Beispiel „eine Story in einem Satz schreiben“."
            ),
            field="goal",
        )
