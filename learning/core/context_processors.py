from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from learning.core import navigation


@dataclass
class Frame:
    """What every page needs around its content. Works nothing out before a template asks for it."""

    request: HttpRequest

    @property
    def site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    @property
    def is_demo(self) -> bool:
        return bool(settings.DEMO)

    @property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def theme(self) -> str:
        """`auto`, `light` or `dark`, for `<html data-theme>`."""
        user = getattr(self.request, "user", None)
        return getattr(user, "theme", "auto")

    @cached_property
    def nav(self) -> list[navigation.NavLink]:
        """Empty for strangers: every entry leads behind the sign-in."""
        user = getattr(self.request, "user", None)
        return navigation.links_for(self.request) if user and user.is_authenticated else []


def frame(request: HttpRequest) -> dict[str, Any]:
    """`csrf_input` is made once for all forms of a page; Django's own makes one for each."""
    return {"frame": Frame(request), "csrf_input": SimpleLazyObject(lambda: csrf_input(request))}
