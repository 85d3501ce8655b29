"""Where a question is used: the reference index knows what is published, drafts have to be read."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from courses.quizzes.models import Question


def is_used(*, question: Question) -> bool:
    """Whether a page uses the question, published or as a draft."""
    if ReferenceIndex.get_references_to(question).exists():
        return True
    return any(_refers_to(page.get_latest_revision_as_object(), question) for page in _drafts_of_course(question))


def published_pages(*, question: Question) -> list[Page]:
    """The published pages that ask the question, in their order."""
    references = ReferenceIndex.get_references_to(question).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return list(Page.objects.live().filter(pk__in=set(references.values_list("object_id", flat=True))).order_by("path"))


def _drafts_of_course(question: Question) -> QuerySet[Page]:
    """Pages of the question's course whose newest text is not what the reference index saw."""
    courses = Page.objects.filter(translation_key=question.course_key)
    drafts: QuerySet[Page] = Page.objects.none()
    for course in courses:
        drafts |= Page.objects.descendant_of(course).filter(has_unpublished_changes=True)
    return drafts


def _refers_to(page: Page, question: Question) -> bool:
    streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    return any(
        issubclass(model, Question) and pk == str(question.pk)
        for field in streams
        for model, pk, *_path in field.extract_references(field.value_from_object(page))
    )
