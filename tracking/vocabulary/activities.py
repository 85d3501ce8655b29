"""IRIs of what is learned. They stand on translation keys: the German and the English page are one activity."""

from enum import StrEnum
from uuid import UUID

from tracking.lrs.platform import platform_iri


class ActivityType(StrEnum):
    COURSE = "http://adlnet.gov/expapi/activities/course"
    LESSON = "http://adlnet.gov/expapi/activities/lesson"
    QUESTION = "http://adlnet.gov/expapi/activities/cmi.interaction"


def course_iri(key: UUID) -> str:
    return f"{platform_iri()}/xapi/courses/{key}"


def edition_iri(course_key: UUID, number: int) -> str:
    return f"{course_iri(course_key)}/editions/{number}"


def lesson_iri(key: UUID) -> str:
    return f"{platform_iri()}/xapi/lessons/{key}"


def question_iri(key: UUID) -> str:
    return f"{platform_iri()}/xapi/questions/{key}"


def course_key(iri: str) -> UUID | None:
    return _key(iri, "courses")


def lesson_key(iri: str) -> UUID | None:
    return _key(iri, "lessons")


def question_key(iri: str) -> UUID | None:
    return _key(iri, "questions")


def _key(iri: str, kind: str) -> UUID | None:
    """The key in one of our own IRIs; None for an edition, another kind, another platform."""
    prefix = f"{platform_iri()}/xapi/{kind}/"
    if not iri.startswith(prefix):
        return None
    try:
        return UUID(iri.removeprefix(prefix))
    except ValueError:
        return None
