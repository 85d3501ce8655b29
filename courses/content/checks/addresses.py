from collections.abc import Iterator

from django.urls import NoReverseMatch, resolve, reverse
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


@checks_course
def course_address_leads_to_the_course(draft: CourseDraft) -> Iterator[Finding]:
    if not _leads_to("course", draft.slug):
        yield _reserved(draft.slug)


@checks_lesson
def lesson_address_leads_to_the_lesson(draft: LessonDraft) -> Iterator[Finding]:
    if not _leads_to("lesson", "kurs", draft.slug):
        yield _reserved(draft.slug)


def _leads_to(name: str, *slugs: str) -> bool:
    """Asks the resolver itself: a fixed address that comes before, today's or a later one, would take its place."""
    try:
        return resolve(reverse(name, args=slugs)).view_name == name
    except NoReverseMatch:
        return True  # no address at all, as the check of the field says


def _reserved(slug: str) -> Finding:
    return Finding(
        severity=Severity.BLOCK,
        where=_("Adresse"),
        message=_("Die Adresse „%(slug)s“ braucht die Plattform selbst.") % {"slug": slug},
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
