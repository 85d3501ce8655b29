from typing import Any

from django import template

from courses.content.checks import Finding
from courses.content.gate import blocking

register = template.Library()


@register.simple_tag
def findings_of(page: Any) -> list[Finding]:
    """What the checks say about a draft; nothing about pages of other kinds."""
    return page.findings() if hasattr(page, "findings") else []


@register.simple_tag
def blocking_of(page: Any) -> list[Finding]:
    """Those that stand in the way of publishing a draft."""
    return blocking(page) if hasattr(page, "findings") else []
