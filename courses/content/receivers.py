from courses.content.commands import (
    ask_colleagues_for_review,
    keep_offer_current,
    sync_trainers,
    tell_author_of_refusal,
    tell_author_of_review,
    tell_colleagues_of_withdrawal,
    tell_trainers_of_refusal,
)
from courses.content.events import (
    EditionRefused,
    PageMoved,
    PagePublished,
    PageWithdrawn,
    ReviewEnded,
    ReviewRequested,
    ReviewWithdrawn,
    ScheduledPublishRefused,
)
from courses.content.queries import author_of
from learning.core.events import receives
from learning.organisation.enums import Role
from learning.organisation.events import RoleGranted, RoleWithdrawn

# "later": pages published in one transaction become one edition, and publishing never waits or fails for it.


@receives(PagePublished, when="later")
def cut_edition_of_published_page(event: PagePublished) -> None:
    keep_offer_current(course_key=event.course_key, by=author_of(revision_id=event.revision_id))


@receives(PageWithdrawn, when="later")
def follow_withdrawn_page(event: PageWithdrawn) -> None:
    keep_offer_current(course_key=event.course_key)


@receives(PageMoved, when="later")
def follow_moved_page(event: PageMoved) -> None:
    for course_key in dict.fromkeys((event.course_key, event.from_course_key)):
        if course_key:
            keep_offer_current(course_key=course_key)


@receives(EditionRefused, when="later", outside=True)
def tell_trainers(event: EditionRefused) -> None:
    tell_trainers_of_refusal(course_key=event.course_key)


@receives(ScheduledPublishRefused, when="later", outside=True)
def tell_author(event: ScheduledPublishRefused) -> None:
    tell_author_of_refusal(author_id=event.author_id, page_id=event.page_id, title=event.title, reasons=event.reasons)


@receives(ReviewRequested, when="later", outside=True)
def ask_colleagues(event: ReviewRequested) -> None:
    ask_colleagues_for_review(page_id=event.page_id, author_id=event.author_id)


@receives(ReviewWithdrawn, when="later", outside=True)
def tell_colleagues(event: ReviewWithdrawn) -> None:
    tell_colleagues_of_withdrawal(page_id=event.page_id, author_id=event.author_id, by_id=event.by_id)


@receives(ReviewEnded, when="later", outside=True)
def tell_author_how_it_ended(event: ReviewEnded) -> None:
    tell_author_of_review(
        page_id=event.page_id,
        author_id=event.author_id,
        reviewer_id=event.reviewer_id,
        is_approved=event.is_approved,
        comment=event.comment,
    )


@receives(RoleGranted)
def admit_trainer(event: RoleGranted) -> None:
    if event.role == Role.TRAINER:
        sync_trainers(unit_code=event.unit_code)


@receives(RoleWithdrawn)
def dismiss_trainer(event: RoleWithdrawn) -> None:
    if event.role == Role.TRAINER:
        sync_trainers(unit_code=event.unit_code)
