"""Unusual statements are stored and come back as they were sent, with the same digits: 300 of each version, and under
`make prove` all. They come by POST and PUT, by every name of their version and of their type."""

import json
import os
from itertools import cycle
from typing import Any

import pytest
from django.test import Client

from tests.tracking.lrs.generated.returned import as_given_back, with_digits
from tests.tracking.lrs.generated.sent import VERSION, Bad, Caller, addressed, sent
from tests.tracking.lrs.generated.unusual import Unusual, unusual_statements
from tracking.lrs.commands.keys import create_key

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
SAMPLE = None if os.environ.get("PROVE") else 300
AT_LEAST = 5_000
SEED = 20261125
SET_HERE = {"authority", "stored"}
"""By every store, whatever was sent."""
FILLED_IN = {"timestamp", "version"}
"""Where nothing was sent."""
NAMES = {"1.0.3": ("1.0", "1.0.0", "1.0.3", "1.0.9"), "2.0.0": ("2.0", "2.0.0", "2.0.1", "2.0.10")}
TYPES = (
    *("application/json", "application/json; charset=utf-8", "Application/JSON", 'application/json;charset="UTF-8"'),
    "application/json;a=b",
)


@pytest.fixture
def caller() -> Caller:
    made = create_key(name="test", scopes=["all"])
    return Caller(made.key, made.secret, "")


def complaint(client: Client, unusual: Unusual, headers: dict[str, str], method: str) -> str:
    """Empty when it is stored and comes back equal, twice as the same bytes."""
    target = addressed("/statements", statementId=json.loads(unusual.body)["id"])
    stored = sent(client, Bad("", method, target if method == "PUT" else "/statements", headers, "", unusual.body))
    if stored.status_code not in {200, 204}:
        return f"{unusual.why}: {method} {headers} {stored.status_code} {stored.content[:300]!r}"
    first, second = (sent(client, Bad("", "GET", target, headers, "")) for _each in range(2))
    if first.status_code != 200 or first.content != second.content:
        return f"{unusual.why}: {first.status_code}, or two answers differ"
    went = as_given_back(with_digits(unusual.body), version=headers[VERSION])
    return difference(went, with_digits(first.content), unusual.why)


def difference(went: dict[str, Any], came: dict[str, Any], why: str) -> str:
    changed = [name for name in set(went) - SET_HERE if name not in came or went[name] != came[name]]
    added = set(came) - set(went) - SET_HERE - FILLED_IN
    told = [(went[name], came.get(name)) for name in changed]
    return f"{why}: {changed} changed, {added} added: {told}"[:2_000] if changed or added else ""


@pytest.mark.parametrize("version", NAMES)
def test_unusual_statements_are_stored_and_come_back_equal(client, caller, version):
    statements = list(unusual_statements(version, SEED))
    chosen = statements[:: len(statements) // SAMPLE] if SAMPLE else statements
    heads = [caller.headers(name, **{"Content-Type": told}) for name in NAMES[version] for told in TYPES]
    tries = zip(chosen, cycle(heads), cycle(("POST", "PUT", "POST")))

    complaints = [text for each, headers, method in tries if (text := complaint(client, each, headers, method))]

    assert complaints == []
    assert len(statements) >= AT_LEAST
    print(json.dumps({"unusual_statements": len(chosen), "version": version}, indent=1))  # noqa: T201 -- read by prove/run.py


def test_digits_that_changed_are_noticed():
    went, came = (with_digits(f'{{"result":{text}}}') for text in ("1e5", "100000.0"))

    assert difference(went, came, "raw").startswith("raw: ['result'] changed")
    assert not difference(went, went, "raw")
