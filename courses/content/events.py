from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from learning.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PagePublished(Event):
    """A page of a course went live, by whatever way."""

    name: ClassVar[str] = "content.page_published"
    page_id: int
    revision_id: int | None
    course_key: UUID


@dataclass(frozen=True, kw_only=True)
class PageWithdrawn(Event):
    """A page of a course was unpublished, has expired or was deleted."""

    name: ClassVar[str] = "content.page_withdrawn"
    page_id: int
    course_key: UUID


@dataclass(frozen=True, kw_only=True)
class PageMoved(Event):
    """A page of a course has another place; `from_course_key` is that of the course it was in before."""

    name: ClassVar[str] = "content.page_moved"
    page_id: int
    course_key: UUID | None
    from_course_key: UUID | None


@dataclass(frozen=True, kw_only=True)
class EditionPublished(Event):
    name: ClassVar[str] = "content.edition_published"
    edition_id: int
    course_key: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class EditionRefused(Event):
    """The live pages of a course were not fit for an edition; the one before stays. Told once for the same reasons."""

    name: ClassVar[str] = "content.edition_refused"
    course_key: UUID


@dataclass(frozen=True, kw_only=True)
class CourseWithdrawn(Event):
    """The course takes no new learners; who is in it stays."""

    name: ClassVar[str] = "content.course_withdrawn"
    course_key: UUID


@dataclass(frozen=True, kw_only=True)
class ScheduledPublishRefused(Event):
    """A page that was to go live by its date did not; the draft is as it was."""

    name: ClassVar[str] = "content.scheduled_publish_refused"
    page_id: int
    author_id: int | None
    title: str
    reasons: list[str]


@dataclass(frozen=True, kw_only=True)
class ReviewRequested(Event):
    """An author asked for a second pair of eyes."""

    name: ClassVar[str] = "content.review_requested"
    page_id: int
    author_id: int | None


@dataclass(frozen=True, kw_only=True)
class ReviewWithdrawn(Event):
    """A second pair of eyes is no longer needed, after colleagues were asked for it."""

    name: ClassVar[str] = "content.review_withdrawn"
    page_id: int
    author_id: int | None
    by_id: int | None


@dataclass(frozen=True, kw_only=True)
class ReviewEnded(Event):
    """The second person published the page, or asked for changes."""

    name: ClassVar[str] = "content.review_ended"
    page_id: int
    author_id: int | None
    reviewer_id: int | None
    is_approved: bool
    comment: str
