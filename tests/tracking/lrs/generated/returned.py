"""What a store must give back: what it got, number by number as text (1e5 and 100000.0 are two), but for what the
standard has it put in order."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Json = dict[str, Any]
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))")


@dataclass(frozen=True)
class Digits:
    text: str


_reader = json.JSONDecoder(parse_int=Digits, parse_float=Digits)


def with_digits(body: bytes | str) -> Any:
    return _reader.decode(body if isinstance(body, str) else body.decode())


def as_given_back(statement: Json, *, version: str) -> Json:
    """Context activities as arrays (xAPI 1.0.3 Part 2, 2.4.6.2); times of 2.0 in UTC (IEEE 9274.1.1, 4.2.7)."""
    changed = dict(statement)
    context, target = changed.get("context"), changed.get("object")
    if context and "contextActivities" in context:
        places = {
            name: each if isinstance(each, list) else [each] for name, each in context["contextActivities"].items()
        }
        changed["context"] = {**context, "contextActivities": places}
    if version.startswith("2.") and "timestamp" in changed:
        changed["timestamp"] = in_utc(changed["timestamp"])
    if target and target.get("objectType") == "SubStatement":
        changed["object"] = as_given_back(target, version=version)
    return changed


def in_utc(text: str) -> str:
    """Down to the microsecond; a leap second is the one after it."""
    found = _TIME.fullmatch(text)
    assert found, text
    day, minute, second, fraction, sign, hours, minutes = found.groups()
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    late = timedelta(seconds=int(second), microseconds=int((fraction or "0")[:6].ljust(6, "0")))
    return f"{(datetime.fromisoformat(f'{day}T{minute}') - ahead + late).isoformat()}Z"
