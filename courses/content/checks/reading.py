from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.content.checks._base import Finding, LessonDraft, checks_lesson, sections
from courses.content.enums import Severity
from courses.content.readability import lix

EASY, HARD = 40, 50
FEWEST_WORDS = 30
"""Below this many words the figure says nothing."""


@checks_lesson
def text_is_easy_enough(draft: LessonDraft) -> Iterator[Finding]:
    """LIX up to 40 is good, up to 50 worth a look, above it hard; measured for German."""
    if draft.language != "de":
        return
    for section in sections(draft):
        text = section.text()
        score = round(lix(text))
        if len(text.split()) < FEWEST_WORDS or score <= EASY:
            continue
        message = _("Der Text ist schwer zu lesen.") if score > HARD else _("Der Text geht noch leichter.")
        yield section.finding(
            Severity.WARN if score > HARD else Severity.HINT,
            f"{message} (LIX {score})",
            _("Teilen Sie lange Sätze, und ersetzen Sie lange Wörter. Gut ist ein Wert bis 40."),
        )
