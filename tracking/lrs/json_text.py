"""JSON of requests, with the digits of its numbers as they came."""

from dataclasses import dataclass
from typing import Any

import orjson

from tracking.lrs.validators import StatementInvalidError


@dataclass(frozen=True)
class Parsed:
    plain: Any
    exact: Any


def parsed(body: bytes) -> Parsed:
    try:
        plain = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise StatementInvalidError("body", f"must be JSON: {error}") from error
    return Parsed(plain, plain)


def dumped(values: Any) -> str:
    return orjson.dumps(values).decode()
