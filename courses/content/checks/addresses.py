from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.content.checks._base import CourseDraft, Finding, LessonDraft, checks_course, checks_lesson
from courses.content.enums import Severity


@checks_course
def course_has_its_own_address(draft: CourseDraft) -> Iterator[Finding]:
    if draft.address_of:
        yield Finding(
            severity=Severity.BLOCK,
            where=_("Adresse"),
            message=_("Unter „%(slug)s“ gibt es schon den Kurs „%(title)s“.")
            % {"slug": draft.slug, "title": draft.address_of},
            what_to_do=_("Wählen Sie im Reiter „Adresse“ eine andere."),
            field="slug",
        )


@checks_lesson
def lesson_has_its_own_address(draft: LessonDraft) -> Iterator[Finding]:
    if draft.address_of:
        yield Finding(
            severity=Severity.BLOCK,
            where=_("Adresse"),
            message=_("In diesem Kurs hat schon die Lektion „%(title)s“ die Adresse „%(slug)s“.")
            % {"slug": draft.slug, "title": draft.address_of},
            what_to_do=_("Wählen Sie im Reiter „Adresse“ eine andere."),
            field="slug",
        )
