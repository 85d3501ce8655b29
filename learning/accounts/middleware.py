from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.utils import translation

from learning.core.access import may

Next = Callable[[HttpRequest], HttpResponse]

OPEN_WITHOUT_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "healthz",
        "mfa_activate_totp",
        "page",
        "readyz",
        "set_language",
    }
)
"""What a person whose role demands a second factor may reach before having one. All other routes are shut."""


class ProfileLocaleMiddleware(LocaleMiddleware):
    """The language of the profile; for strangers the one they chose here (cookie), else what their browser asks for."""

    def process_request(self, request: HttpRequest) -> None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            super().process_request(request)
            return
        user = request.user = get_user(request)  # the person, not what stands for them: a page asks a hundred times
        if not user.is_authenticated or not user.language:
            super().process_request(request)
            return
        translation.activate(user.language)
        request.LANGUAGE_CODE = translation.get_language()


class SecondFactorMiddleware:
    """Whose role reaches other people's data or everybody's content proves twice who they are, on whatever route."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        match = request.resolver_match
        if match is not None and match.view_name in OPEN_WITHOUT_SECOND_FACTOR:
            return None
        if not may(request.user, "accounts.needs_second_factor") or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_activate_totp")
