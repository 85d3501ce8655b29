"""Who is signed in: allauth's backend, but the person of a session and their roles of today come with one read."""

from datetime import date
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.db.models import FilteredRelation, QuerySet
from django.utils import timezone

from learning.accounts.models import User
from learning.core.compiled import compiled
from learning.organisation.models import in_force
from learning.organisation.roles import COLUMNS as HELD_COLUMNS
from learning.organisation.roles import HeldRole, remember_roles

COLUMNS = [field.attname for field in User._meta.concrete_fields]


class AuthenticationBackend(AllauthBackend):
    def get_user(self, user_id: int) -> User | None:
        rows = _person_with_roles(pk=user_id, today=timezone.localdate())
        if not rows:
            return None
        user = User.from_db("default", COLUMNS, rows[0][: len(COLUMNS)])
        held = (row[len(COLUMNS) :] for row in rows)
        remember_roles(user, (HeldRole(*each) for each in held if each[0] is not None))
        return user if self.user_can_authenticate(user) else None


@compiled
def _person_with_roles(*, pk: int, today: date) -> QuerySet[User, tuple[Any, ...]]:
    """One row for each role, or one without."""
    held = FilteredRelation("role_grants", condition=in_force(today, prefix="role_grants__"))
    held_columns = [f"held__{name}" for name in HELD_COLUMNS]
    return User.objects.filter(pk=pk).annotate(held=held).values_list(*COLUMNS, *held_columns)
