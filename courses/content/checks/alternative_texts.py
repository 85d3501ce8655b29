from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.content.checks._base import Finding, LessonDraft, checks_lesson, sections
from courses.content.enums import Severity


@checks_lesson
def pictures_say_what_they_show(draft: LessonDraft) -> Iterator[Finding]:
    for section in sections(draft, "drawing", "picture"):
        alt, decorative = (section.get("alt") or "").strip(), section.get("decorative")
        if not alt and not decorative:
            yield section.finding(
                Severity.BLOCK,
                _("Das Bild hat keinen Alternativtext."),
                _("Schreiben Sie in einem Satz, was es sagt, oder kreuzen Sie „Nur Schmuck“ an."),
                field="alt",
            )
        elif alt and decorative:
            yield section.finding(
                Severity.WARN,
                _("Das Bild ist Schmuck und hat doch einen Alternativtext; der wird nicht vorgelesen."),
                _("Entscheiden Sie sich für eines von beiden."),
                field="alt",
            )
