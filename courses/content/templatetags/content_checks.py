from typing import Any

from django import template
from django.forms import BoundField
from wagtail.blocks.base import get_error_json_data

from courses.content.checks import Finding
from courses.content.desk import NextStep, next_step
from courses.content.gate import blocking
from courses.content.queries import seen_by_learners
from courses.quizzes.blocks import messages_in

register = template.Library()


@register.simple_tag
def findings_of(page: Any) -> list[Finding]:
    """What the checks say about a draft; nothing about pages of other kinds."""
    return page.findings() if hasattr(page, "findings") else []


@register.simple_tag
def blocking_of(page: Any) -> list[Finding]:
    """Those that stand in the way of publishing a draft."""
    return blocking(page) if hasattr(page, "findings") else []


@register.simple_tag
def next_step_of(page: Any) -> NextStep | None:
    return next_step(page.specific)


@register.simple_tag
def learners_see(page: Any) -> str:
    """ "course" or "part" for what stands in a course of the catalogue, else empty."""
    return seen_by_learners(page)


@register.simple_tag
def errors_of(field: BoundField) -> list[str]:
    """What is wrong with a field, also within the blocks that it may hold."""
    return [message for error in field.errors.as_data() for _path, message in messages_in(get_error_json_data(error))]
