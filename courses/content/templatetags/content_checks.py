from typing import Any

from django import template

from courses.content.checks import Finding

register = template.Library()


@register.simple_tag
def findings_of(page: Any) -> list[Finding]:
    """What the checks say about a draft; nothing about pages of other kinds."""
    return page.findings() if hasattr(page, "findings") else []
