"""Forwarding to real record stores: a second running copy of ourselves, and Ralph from PyPI in its own environment."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.request import Request, urlopen
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from bench.asking import Store
from bench.stores import ralph as running_ralph
from tests.learning.core.probe.processes import ROOT
from tests.tracking.lrs.forwarding import builders
from tests.tracking.lrs.forwarding.builders import again, keep, said
from tests.tracking.lrs.forwarding.second_copy import SecondCopy, second_copy
from tracking.lrs.commands.forwarding import Forwarded, forward_due
from tracking.lrs.forwarding.secrets import encrypted
from tracking.lrs.models import DeadLetter, ForwardingTarget, Statement

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
MANY = 1000


@pytest.fixture(autouse=True)
def inside_is_allowed(settings: Any) -> None:
    settings.EGRESS_ALLOW = ["127.0.0.1"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecondCopy]:
    with second_copy(tmp_path_factory.mktemp("second")) as running:
        yield running


@pytest.fixture
def ralph() -> Iterator[Store]:
    with running_ralph(0) as running:
        yield running


def keep_many(count: int) -> list[str]:
    return [uuid for _each in range(count // 50) for uuid in keep(*(said() for _one in range(50)))]


def all_sent(target: ForwardingTarget) -> bool:
    target.refresh_from_db()
    return target.position == Statement.objects.latest("pk").pk


def essence(payload: str) -> dict[str, Any]:
    """What the store that got it does not set itself."""
    return {name: value for name, value in json.loads(payload).items() if name not in {"stored", "authority"}}


def test_a_thousand_statements_arrive_once_though_the_other_copy_is_killed_on_the_way(copy):
    ids = keep_many(MANY)
    target = builders.target(copy.url, username=copy.key, password=encrypted(copy.secret))

    def kill_on_the_way() -> None:
        copy.wait_for(MANY // 5)
        copy.kill()

    killer = threading.Thread(target=kill_on_the_way)
    killer.start()
    done = forward_due(seconds=60)
    killer.join()
    assert done.targets_away == 1
    assert 0 < done.sent < MANY
    again(target)
    assert forward_due().targets_away == 1
    target.refresh_from_db()
    assert target.failures == 2

    copy.start_again()
    copy.wait_until_it_answers()
    again(target)
    forward_due(seconds=60)

    assert all_sent(target)
    assert (target.sent, target.failures) == (MANY, 0)
    held = copy.stored()
    assert [str(UUID(each.uuid)) for each in held] == ids
    assert [essence(each.payload) for each in held] == [essence(builders.payload_of(uuid)) for uuid in ids]
    assert not DeadLetter.objects.exists()


def test_a_sender_that_is_killed_is_followed_by_another_that_goes_on(copy):
    before = len(copy.stored())
    ids = keep_many(MANY)
    target = builders.target(copy.url, username=copy.key, password=encrypted(copy.secret))
    database: dict[str, Any] = connection.settings_dict
    place = f"{database['HOST'] or '127.0.0.1'}:{database['PORT'] or 5432}/{database['NAME']}"
    url = f"postgres://{database['USER']}:{database['PASSWORD']}@{place}"
    own = {"DATABASE_URL": url, "SECRET_KEY": settings.SECRET_KEY, "EGRESS_ALLOW": "127.0.0.1"}
    command = [sys.executable, "manage.py", "forward_statements"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=subprocess.DEVNULL) as sender:  # noqa: S603 -- our own
        copy.wait_for(before + MANY // 5)
        sender.kill()
    target.refresh_from_db()
    assert target.claimed_by
    assert 0 < target.position < Statement.objects.latest("pk").pk

    forward_due(seconds=60)

    assert all_sent(target)
    assert [str(UUID(each.uuid)) for each in copy.stored()[before:]] == ids


def test_a_copy_takes_attachments_and_again_what_it_has_and_refuses_what_it_has_otherwise(copy):
    content = b"\0\r\n--certificate"
    told = {"usageType": "urn:x:c", "display": {"de": "Urkunde"}, "contentType": "application/pdf"}
    told |= {"length": len(content), "sha2": sha256(content).hexdigest()}
    same, other = keep(said(attachments=[told]), said(), attachments={told["sha2"]: content})
    target = builders.target(copy.url, username=copy.key, password=encrypted(copy.secret))
    assert forward_due() == Forwarded(sent=2)
    Statement.objects.filter(uuid=other).update(payload=builders.payload_of(other).replace("/book", "/other"))
    new = keep(said())
    ForwardingTarget.objects.update(position=0)
    again(target)

    assert forward_due() == Forwarded(sent=2, put_aside=1)

    assert [str(UUID(each.uuid)) for each in copy.stored()[-3:]] == [same, other, *new]
    assert copy.attachment(told["sha2"]) == content
    assert DeadLetter.objects.values_list("statement", "status").get() == (UUID(other), 409)


def test_ralph_gets_each_statement_once(ralph):
    ids = keep_many(MANY)
    target = builders.target(ralph.url, username=ralph.key, password=encrypted(ralph.secret))

    forward_due(seconds=60)
    again(target)
    assert forward_due() == Forwarded()

    assert all_sent(target), target.last_error
    assert target.sent == MANY
    assert sorted(held_by_ralph(ralph)) == sorted(ids)
    ForwardingTarget.objects.update(position=0)
    again(target)
    forward_due(seconds=60)
    assert sorted(held_by_ralph(ralph)) == sorted(ids)


def held_by_ralph(ralph: Store) -> list[str]:
    found, address = [], f"{ralph.url}/statements?limit=100"
    while address:
        with urlopen(Request(address, headers=ralph.headers), timeout=20) as answer:  # noqa: S310 -- our own
            page = json.load(answer)
        found += [each["id"] for each in page["statements"]]
        more = page.get("more")
        address = more and (more if more.startswith("http") else ralph.url.removesuffix("/xAPI") + more)
    return found
