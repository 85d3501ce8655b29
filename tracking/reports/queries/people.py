"""What a period is made of. Only `close_period` asks: these are people, not figures."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Min

from courses.content.models import Edition, Offer
from learning.organisation.models import Membership
from tracking.progress.models import CourseProgress
from tracking.reports.frames import FrozenCourse
from tracking.reports.queries.units import units_today as units_today  # for those who count people in them


def places_on(day: date) -> list[tuple[str, str]]:
    """(unit code, learner key) of everybody who worked here on that day, ordered by unit."""
    there = Membership.objects.on(day).filter(user__learner_key__isnull=False)
    return list(there.order_by("unit__path", "user__learner_key").values_list("unit__code", "user__learner_key"))


def courses_until(moment: datetime) -> list[FrozenCourse]:
    """Courses that were published, or begun by somebody, before that moment; by title."""
    published = Edition.objects.filter(published_at__lt=moment).values("course_key")
    begun = CourseProgress.objects.filter(stored_begun__lt=moment).values("course_key")
    offers = Offer.objects.filter(course_key__in=published.union(begun)).order_by("title_de", "title_en", "slug")
    return [
        FrozenCourse(key=key, slug=slug, title_de=title_de, title_en=title_en)
        for key, slug, title_de, title_en in offers.values_list("course_key", "slug", "title_de", "title_en")
    ]


def done_in(course_key: UUID, *, until: datetime) -> dict[str, set[str]]:
    """Measure → learner keys, by when the store learned of it."""
    rows = CourseProgress.objects.filter(course_key=course_key, stored_begun__lt=until)
    done: dict[str, set[str]] = {"begun": set(), "completed": set()}
    for learner, stored_completed in rows.values_list("learner_key", "stored_completed"):
        done["begun"].add(learner)
        if stored_completed is not None and stored_completed < until:
            done["completed"].add(learner)
    return done


def first_stored() -> datetime | None:
    """When anybody began anything."""
    return CourseProgress.objects.aggregate(first=Min("stored_begun"))["first"]
