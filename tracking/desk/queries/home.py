"""What stands under "Mein Lernen". The number of queries is the same for one course and for a hundred."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, Subquery, When
from django.utils.translation import get_language

from courses.content.enums import Level
from courses.content.models import Edition, Offer
from learning.accounts.models import User
from tracking.enrolment.models import Enrolment
from tracking.progress.queries import CourseState, home_summary
from tracking.progress.resume import Resume

SHOWN = 6
"""So many begun and so many completed courses are listed; of the rest the page says how many."""


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """`is_same_topic`: on the topic of the learner's latest course, which is why it is recommended."""

    slug: str
    title: str
    minutes: int
    is_same_topic: bool


@dataclass(frozen=True, kw_only=True)
class Home:
    """`begun` leaves out the course of the resume card."""

    resume: Resume | None
    begun: tuple[CourseState, ...]
    completed: tuple[CourseState, ...]
    recommended: Recommended | None

    @property
    def is_new_here(self) -> bool:
        return not (self.resume or self.begun or self.completed)


def home_of(user: User) -> Home:
    summary = home_summary(learner_key=user.learner_key, language=get_language() or "de")
    resumed = summary.resume.course_key if summary.resume else None
    latest = next(iter([*summary.running, *summary.completed]), None)
    return Home(
        resume=summary.resume,
        begun=tuple(course for course in summary.running if course.course_key != resumed),
        completed=summary.completed,
        recommended=recommended_to(user, latest=latest.course_key if latest else None),
    )


def recommended_to(user: User, *, latest: UUID | None = None) -> Recommended | None:
    """An open course they are not in: on the topic of their latest one if there is such, else a short first one."""
    mine = Enrolment.objects.filter(learner_key=user.learner_key)
    of_latest = mine.filter(course_key=latest) if latest else mine.none()
    topic = Edition.objects.filter(pk__in=of_latest.values("edition")).values("topic")
    offer = (
        Offer.objects.filter(is_open=True)
        .exclude(course_key__in=mine.values("course_key"))
        .annotate(is_other_topic=Case(When(topic=Subquery(topic), then=0), default=1, output_field=IntegerField()))
        .order_by("is_other_topic", Case(When(level=Level.BASIC, then=0), default=1), "minutes", "slug")
        .defer("words")
        .first()
    )
    if offer is None:
        return None
    title = (offer.title_en if get_language() == "en" else offer.title_de) or offer.title_de or offer.title_en
    return Recommended(slug=offer.slug, title=title, minutes=offer.minutes, is_same_topic=not offer.is_other_topic)
