"""What must be right before the platform starts (errors), and before it faces people (`check --deploy`)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

PROFILES = ("production", "demo", "test")
LOWEST_FLOOR, HIGHEST_FLOOR = 10, 50
KEY_BYTES = 32


@register
def check_profile(**_: Any) -> list[CheckMessage]:
    if settings.PROFILE in PROFILES:
        return []
    return [
        Error(
            f"LERNHAFEN_PROFILE={settings.PROFILE} is unknown.",
            hint=f"Use one of {', '.join(PROFILES)}, or leave it out for production.",
            id="lernhafen.E001",
        )
    ]


@register
def check_disclosure_floor(**_: Any) -> list[CheckMessage]:
    if LOWEST_FLOOR <= settings.DISCLOSURE_FLOOR <= HIGHEST_FLOOR:
        return []
    return [
        Error(
            f"DISCLOSURE_FLOOR={settings.DISCLOSURE_FLOOR} is out of range.",
            hint=f"Use {LOWEST_FLOOR} to {HIGHEST_FLOOR}: in smaller groups people are recognised.",
            id="lernhafen.E002",
        )
    ]


@register
def check_disclosure_key(**_: Any) -> list[CheckMessage]:
    if len(settings.SDC_KEY.encode()) >= KEY_BYTES:
        return []
    return [
        Error(
            f"SDC_KEY is shorter than {KEY_BYTES} bytes.",
            hint="Make one with `openssl rand -hex 32` and keep it in the backup of secrets: it must never change.",
            id="lernhafen.E003",
        )
    ]


@register
def check_outbox(**_: Any) -> list[CheckMessage]:
    if settings.OUTBOX_MAX_ATTEMPTS >= 1:
        return []
    return [Error("OUTBOX_MAX_ATTEMPTS must be at least 1.", id="lernhafen.E004")]


def refuse_wrong_settings() -> None:
    """For the web server, worker and beat: only management commands run checks by themselves. Asks no database.

    Raises ImproperlyConfigured.
    """
    checks = (check_profile, check_disclosure_floor, check_disclosure_key, check_outbox)
    found = [message for check in checks for message in check()]
    if found:
        raise ImproperlyConfigured("\n".join(map(str, found)))


@register(Tags.security, deploy=True)
def check_profile_for_people(**_: Any) -> list[CheckMessage]:
    """The demo signs in anybody by a button, and the test profile hashes passwords carelessly."""
    if settings.PROFILE == "production":
        return []
    return [
        Error(
            f"LERNHAFEN_PROFILE={settings.PROFILE} is not for production.",
            hint="Leave LERNHAFEN_PROFILE out: the demo lets everybody in without a password.",
            id="lernhafen.E010",
        )
    ]


@register(Tags.security, deploy=True)
def check_disclosure_key_is_set(**_: Any) -> list[CheckMessage]:
    """One that a host made for itself is in nobody's backup, and a second host makes another."""
    if settings.PROFILE != "production" or settings.SDC_KEY_IS_SET:
        return []
    return [
        Error(
            "SDC_KEY is not set: this host made one for itself.",
            hint="Make one with `openssl rand -hex 32`; where quarters are closed already, set the one in "
            "STATE_DIR/secrets. Keep it in the backup of secrets: it must never change.",
            id="lernhafen.E012",
        )
    ]


@register(Tags.security, deploy=True)
def check_address_for_people(**_: Any) -> list[CheckMessage]:
    """Without it passwords and sessions travel readable, and cookies, HSTS and the redirect stay off unnoticed."""
    if settings.PROFILE != "production" or urlsplit(settings.BASE_URL).scheme == "https":
        return []
    return [
        Error(
            f"BASE_URL={settings.BASE_URL} is not https.",
            hint="Set BASE_URL to the address that people type, with https: secure cookies, HSTS and the redirect from "
            "plain HTTP follow from it.",
            id="lernhafen.E011",
        )
    ]
