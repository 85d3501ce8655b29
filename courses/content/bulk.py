"""While many pages of a course are published at once, remember the courses and cut one edition at the end."""

from contextvars import ContextVar
from uuid import UUID

collected: ContextVar[dict[UUID, None] | None] = ContextVar("collected", default=None)


def collect(course_key: UUID) -> bool:
    """Whether somebody is collecting; then the course is remembered and nothing else has to be said."""
    courses = collected.get()
    if courses is None:
        return False
    courses[course_key] = None
    return True
