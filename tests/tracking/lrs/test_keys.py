"""Keys: made, renewed, changed, blocked, limited, ended."""

import base64
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from learning.core.models import AuditEntry
from learning.core.schedule import jobs
from tracking.lrs import rate_limit
from tracking.lrs.commands.authorities import AuthorityRefusedError, declare_private_authority
from tracking.lrs.commands.keys import (
    KEPT_AFTER_END,
    KeyEndedError,
    change_key,
    create_key,
    delete_ended_keys,
    revoke_key,
    rotate_key,
)
from tracking.lrs.models import Agent, Key, key_of
from tracking.lrs.platform import platform_iri

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
NOW = timezone.now()
TOOL = {"objectType": "Agent", "mbox": "mailto:tool@example.org"}


def ask(key: str, secret: str):
    basic = base64.b64encode(f"{key}:{secret}".encode()).decode()
    headers = {"Authorization": f"Basic {basic}", "X-Experience-API-Version": "2.0.0"}
    return Client().get("/xapi/statements", headers=headers)


def status(made, secret: str = "") -> int:
    return ask(made.key, secret or made.secret).status_code


def audited() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_a_new_secret_is_good_at_once_and_the_old_one_for_a_day():
    old = create_key(name="tool", scopes=["all"])

    new = rotate_key(key_id=old.row.pk)

    assert [status(new), status(old)] == [200, 200]
    assert new.row.previous_until - timezone.now() <= timedelta(hours=24)
    assert audited() == ["lrs.key_created", "lrs.key_rotated"]


def test_the_old_secret_ends_when_its_time_is_over():
    old = create_key(name="tool", scopes=["all"])
    new = rotate_key(key_id=old.row.pk)

    Key.objects.update(previous_until=NOW - timedelta(seconds=1))

    assert [status(new), status(old)] == [200, 401]


def test_a_rotation_can_end_the_old_secret_at_once():
    first = create_key(name="tool", scopes=["all"])
    second = rotate_key(key_id=first.row.pk)

    third = rotate_key(key_id=first.row.pk, old_good_until=NOW)

    assert [status(first), status(second), status(third)] == [401, 401, 200]


def test_the_secret_before_the_last_ends_with_the_next_rotation():
    first = create_key(name="tool", scopes=["all"])
    second = rotate_key(key_id=first.row.pk)
    third = rotate_key(key_id=first.row.pk)

    assert [status(first), status(second), status(third)] == [401, 200, 200]


def test_no_secret_is_kept():
    made = create_key(name="tool", scopes=["all"])
    made = rotate_key(key_id=made.row.pk)

    kept = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in Key.objects.values_list().get())
    assert made.secret not in kept
    assert made.secret not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_a_blocked_key_opens_nothing_with_either_secret_and_stays_blocked():
    old = create_key(name="tool", scopes=["all"])
    new = rotate_key(key_id=old.row.pk)

    revoke_key(key_id=old.row.pk)
    revoke_key(key_id=old.row.pk)

    assert [status(new), status(old)] == [401, 401]
    assert audited().count("lrs.key_revoked") == 1
    with pytest.raises(KeyEndedError):
        rotate_key(key_id=old.row.pk)
    with pytest.raises(KeyEndedError):
        change_key(key_id=old.row.pk, name="x", scopes=["all"], requests_per_minute=None)


def test_a_key_that_ran_out_opens_nothing():
    made = create_key(name="tool", scopes=["all"], expires_at=NOW + timedelta(days=1))
    assert status(made) == 200

    Key.objects.update(expires_at=NOW)

    assert status(made) == 401
    with pytest.raises(KeyEndedError):
        rotate_key(key_id=made.row.pk)


def test_a_change_holds_from_the_next_request_on_and_is_told_without_the_name():
    made = create_key(name="tool", scopes=["all"])

    change_key(key_id=made.row.pk, name="Anna's tool", scopes=["state"], requests_per_minute=5)

    assert status(made) == 403
    entry = AuditEntry.objects.get(action="lrs.key_changed")
    assert entry.detail == {
        "fields": ["name", "requests_per_minute", "scopes"],
        "scopes": ["state"],
        "requests_per_minute": 5,
    }


def test_a_change_of_nothing_is_no_change():
    made = create_key(name="tool", scopes=["all"])

    change_key(key_id=made.row.pk, name="tool", scopes=["all"], requests_per_minute=None)

    assert audited() == ["lrs.key_created"]


def test_a_key_with_a_limit_is_told_when_to_come_again(monkeypatch):
    limited, free = create_key(name="a", scopes=["all"], requests_per_minute=2), create_key(name="b", scopes=["all"])
    monkeypatch.setattr(rate_limit.time, "time", lambda: 1_000_000_000 * 60 + 48.5)
    cache.clear()

    assert [status(limited) for _each in range(3)] == [200, 200, 429]
    answer = ask(limited.key, limited.secret)
    assert answer["Retry-After"] == "12"
    assert answer.json()["rule"] == "this key may ask 2 times a minute; wait 12 seconds"
    assert [status(free) for _each in range(4)] == [200] * 4

    monkeypatch.setattr(rate_limit.time, "time", lambda: 1_000_000_001 * 60)
    assert status(limited) == 200


