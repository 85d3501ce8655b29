"""The one place that listens to Wagtail's signals and says in our own events what happened to a course."""

from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses.content.bulk import collect
from courses.content.events import PageMoved, PagePublished, PageWithdrawn
from courses.content.models.pages import CheckedPage
from learning.core.commands import publish


def connect() -> None:
    page_published.connect(_published, dispatch_uid="courses.content")
    page_unpublished.connect(_withdrawn, dispatch_uid="courses.content")
    post_page_move.connect(_moved, dispatch_uid="courses.content")


def _published(*, instance: Page, revision: Revision | None = None, **_: Any) -> None:
    # Also sent when a page that was never live is only scheduled.
    if not instance.live:
        return
    key = _course_key(instance)
    if key and not collect(key):
        _publish(PagePublished(page_id=instance.pk, revision_id=revision and revision.pk, course_key=key))


def _withdrawn(*, instance: Page, **_: Any) -> None:
    """Deleting a live page comes by here too, inside its transaction and before its row is gone."""
    key = _course_key(instance)
    if key and not collect(key):
        _publish(PageWithdrawn(page_id=instance.pk, course_key=key))


def _moved(*, instance: Page, parent_page_before: Page, **_: Any) -> None:
    key, before = _course_key(instance), _course_key(parent_page_before)
    keys = [each for each in (key, before) if each]
    if keys and not all(collect(each) for each in keys):
        _publish(PageMoved(page_id=instance.pk, course_key=key, from_course_key=before))


def _course_key(page: Page) -> UUID | None:
    specific = page.specific
    course = specific.course_page() if isinstance(specific, CheckedPage) else None
    return course.translation_key if course else None


def _publish(event: PagePublished | PageWithdrawn | PageMoved) -> None:
    with transaction.atomic():
        publish(event)
