from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Locale, Page

from courses.quizzes.models import Question, QuestionOwner


def course_of(page: Page) -> Page | None:
    """The page that owns the questions of `page`: itself, or the nearest one above."""
    pages = page.get_ancestors(inclusive=True).order_by("-depth")
    owner = next((each for each in pages if issubclass(each.specific_class, QuestionOwner)), None)
    return owner.specific if owner else None


def owner_of_key(*, course_key: UUID, locale_id: int) -> QuestionOwner | None:
    """The course in that language, else in any; None when there is no such course any more."""
    page = page_of_key(course_key=course_key, locale_id=locale_id)
    found = page.specific if page else None
    return found if isinstance(found, QuestionOwner) else None


def page_of_key(*, course_key: UUID, locale_id: int) -> Page | None:
    """The same as a plain page."""
    pages = Page.objects.filter(translation_key=course_key)
    return pages.filter(locale_id=locale_id).first() or pages.first()


def in_language(questions: Iterable[Question], locale_id: int) -> dict[int, Question]:
    """Primary key → the question as learners of that language get it: its twin, or itself where there is none."""
    given = {question.pk: question for question in questions}
    foreign = [question.translation_key for question in given.values() if question.locale_id != locale_id]
    found = Question.objects.filter(translation_key__in=foreign, locale_id=locale_id) if foreign else ()
    twins = {question.translation_key: question for question in found}
    return {pk: twins.get(question.translation_key, question) for pk, question in given.items()}


def with_course_title(questions: QuerySet) -> QuerySet:
    """Adds `course_title`, in the question's language where the course has it."""
    pages = Page.objects.filter(translation_key=OuterRef("course_key"))
    own = pages.filter(locale_id=OuterRef("locale_id")).values("title")[:1]
    default = pages.filter(locale_id=Locale.get_default().pk).values("title")[:1]
    titled: QuerySet = questions.annotate(course_title=Coalesce(Subquery(own), Subquery(default)))
    return titled
