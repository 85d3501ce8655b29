"""When are two statements the same? (IEEE 9274.1.1, 4.2.4.2: immutability and its exceptions)"""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from tracking.lrs.validators import moment

_SET_BY_THE_STORE = {"id", "stored", "authority", "version"}
_FIRST, _LAST = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
_TEXTS = {"display", "definition"}
_UNSAID = {"Agent", "Activity"}
"""Kinds of objects that need not be told."""
_FINER = re.compile(r"([.,]\d\d)\d+")
"""Parts of a second below 0.01, which durations are not compared by (IEEE 9274.1.1, 4.2.7)."""


def digest(statement: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(canonical(statement)).digest()


def canonical(statement: Mapping[str, Any]) -> bytes:
    """Sorted keys, times in UTC, members in one order, without what the store sets and what only displays."""
    compared = {key: value for key, value in statement.items() if key not in _SET_BY_THE_STORE}
    return _written(_plain(compared))


def _plain(value: Any, key: str = "") -> Any:
    if key == "extensions":  # what they hold is theirs, whatever it is called
        return value
    if isinstance(value, Mapping):
        return {name: _plain(each, name) for name, each in value.items() if _counts(name, each)}
    if isinstance(value, list | tuple):
        plain = [_plain(each) for each in value]
        return sorted(plain, key=_written) if key == "member" else plain
    if key == "timestamp":
        return as_utc(value).isoformat()
    if key == "duration":
        return _FINER.sub(r"\1", value)
    return value


def _counts(name: str, value: Any) -> bool:
    return name not in _TEXTS and name != "fileUrl" and not (name == "objectType" and value in _UNSAID)


def _written(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def as_utc(text: str) -> datetime:
    """Of a time at the edges of what Python knows, the edge."""
    return min(max(moment(text), _FIRST), _LAST)


def text_in_utc(text: str) -> str:
    """A time beyond the edges stays as it came: nobody's record changes for what Python does not know."""
    when = as_utc(text)
    return text if when in {_FIRST, _LAST} else when.isoformat().replace("+00:00", "Z")
