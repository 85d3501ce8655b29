"""Keys of programs: made, bound to an authority, shown once."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
from django.db import transaction

from learning.core.commands import record_audit
from tracking.lrs.identities import identifier
from tracking.lrs.models import Key
from tracking.lrs.platform import platform_iri
from tracking.lrs.scopes import Scope
from tracking.lrs.shared_rows import agent_ids

Json = Mapping[str, Any]


@dataclass(frozen=True)
class NewKey:
    """The only moment at which the secret is known."""

    row: Key
    secret: str

    @property
    def key(self) -> str:
        return self.row.key


def digest_of(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


@transaction.atomic
def create_key(
    *, name: str, scopes: Collection[str], authority: Json | None = None, by: Any = None, **options: Any
) -> NewKey:
    """A key whose statements stand under `authority`, an agent as JSON; without one, under an account of its own.

    `options` are further fields of Key: requests_per_minute, expires_at.
    """
    key, secret = secrets.token_hex(20), secrets.token_urlsafe(32)
    authority = authority or {"objectType": "Agent", "account": {"homePage": platform_iri(), "name": f"key:{key}"}}
    ifi = identifier(authority)
    if ifi is None:
        raise ValueError("the authority of a key is an agent")
    row = Key.objects.create(
        name=name,
        key=key,
        secret_digest=digest_of(secret),
        scopes=sorted(Scope(scope).value for scope in scopes),
        authority_id=agent_ids({ifi: authority})[ifi],
        authority_json=orjson.dumps(authority).decode(),
        **options,
    )
    record_audit(actor=by, action="lrs.key_created", subject=f"lrs.key:{row.pk}", detail={"scopes": row.scopes})
    return NewKey(row, secret)
