"""Who asks: a key and its secret by HTTP Basic (RFC 7617). A person's session is nobody here."""

import base64
import hmac
from datetime import datetime, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, QuerySet
from django.utils import timezone

from learning.core.compiled import compiled
from tracking.lrs.commands.keys import digest_of
from tracking.lrs.models import Key
from tracking.lrs.protocol.errors import XapiError

USED_ANEW_AFTER = timedelta(minutes=1)
"""`last_used_at` is written so often at most."""

_NAMES = [each.attname for each in Key._meta.concrete_fields]


@compiled
def _valid(*, name: str, now: datetime) -> QuerySet[Key, tuple[Any, ...]]:
    return Key.objects.valid(at=now).filter(key=name).values_list(*_NAMES)


class UnauthorizedError(XapiError):
    def __init__(self, rule: str) -> None:
        super().__init__(401, "Authorization", rule, clause="RFC 7617")


def authenticated(authorization: str | None) -> Key:
    """The valid key whose secret came along. Raises UnauthorizedError."""
    name, secret = _credentials(authorization)
    found = next((Key.from_db(DEFAULT_DB_ALIAS, _NAMES, row) for row in _valid(name=name, now=timezone.now())), None)
    given = digest_of(secret)
    if found is None or not _is_secret_of(found, given):
        raise UnauthorizedError("key and secret do not belong to a valid key")
    _note_use(found)
    return found


def _credentials(authorization: str | None) -> tuple[str, str]:
    if not authorization:
        raise UnauthorizedError("a key and its secret are needed (HTTP Basic)")
    scheme, _space, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        raise UnauthorizedError("only HTTP Basic is understood")
    try:
        name, colon, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except ValueError as error:
        raise UnauthorizedError("is no Base64 of key:secret") from error
    if not colon or "\0" in name:
        raise UnauthorizedError("is no Base64 of key:secret")
    return name, secret


def _is_secret_of(key: Key, given: bytes) -> bool:
    if hmac.compare_digest(bytes(key.secret_digest), given):
        return True
    before = bytes(key.previous_digest or b"")
    return hmac.compare_digest(before, given) and key.previous_until is not None and key.previous_until > timezone.now()


def _note_use(key: Key) -> None:
    now = timezone.now()
    if key.last_used_at is None or key.last_used_at < now - USED_ANEW_AFTER:
        earlier = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_ANEW_AFTER)
        Key.objects.filter(earlier, pk=key.pk).update(last_used_at=now)
