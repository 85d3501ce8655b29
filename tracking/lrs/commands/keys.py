"""Keys of programs: made, bound to an authority, shown once, renewed, blocked."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import orjson
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from learning.core.commands import record_audit
from tracking.lrs.commands.authorities import authority_for_a_key
from tracking.lrs.models import Key
from tracking.lrs.models.keys import SESSION_AT_MOST
from tracking.lrs.platform import OF_A_KEY, platform_iri
from tracking.lrs.scopes import Scope

Json = Mapping[str, Any]
OLD_SECRET_LIVES = timedelta(hours=24)
"""After a rotation, when nothing else was said: time to bring the new secret to where it is used."""
KEPT_AFTER_END = timedelta(days=30)
"""So long the list shows keys that have ended; what they did stays in the audit log."""


@dataclass(frozen=True)
class NewKey:
    """The only moment at which the secret is known."""

    row: Key
    secret: str

    @property
    def key(self) -> str:
        return self.row.key


class KeyEndedError(Exception):
    """It is blocked or has run out: nothing brings it back, a new one is needed."""


def digest_of(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


@transaction.atomic
def create_key(
    *, name: str, scopes: Collection[str], authority: Json | None = None, by: Any = None, **options: Any
) -> NewKey:
    """A key whose statements stand under `authority`, an agent as JSON; without one, under an account of its own.

    `options` are further fields of Key: requests_per_minute, expires_at. Raises AuthorityRefusedError.
    """
    key, secret = secrets.token_hex(20), secrets.token_urlsafe(32)
    own = {"objectType": "Agent", "account": {"homePage": platform_iri(), "name": f"{OF_A_KEY}{key}"}}
    authority = authority or own
    row = Key.objects.create(
        name=name,
        key=key,
        secret_digest=digest_of(secret),
        scopes=_in_order(scopes),
        authority=authority_for_a_key(authority),
        authority_json=orjson.dumps(authority).decode(),
        **options,
    )
    _audit(row, "created", by, scopes=row.scopes)
    return NewKey(row, secret)


@transaction.atomic
def rotate_key(*, key_id: int, old_good_until: datetime | None = None, by: Any = None) -> NewKey:
    """A new secret. The one before stays good until then, by default for a day; a moment that is over ends it at once,
    and with it one that was replaced earlier. Raises KeyEndedError."""
    row = _valid(key_id)
    now = timezone.now()
    until = now + OLD_SECRET_LIVES if old_good_until is None else old_good_until
    secret = secrets.token_urlsafe(32)
    stays = until > now
    row.previous_digest, row.previous_until = (row.secret_digest, until) if stays else (None, None)
    row.secret_digest = digest_of(secret)
    row.save(update_fields=["secret_digest", "previous_digest", "previous_until"])
    _audit(row, "rotated", by, old_good_until=until.isoformat() if stays else "")
    return NewKey(row, secret)


@transaction.atomic
def revoke_key(*, key_id: int, by: Any = None) -> Key:
    """From the next request on it opens nothing. Both secrets end, and it does not come back."""
    row = Key.objects.select_for_update().get(pk=key_id)
    if row.revoked_at is None:
        row.revoked_at = timezone.now()
        row.previous_digest = row.previous_until = None
        row.save(update_fields=["revoked_at", "previous_digest", "previous_until"])
        _audit(row, "revoked", by)
    return row


@transaction.atomic
def change_key(
    *, key_id: int, name: str, scopes: Collection[str], requests_per_minute: int | None, by: Any = None
) -> Key:
    """Name, scopes and limit; from the next request on. Raises KeyEndedError."""
    row = _valid(key_id)
    wanted = {"name": name, "scopes": _in_order(scopes), "requests_per_minute": requests_per_minute}
    changed = {field: value for field, value in wanted.items() if getattr(row, field) != value}
    if changed:
        for field, value in changed.items():
            setattr(row, field, value)
        row.save(update_fields=list(changed))
        told = {field: value for field, value in changed.items() if field != "name"}
        _audit(row, "changed", by, fields=sorted(changed), **told)
    return row


def delete_ended_keys() -> int:
    """What they wrote stays: it stands under their authority, not under the key."""
    now = timezone.now()
    is_old = Q(expires_at__lt=now - KEPT_AFTER_END) | Q(revoked_at__lt=now - KEPT_AFTER_END)
    was_of_a_session = Q(expires_at__lt=now, expires_at__lte=F("created_at") + SESSION_AT_MOST)
    return Key.objects.filter(is_old | was_of_a_session).delete()[0]


def _valid(key_id: int) -> Key:
    row = Key.objects.select_for_update().get(pk=key_id)
    if row.has_ended:
        raise KeyEndedError
    return row


def _in_order(scopes: Collection[str]) -> list[str]:
    return sorted(Scope(scope).value for scope in scopes)


def _audit(row: Key, what: str, by: Any, **detail: Any) -> None:
    record_audit(actor=by, action=f"lrs.key_{what}", subject=f"lrs.key:{row.pk}", detail=detail)
