"""What the organisation puts into the registry of personal data, and into the list of who sees whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from learning.accounts.visibility import seen_by
from learning.core.library_data import DUTY
from learning.core.personal_data import Action, Klass, holds_none, register
from learning.organisation.models import Membership, OrgUnit, RoleGrant
from learning.organisation.queries import people_answered_for


def register_organisation() -> None:
    seen_by(people_answered_for)
    holds_none(OrgUnit, _("Einheiten der Verwaltung, ohne Personen"))
    register(
        Membership,
        fields={
            "user": Klass.EMPLOYMENT,
            "unit": Klass.EMPLOYMENT,
            "valid_from": Klass.EMPLOYMENT,
            "valid_to": Klass.EMPLOYMENT,
        },
        purpose=_("Summen über Einheiten bilden; wissen, wer für wen zuständig ist"),
        legal_basis=DUTY,
        period=None,
        action=Action.WITH_PERSON,
        export=memberships_of,
        erase=lambda user: user.memberships.all().delete()[0],
    )
    register(
        RoleGrant,
        fields={
            "user": Klass.EMPLOYMENT,
            "role": Klass.EMPLOYMENT,
            "unit": Klass.EMPLOYMENT,
            "valid_from": Klass.EMPLOYMENT,
            "valid_to": Klass.EMPLOYMENT,
            "granted_by": Klass.PROTOCOL,
        },
        purpose=_("Rechte vergeben und nachweisen, von wem"),
        legal_basis=DUTY,
        period=None,
        action=Action.WITH_PERSON,
        export=roles_held_by,
        erase=lambda user: user.role_grants.all().delete()[0],
    )


def memberships_of(user: Any) -> list[dict[str, Any]]:
    rows = user.memberships.select_related("unit").order_by("valid_from")
    return [{"unit": row.unit.name, **days(row)} for row in rows]


def roles_held_by(user: Any) -> list[dict[str, Any]]:
    rows = user.role_grants.select_related("unit").order_by("valid_from")
    return [{"role": row.get_role_display(), "unit": row.unit.name if row.unit else "", **days(row)} for row in rows]


def days(row: Membership | RoleGrant) -> dict[str, str | None]:
    return {"from": row.valid_from.isoformat(), "to": row.valid_to.isoformat() if row.valid_to else None}
