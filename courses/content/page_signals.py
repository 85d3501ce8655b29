"""The one place that listens to Wagtail's signals and says in our own events what happened to a course."""

from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from courses.content.bulk import collect
from courses.content.events import (
    PageMoved,
    PagePublished,
    PageWithdrawn,
    ReviewEnded,
    ReviewRequested,
    ReviewWithdrawn,
)
from courses.content.models.pages import CheckedPage
from courses.content.queries import review_was_asked
from learning.core.commands import publish
from learning.core.events import Event


def connect() -> None:
    page_published.connect(_published, dispatch_uid="courses.content")
    page_unpublished.connect(_withdrawn, dispatch_uid="courses.content")
    post_page_move.connect(_moved, dispatch_uid="courses.content")
    workflow_cancelled.connect(_taken_back, sender=WorkflowState, dispatch_uid="courses.content")
    # By the names of Wagtail's own mails, which come later and so find their place taken: they would be sent inside
    # the transaction of the click.
    for signal, sender, receiver, name in (
        (task_submitted, TaskState, _submitted, "group_approval_task_submitted_email_notification"),
        (workflow_approved, WorkflowState, _reviewed, "workflow_state_approved_email_notification"),
        (workflow_rejected, WorkflowState, _reviewed, "workflow_state_rejected_email_notification"),
    ):
        signal.connect(receiver, sender=sender, dispatch_uid=name)


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


def _submitted(*, instance: TaskState, **_: Any) -> None:
    asked = instance.workflow_state
    _publish(ReviewRequested(page_id=int(asked.object_id), author_id=asked.requested_by_id))


def _taken_back(*, instance: WorkflowState, user: Any, **_: Any) -> None:
    """Also when somebody publishes the page without an answer."""
    if review_was_asked(page_id=int(instance.object_id), since=instance.created_at):
        _publish(
            ReviewWithdrawn(
                page_id=int(instance.object_id),
                author_id=instance.requested_by_id,
                by_id=user.pk if user else None,
            )
        )


def _reviewed(*, instance: WorkflowState, user: Any, **_: Any) -> None:
    task_state = instance.current_task_state
    _publish(
        ReviewEnded(
            page_id=int(instance.object_id),
            author_id=instance.requested_by_id,
            reviewer_id=user.pk if user else None,
            is_approved=task_state.status == TaskState.STATUS_APPROVED,
            comment=task_state.comment,
        )
    )


def _course_key(page: Page) -> UUID | None:
    specific = page.specific
    course = specific.course_page() if isinstance(specific, CheckedPage) else None
    return course.translation_key if course else None


def _publish(event: Event) -> None:
    with transaction.atomic():
        publish(event)
