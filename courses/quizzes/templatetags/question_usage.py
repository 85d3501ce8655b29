from django import template
from wagtail.models import Page

from courses.quizzes.complaints import Complaint, complaints
from courses.quizzes.forms import QuestionForm
from courses.quizzes.models import Question
from courses.quizzes.queries import page_of_key
from courses.quizzes.usage import published_pages

register = template.Library()


@register.simple_tag
def published_in(question: Question) -> list[Page]:
    return published_pages(question=question)


@register.simple_tag
def course_of_question(question: Question) -> Page | None:
    """In the question's language, else in any."""
    return page_of_key(course_key=question.course_key, locale_id=question.locale_id)


@register.simple_tag
def complaints_of(form: QuestionForm) -> list[Complaint]:
    """Why it could not be saved; nothing before that was tried."""
    return list(complaints(form))
