"""Two administrators who withdraw each other at the same moment: one of them stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from learning.accounts.models import User
from learning.organisation.commands import grant_role, roles, withdraw_all_roles, withdraw_role
from learning.organisation.enums import Role
from learning.organisation.models import RoleGrant


@pytest.mark.services
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("everything", [False, True], ids=["the role", "all roles"])
def test_one_administrator_stays(monkeypatch: pytest.MonkeyPatch, everything: bool) -> None:
    people = [User.objects.create_user(f"{name}@lernhafen.example", "geheim") for name in ("ada", "ben")]
    for person in people:
        grant_role(user=person, role=Role.ADMIN)
    both = Barrier(2)
    lock = roles.lock_admins

    def meet_and_lock() -> None:
        both.wait(timeout=10)
        lock()

    monkeypatch.setattr(roles, "lock_admins", meet_and_lock)

    def withdraw(person: User) -> str:
        try:
            if everything:
                withdraw_all_roles(user=person, on=timezone.localdate())
            else:
                withdraw_role(user=person, role=Role.ADMIN)
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(withdraw, people))

    assert said == ["done", "refused"]
    assert RoleGrant.objects.current().filter(role=Role.ADMIN).count() == 1
