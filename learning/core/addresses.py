from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse


def address(name: str, *arguments: Any) -> str:
    """The address of a view, worked out once: only the prefix and the routes tell one from another.

    Raises NoReverseMatch.
    """
    return _address(name, arguments, get_script_prefix(), settings.ROOT_URLCONF)


@lru_cache(maxsize=8192)
def _address(name: str, arguments: tuple[Any, ...], _prefix: str, _urlconf: str) -> str:
    return reverse(name, args=arguments)
