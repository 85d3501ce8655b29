from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.content.checks._base import CourseDraft, Finding, checks_course
from courses.content.enums import Severity


@checks_course
def course_says_what_it_is_about(draft: CourseDraft) -> Iterator[Finding]:
    if not draft.summary.strip():
        yield Finding(
            severity=Severity.BLOCK,
            where=_("Worum es geht"),
            message=_("Der Katalog braucht ein bis zwei Sätze über den Kurs."),
            what_to_do=_("Schreiben Sie in Alltagswörtern, für wen der Kurs ist und was er bringt."),
            field="summary",
        )
