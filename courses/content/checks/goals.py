from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.content.checks._base import CourseDraft, Finding, LessonDraft, checks_course, checks_lesson
from courses.content.enums import Severity


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
