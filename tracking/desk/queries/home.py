"""What stands under "Mein Lernen". The number of queries is the same for one course and for a hundred."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Subquery, When
from django.utils.translation import get_language

from courses.content.enums import Level
from courses.content.models import Edition, Offer
from learning.accounts.models import User
from learning.core.compiled import compiled
from tracking.enrolment.models import Enrolment
from tracking.progress.queries import CourseState, home_summary
from tracking.progress.resume import Resume

SHOWN = 6
"""So many begun and so many completed courses are listed; of the rest the page says how many."""
NO_COURSE: Final = UUID(int=0)
"""Stands for the latest course of somebody who has none."""


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
    if user.learner_key is None:
        return None
    offers = _recommended(learner_key=user.learner_key, latest=latest or NO_COURSE)
    for slug, german, english, minutes, is_other_topic in offers:
        title = (english if get_language() == "en" else german) or german or english
        return Recommended(slug=slug, title=title, minutes=minutes, is_same_topic=not is_other_topic)
    return None


@compiled
def _recommended(*, learner_key: str, latest: UUID) -> QuerySet[Offer, tuple[str, str, str, int, int]]:
    """The first one."""
    mine = Enrolment.objects.filter(learner_key=learner_key)
    topic = Edition.objects.filter(pk=Subquery(mine.filter(course_key=latest).values("edition"))).values("topic")
    is_other_topic = Case(When(topic=Subquery(topic), then=0), default=1, output_field=IntegerField())
    return (
        Offer.objects.filter(is_open=True)
        .exclude(course_key__in=mine.values("course_key"))
        .annotate(is_other_topic=is_other_topic)
        .order_by("is_other_topic", Case(When(level=Level.BASIC, then=0), default=1), "minutes", "slug")
        .values_list("slug", "title_de", "title_en", "minutes", "is_other_topic")[:1]
    )
