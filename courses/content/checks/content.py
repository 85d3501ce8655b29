from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.content.checks._base import Finding, LessonDraft, checks_lesson
from courses.content.enums import Severity


@checks_lesson
def lesson_has_content(draft: LessonDraft) -> Iterator[Finding]:
    if not draft.body:
        yield Finding(
            severity=Severity.BLOCK,
            where=_("Inhalt"),
            message=_("Die Lektion ist leer."),
            what_to_do=_("Fügen Sie mindestens einen Abschnitt ein, zum Beispiel „Text“."),
            field="body",
        )
