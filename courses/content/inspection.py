"""What is wrong with a course as an edition would keep it: the checks of its pages, over the values that were frozen.

A page that is live has passed the checks of its day. Since then a question may have been edited, a picture deleted, a
lesson moved or a check added, and code can save a live page without any gate; an edition is for ever, so all of it is
looked at again, in every language.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from courses.content.blocks import lesson_blocks
from courses.content.bodies import CHECK
from courses.content.checks import Finding
from courses.content.enums import Severity
from courses.content.freezing import FrozenCourse, Source, freeze_course
from courses.content.gate import PublishRefused
from courses.content.models import EditionRefusal, LessonPage
from courses.content.models.pages import CheckedPage


def refuse_unless_sound(frozen: FrozenCourse) -> None:
    """Raises PublishRefused."""
    if findings := blocking_findings(frozen):
        raise PublishRefused(frozen.about[frozen.main_language]["title"], findings)


def blocking_findings(frozen: FrozenCourse) -> list[Finding]:
    """Each with its page and language in `where`."""
    owners: dict[tuple[str, str], LessonPage] = {}
    return [
        _placed(finding, source) for source in frozen.sources for finding in _findings(source, owners) if finding.blocks
    ]


def standing_refusal(page: Page) -> PublishRefused | None:
    """Why the course of a page gets no new edition although its pages are published, as things are now.

    None for a page that is not ours, and for a course that was not refused or has been put right since.
    """
    course = page.course_page() if isinstance(page, CheckedPage) else None
    if course is None or not EditionRefusal.objects.filter(course_key=course.translation_key).exists():
        return None
    frozen = freeze_course(course.translation_key, keep=_keep_nothing)
    findings = blocking_findings(frozen) if frozen else []
    return PublishRefused(course.title, findings) if findings else None


def _findings(source: Source, owners: dict[tuple[str, str], LessonPage]) -> Iterator[Finding]:
    """`owners`: language and address → the first lesson of the course that has it."""
    page = source.page
    if not isinstance(page, LessonPage):
        yield from page.findings()
        return
    owner = owners.setdefault((source.language, page.slug), page)
    address_of = "" if owner is page else owner.title
    body = _without_questions(page)
    yield from page.findings_with(body=body, asked=source.asked, address_of=address_of)
    for number in source.lost_pictures:
        yield Finding(
            severity=Severity.BLOCK,
            where=_("Abschnitt %(number)d (%(label)s)") % {"number": number, "label": body[number - 1].block.label},
            message=_("Die Datei des Bildes lässt sich nicht lesen."),
            what_to_do=_("Laden Sie das Bild noch einmal hoch, und wählen Sie es hier aus."),
            field="image",
            block_number=number,
            block_id=body[number - 1].id or "",
        )


def _without_questions(page: LessonPage) -> StreamValue:
    """Those are looked at as they were frozen; to look them up again could find others."""
    raw = page.body.get_prep_value()
    return lesson_blocks().to_python(
        [each | {"value": each["value"] | {"questions": []}} if each["type"] == CHECK else each for each in raw]
    )


def _placed(finding: Finding, source: Source) -> Finding:
    language = get_language_info(source.language)["name_translated"]
    place = _("„%(title)s“ (%(language)s)") % {"title": source.page.title, "language": language}
    return replace(finding, where=f"{place}, {finding.where}")


def _keep_nothing(image: AbstractImage) -> dict[str, Any]:
    """For a look that leads to no edition; that the file can be read is found out all the same."""
    with image.open_file():
        return {"name": "", "width": 0, "height": 0}
