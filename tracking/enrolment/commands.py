from uuid import UUID

from django.utils import timezone

from courses.content.models import Offer
from learning.accounts.models import User
from learning.core.commands import publish
from tracking.enrolment.events import CourseStarted
from tracking.enrolment.models import Bookmark, Enrolment
from tracking.lrs.inserting import insert_or_replace
from tracking.lrs.transactions import one_transaction


class EnrolmentRefusedError(Exception):
    """`code`: `closed` (the course takes no new learners) or `no_learner` (the account keeps no learning record)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@one_transaction
def start_course(*, learner: User, offer: Offer, language: str) -> Enrolment:
    """Enrol once, in the newest edition; who is in the course stays in theirs, also after it was closed."""
    if learner.learner_key is None:
        raise EnrolmentRefusedError("no_learner")
    known = Enrolment.objects.filter(learner_key=learner.learner_key, course_key=offer.course_key)
    if not offer.is_open and not known.exists():
        raise EnrolmentRefusedError("closed")
    edition = offer.edition
    language = language if language in edition.languages else edition.main_language
    now = timezone.now()
    enrolment, is_new = Enrolment.objects.select_related("edition").get_or_create(
        learner_key=learner.learner_key,
        course_key=offer.course_key,
        defaults={"edition": edition, "language": language, "enrolled_at": now},
    )
    if is_new:
        publish(
            CourseStarted(
                occurred_at=now,
                learner_key=enrolment.learner_key,
                course_key=enrolment.course_key,
                edition_number=edition.number,
                language=language,
                title=edition.about[language]["title"],
            )
        )
    return enrolment


@one_transaction
def set_bookmark(*, enrolment: Enrolment, unit_key: UUID, block_id: str) -> Bookmark:
    """Keep where the learner is. `block_id` may be empty: the top of the lesson."""
    bookmark = Bookmark(enrolment=enrolment, unit_key=unit_key, block_id=block_id, set_at=timezone.now())
    insert_or_replace(bookmark, key=["enrolment"])
    return bookmark
