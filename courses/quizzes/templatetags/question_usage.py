from django import template
from wagtail.models import Page

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
