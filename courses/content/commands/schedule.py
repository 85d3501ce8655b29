from dataclasses import dataclass

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from courses.content.events import ScheduledPublishRefused
from courses.content.gate import PublishRefused
from learning.core.commands import publish

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Swept:
    published: int
    refused: int


def publish_due() -> Swept:
    """Publish what was scheduled for now or earlier, each page in a transaction of its own.

    One that is refused loses its date, its author is told, and the others go on; one that fails stays for next time.
    """
    published = refused = 0
    for revision in (
        Revision.objects.page_revisions()
        .filter(approved_go_live_at__lte=timezone.now())
        .order_by("approved_go_live_at")
    ):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
            published += 1
        except PublishRefused as refusal:
            _take_off(revision, refusal)
            refused += 1
        except Exception:
            log.exception("content.schedule_failed", revision=revision.pk)
    return Swept(published, refused)


def expire_due() -> int:
    """Withdraw what was to end by now, each page in a transaction of its own; one that fails stays for next time.

    Deeper pages first, so that no lesson outlives its course.
    """
    expired = 0
    for page in Page.objects.live().filter(expire_at__lte=timezone.now()).order_by("-depth"):
        try:
            with transaction.atomic():
                page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            expired += 1
        except Exception:
            log.exception("content.expiry_failed", page=page.pk)
    return expired


@transaction.atomic
def _take_off(revision: Revision, refusal: PublishRefused) -> None:
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    publish(
        ScheduledPublishRefused(
            page_id=int(revision.object_id),
            author_id=revision.user_id,
            title=refusal.title,
            reasons=[str(finding) for finding in refusal.findings],
        )
    )
