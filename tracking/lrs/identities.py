"""Who is meant by an actor: the inverse functional identifier (IEEE 9274.1.1, 4.2.2) as one string."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]


def identifiers(actor: Json) -> Iterator[str]:
    """All that the actor carries; a valid actor has one, an anonymous group none."""
    if "mbox" in actor:
        yield f"mbox:{actor['mbox']}"
    if "mbox_sha1sum" in actor:
        yield f"sha1:{actor['mbox_sha1sum']}"
    if "openid" in actor:
        yield f"openid:{actor['openid']}"
    if "account" in actor:
        yield f"account:{actor['account']['homePage']}|{actor['account']['name']}"


def identifier(actor: Json) -> str | None:
    return next(identifiers(actor), None)
