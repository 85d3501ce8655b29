"""`more`: where a list goes on. All that is needed stands in the address itself, signed, so nothing is kept here and
every page costs the same."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing

from tracking.lrs.filters import Filter

_SALT = "tracking.lrs.more"
_TIMES = ("since", "until")


class CursorError(ValueError):
    """Not made here, or cut."""


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """`after`: the row id of the last statement given."""

    wanted: Filter
    after: int
    count: int
    format: str
    attachments: bool


def as_token(cursor: Cursor) -> str:
    values = asdict(cursor)
    wanted = {name: _plain(value) for name, value in values.pop("wanted").items() if value not in (None, False)}
    return signing.dumps({**values, "wanted": wanted}, salt=_SALT, compress=True)


def from_token(token: str) -> Cursor:
    try:
        values = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise CursorError from error
    wanted: dict[str, Any] = values.pop("wanted")
    for name in _TIMES:
        if name in wanted:
            wanted[name] = datetime.fromisoformat(wanted[name])
    if "registration" in wanted:
        wanted["registration"] = UUID(wanted["registration"])
    return Cursor(wanted=Filter(**wanted), **values)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
