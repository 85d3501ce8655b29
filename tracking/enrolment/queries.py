from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from tracking.enrolment.models import Enrolment


def enrolment_in(*, learner_key: str | None, course_key: UUID) -> Enrolment | None:
    """With its edition and its bookmark, in one query."""
    if learner_key is None:
        return None
    found = Enrolment.objects.select_related("edition", "bookmark")
    return found.filter(learner_key=learner_key, course_key=course_key).first()


def latest_enrolments(learner_key: str | None) -> QuerySet[Enrolment]:
    """The learner's courses, the one they were last in first."""
    return (
        Enrolment.objects.filter(learner_key=learner_key)
        .select_related("edition", "bookmark")
        .order_by(Coalesce(F("bookmark__set_at"), F("enrolled_at")).desc(), "-pk")
    )