def test_who_does_not_know_the_secret_uses_up_nothing_of_the_limit():
    made = create_key(name="a", scopes=["all"], requests_per_minute=1)
    cache.clear()

    assert [status(made, "wrong") for _each in range(3)] == [401] * 3
    assert status(made) == 200


def test_ended_keys_stay_in_the_list_for_a_month_and_tokens_of_sessions_go_at_once():
    options = {"scopes": ["all"]}
    kept = [
        create_key(name="lasting", **options).row,
        create_key(name="ended lately", expires_at=NOW - timedelta(days=1), **options).row,
        create_key(name="session that runs", expires_at=NOW + timedelta(hours=2), **options).row,
    ]
    create_key(name="ended long ago", expires_at=NOW - KEPT_AFTER_END - timedelta(hours=1), **options)
    Key.objects.filter(pk=create_key(name="blocked long ago", **options).row.pk).update(
        revoked_at=NOW - KEPT_AFTER_END - timedelta(hours=1)
    )
    Key.objects.filter(name__startswith="ended").update(created_at=NOW - timedelta(days=90))
    session = create_key(name="session", expires_at=NOW - timedelta(minutes=1), **options).row
    Key.objects.filter(pk=session.pk).update(created_at=NOW - timedelta(hours=2))

    jobs["lrs.delete_ended_keys"].run()

    assert list(Key.objects.order_by("pk").values_list("name", flat=True)) == [each.name for each in kept]
    assert delete_ended_keys() == 0


@pytest.mark.parametrize(
    ("authority", "code"),
    [
        ({"objectType": "Agent", "account": {"homePage": "PLATFORM", "name": "platform"}}, "of_the_platform"),
        ({"objectType": "Agent", "account": {"homePage": "PLATFORM", "name": "0" * 32}}, "of_the_platform"),
        ({"objectType": "Agent", "account": {"homePage": "PLATFORM/", "name": "0" * 32}}, "of_the_platform"),
        ({"objectType": "Agent", "account": {"homePage": "LOUD", "name": "0" * 32}}, "of_the_platform"),
        ({"objectType": "Agent", "account": {"homePage": "urn:elsewhere", "name": "platform"}}, "of_the_platform"),
        ({"objectType": "Group", "mbox": "mailto:all@example.org"}, "not_an_agent"),
        ({"objectType": "Agent", "name": "Anna"}, "not_an_agent"),
        ({**TOOL, "openid": "https://example.org/"}, "not_an_agent"),
        (["mbox"], "not_an_agent"),
        ({"objectType": "Agent", "mbox": "mailto:private@example.org"}, "private"),
    ],
)
def test_a_key_speaks_for_no_learner_not_for_the_platform_and_not_in_private(authority, code):
    declare_private_authority(authority={"mbox": "mailto:private@example.org"})
    if isinstance(authority, dict) and authority.get("account"):
        scheme, _colons, rest = platform_iri().partition("://")
        for name, meant in {"PLATFORM": platform_iri(), "LOUD": f"{scheme.upper()}://{rest.upper()}"}.items():
            authority["account"]["homePage"] = authority["account"]["homePage"].replace(name, meant)

    with pytest.raises(AuthorityRefusedError) as refused:
        create_key(name="tool", scopes=["all"], authority=authority)

    assert refused.value.code == code
    assert not Key.objects.exists()


def test_two_keys_can_share_an_authority():
    first = create_key(name="old", scopes=["all"])

    again = create_key(name="new", scopes=["all"], authority={"account": {**account_of(first)}})

    assert again.row.authority_id == first.row.authority_id


def account_of(made) -> dict[str, str]:
    return {"homePage": platform_iri(), "name": f"key:{made.key}"}


def test_an_authority_that_a_key_writes_under_does_not_become_private():
    made = create_key(name="tool", scopes=["all"], authority=TOOL)
    with pytest.raises(AuthorityRefusedError):
        declare_private_authority(authority=TOOL)

    revoke_key(key_id=made.row.pk)
    declare_private_authority(authority=TOOL)
    declare_private_authority(authority=TOOL)

    assert Agent.objects.get(key=key_of("mbox:mailto:tool@example.org")).is_private
    assert audited().count("lrs.authority_made_private") == 1


def test_the_command_prints_key_and_secret_with_all_its_options():
    out = StringIO()

    call_command(
        "create_lrs_key", "--name=tool", "--scope=all", "--limit=60", "--expires-days=3",
        '--authority={"mbox": "mailto:tool@example.org"}', stdout=out,
    )  # fmt: skip

    key, secret = out.getvalue().split(" ")
    assert ask(key, secret.strip()).status_code == 200
    row = Key.objects.get(key=key)
    assert (row.requests_per_minute, row.authority.ifi) == (60, "mbox:mailto:tool@example.org")
    assert row.expires_at - row.created_at > timedelta(days=2, hours=23)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--limit=0", "--limit must be 1 or more"),
        ("--expires-days=0", "--expires-days must be 1 or more"),
        ("--authority={", "--authority: must be an agent as JSON"),
        ('--authority={"name": "Anna"}', "--authority: must be an agent as JSON"),
    ],
)
def test_the_command_says_what_is_wrong(option, said):
    with pytest.raises(CommandError, match=said):
        call_command("create_lrs_key", "--name=tool", "--scope=all", option)
