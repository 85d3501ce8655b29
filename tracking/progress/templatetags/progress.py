"""How pages of `courses` show the state of the person reading them: one query for a whole list of courses.

{% set states = my_courses(user) %}
{% for offer in offers %}{{ course_state(states, offer.course_key) }}{% endfor %}
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from learning.core.templatetags.components import state_badge
from tracking.progress.queries import CourseState, course_states

register = template.Library()

States = Mapping[UUID, CourseState]


@register.simple_tag
def my_courses(user: Any) -> States:
    """The reader's courses by key; none for strangers. One query."""
    if not user.is_authenticated:
        return {}
    return course_states(learner_key=user.learner_key, language=get_language() or "de")


@register.simple_tag
def course_state(states: States, course_key: UUID) -> SafeString:
    """Mark and word: new, begun or completed."""
    return state_badge(course_state_name(states, course_key))


@register.filter
def course_state_name(states: States, course_key: UUID) -> str:
    mine = states.get(course_key)
    if mine is None:
        return "new"
    return "completed" if mine.is_completed else "begun"
