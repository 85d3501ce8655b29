import time
from typing import Any
from urllib.parse import urlsplit

import structlog
from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from learning.accounts.commands import keep_language_of_the_door
from learning.accounts.demo import is_shared
from learning.core.access import may

log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's words and ways where ours differ: no sign-up, no way out to another host, "Sie"."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-Mail und Passwort passen nicht zusammen. Bitte prüfen Sie beide Angaben."),
        "too_many_login_attempts": _(
            "Zu viele Versuche. Bitte warten Sie fünf Minuten und versuchen Sie es noch einmal."
        ),
        "account_inactive": _("Dieses Konto ist geschlossen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses on this platform, written without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        keep_language_of_the_door(user=user, language=get_language() or settings.LANGUAGE_CODE)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has typed the password a moment ago is not asked for it again before setting up the second factor."""
        required = bool(super().is_reauthentication_required(app=app, **kwargs))
        return required and not (app == "allauth.mfa" and has_just_signed_in(self.request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away stays our trouble: an error page would tell which accounts exist."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            log.error("accounts.mail_failed", template=template_prefix, error=type(error).__name__)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the address of the platform, whatever host the request named."""
        return settings.BASE_URL + urlsplit(super().get_reset_password_from_key_url(key)).path

    def format_email_subject(self, subject: str) -> str:
        return f"Lernhafen: {subject}"


def has_just_signed_in(request: HttpRequest) -> bool:
    """By password, and with the second factor where there is one: only then is the session anybody's. As long as a
    password asked for again would count; a button of the demo and a reset password count for nothing."""
    if not request.user.is_authenticated:
        return False
    proofs = get_authentication_records(request, request.user)
    typed = [proof["at"] for proof in proofs if proof["method"] == "password"]
    return bool(typed) and time.time() - typed[-1] < account_settings.REAUTHENTICATION_TIMEOUT


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "Dieser Code stimmt nicht oder ist abgelaufen. Geben Sie den Code ein, den die App jetzt zeigt."
        ),
        "cannot_delete_authenticator": _(
            "Ihre Rolle verlangt einen zweiten Faktor. Er kann nicht abgeschaltet werden."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whose role demands a second factor keeps it."""
        return not (settings.SECOND_FACTOR_REQUIRED and may(authenticator.user, "accounts.needs_second_factor"))

    def is_mfa_enabled(self, user: Any, types: list[str] | None = None) -> bool:
        """The button of the demo leads in, even if a second factor was left behind."""
        return not is_shared(user) and bool(super().is_mfa_enabled(user, types=types))

    def get_totp_label(self, user: Any) -> str:
        return str(user.email)
