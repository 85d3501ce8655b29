from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.content.bulk import collected
from courses.content.checks import Finding
from courses.content.commands.pictures import keep_picture
from courses.content.events import CourseWithdrawn, EditionPublished, EditionRefused
from courses.content.freezing import FrozenCourse, digest_of, freeze_course
from courses.content.gate import PublishRefused
from courses.content.inspection import refuse_unless_sound
from courses.content.models import (
    Address,
    CoursePage,
    Edition,
    EditionQuestion,
    EditionRefusal,
    EditionUnit,
    Offer,
)
from learning.accounts.models import User
from learning.core.commands import publish

TRIES = 5


class AddressTaken(ValueError):  # noqa: N818 -- says what is the case, as PublishRefused does
    """Another course has this address; the publish check tells the author before it comes to this."""


class NothingLive(ValueError):  # noqa: N818 -- says what is the case
    """A course without a live lesson cannot become an edition."""


@contextmanager
def one_edition(*, by: User | None = None) -> Iterator[None]:
    """Whatever is published inside becomes one edition per course at the end, in this transaction; none on error."""
    if collected.get() is not None:
        yield
        return
    courses: dict[UUID, None] = {}
    token = collected.set(courses)
    try:
        with transaction.atomic():
            yield
            for course_key in courses:
                follow_course(course_key=course_key, by=by)
    finally:
        collected.reset(token)


@transaction.atomic
def keep_offer_current(*, course_key: UUID, by: User | None = None) -> None:
    """Follow the course; pages that are not fit for an edition leave the offer as it is, and the trainers are told."""
    try:
        with transaction.atomic():
            follow_course(course_key=course_key, by=by)
    except PublishRefused as refusal:
        _remember_refusal(course_key, refusal.findings)


@transaction.atomic
def follow_course(*, course_key: UUID, by: User | None = None) -> Edition | None:
    """Bring the offer in line with the pages that are live now: a new edition, the same one, or withdrawn.

    Raises PublishRefused.
    """
    page = CoursePage.objects.live().filter(translation_key=course_key).first()
    if page:
        with suppress(NothingLive):
            return cut_edition(course=page, by=by)
    withdraw_course(course_key=course_key)
    return None


@transaction.atomic
def cut_edition(*, course: CoursePage, by: User | None = None) -> Edition:
    """A new edition from what is live of the course in all languages; the newest one when nothing has changed.

    Whatever way the pages went live, all that would be frozen is checked here, because an edition is for ever.
    Two at once: the number is unique, so the later one starts over and sees what the first one saw or more.
    Raises NothingLive, PublishRefused, AddressTaken.
    """
    for _try in range(TRIES):
        newest = Edition.objects.filter(course_key=course.translation_key).order_by("-number").first()
        frozen = freeze_course(course.translation_key, keep=keep_picture)
        if frozen is None:
            raise NothingLive(course.translation_key)
        if newest and newest.digest == frozen.digest():
            _offer(frozen, newest)
            return newest
        refuse_unless_sound(frozen)
        try:
            with transaction.atomic():
                edition = _store(frozen, number=newest.number + 1 if newest else 1, by=by)
        except IntegrityError:
            continue
        _offer(frozen, edition)
        publish(EditionPublished(edition_id=edition.pk, course_key=edition.course_key, number=edition.number))
        return edition
    raise IntegrityError(f"No free number for an edition of {course.translation_key}")


@transaction.atomic
def withdraw_course(*, course_key: UUID) -> None:
    """No new learners; those in it keep their edition."""
    EditionRefusal.objects.filter(course_key=course_key).delete()
    if Offer.objects.filter(course_key=course_key, is_open=True).update(is_open=False, updated_at=timezone.now()):
        publish(CourseWithdrawn(course_key=course_key))


def _remember_refusal(course_key: UUID, findings: Sequence[Finding]) -> None:
    reasons = digest_of([str(finding) for finding in findings])
    if EditionRefusal.objects.filter(course_key=course_key, reasons=reasons).exists():
        return
    EditionRefusal.objects.update_or_create(
        course_key=course_key, defaults={"reasons": reasons, "refused_at": timezone.now()}
    )
    publish(EditionRefused(course_key=course_key))


def _store(frozen: FrozenCourse, *, number: int, by: User | None) -> Edition:
    edition = Edition.objects.create(
        course_key=frozen.key,
        number=number,
        published_at=timezone.now(),
        published_by=by,
        published_by_name=by.get_full_name() if by else "",
        languages=frozen.languages,
        main_language=frozen.main_language,
        minutes=frozen.minutes(),
        topic=frozen.topic,
        level=frozen.level,
        format=frozen.format,
        competences=frozen.competences,
        about=frozen.about,
        outline=frozen.outline(),
        digest=frozen.digest(),
    )
    positions = {key: position for position, (key, _twins) in enumerate(frozen.in_order(), start=1)}
    EditionUnit.objects.bulk_create(
        EditionUnit(
            edition=edition,
            language=lesson.language,
            unit_key=lesson.key,
            position=positions[lesson.key],
            slug=lesson.slug,
            title=lesson.title,
            minutes=lesson.minutes,
            content=lesson.content,
            digest=lesson.digest,
            revision_id=lesson.revision_id,
        )
        for lesson in frozen.lessons
    )
    EditionQuestion.objects.bulk_create(
        EditionQuestion(
            edition=edition,
            language=lesson.language,
            question_key=UUID(key),
            unit_key=lesson.key,
            content=question,
            digest=digest_of(question),
        )
        for lesson in frozen.lessons
        for key, question in lesson.questions.items()
    )
    return edition


def _offer(frozen: FrozenCourse, edition: Edition) -> None:
    EditionRefusal.objects.filter(course_key=frozen.key).delete()
    slugs = dict.fromkeys(about["slug"] for about in frozen.about.values())
    Address.objects.bulk_create([Address(slug=slug, course_key=frozen.key) for slug in slugs], ignore_conflicts=True)
    foreign = Address.objects.filter(slug__in=slugs).exclude(course_key=frozen.key).first()
    if foreign:
        raise AddressTaken(foreign.slug)
    shown = _shown(frozen, edition)
    offer = Offer.objects.filter(course_key=frozen.key).first()
    if offer is None or any(getattr(offer, name) != value for name, value in shown.items()):
        Offer.objects.update_or_create(course_key=frozen.key, defaults=shown | {"updated_at": timezone.now()})


def _shown(frozen: FrozenCourse, edition: Edition) -> dict[str, Any]:
    german, english = frozen.about.get("de", {}), frozen.about.get("en", {})
    return {
        "edition_id": edition.pk,
        "course_page_id": frozen.page_id,
        "slug": frozen.about[frozen.main_language]["slug"],
        "is_open": True,
        "title_de": german.get("title", ""),
        "title_en": english.get("title", ""),
        "summary_de": german.get("summary", ""),
        "summary_en": english.get("summary", ""),
        "words": frozen.words,
        "minutes": edition.minutes,
        "topic": frozen.topic,
        "level": frozen.level,
        "format": frozen.format,
        "has_english": bool(english),
    }
