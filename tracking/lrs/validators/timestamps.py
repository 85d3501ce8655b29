"""Moments as the two standards write them."""

import re
from datetime import UTC, datetime, timedelta

_FRACTION = r"(?:[.,]\d+)?"
_OFFSET = r"(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)"
_ISO_8601 = re.compile(
    rf"(?:\d{{4}}-\d\d-\d\dT\d\d(?::\d\d(?::\d\d{_FRACTION})?)?|\d{{8}}T\d\d(?:\d\d(?:\d\d{_FRACTION})?)?){_OFFSET}",
    re.ASCII,
)
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII)
_UNKNOWN_OFFSET = re.compile(r"-00(?::?00)?$")
_LEAP = re.compile(r"(?<=:59:)60|(?<=T2359)60|(?<=T\d\d59)60")


def moment(text: str) -> datetime:
    """In UTC. Raises ValueError, also for what lies outside the years 1 to 9999.

    A leap second is the moment it ends: no calendar of ours has it.
    """
    plain, leap = _LEAP.subn("59", text.upper(), count=1)
    try:
        found = datetime.fromisoformat(plain).astimezone(UTC)
        if not leap:
            return found
        after = found.replace(microsecond=0) + timedelta(seconds=1)
    except OverflowError as error:
        raise ValueError(text) from error
    if (after.hour, after.minute) != (0, 0):
        raise ValueError(text)
    return after


def is_iso_8601(text: str) -> bool:
    """Date and time with their offset, extended or basic (xAPI 1.0.3, Data 4.5). The offset is asked for: the moment
    would be unknown without."""
    return _is_moment(text, _ISO_8601)


def is_rfc_3339(text: str) -> bool:
    """With T or a space between date and time (IEEE 9274.1.1, 4.2.7; RFC 3339, 5.6)."""
    return _is_moment(text, _RFC_3339)


def _is_moment(text: str, written: re.Pattern[str]) -> bool:
    """`-00:00` says that the offset is unknown; both conformance suites want it refused."""
    if not written.fullmatch(text) or _UNKNOWN_OFFSET.search(text):
        return False
    try:
        moment(text)
    except ValueError:
        return False
    return True
