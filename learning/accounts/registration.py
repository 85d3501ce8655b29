"""What the accounts put into the registry of personal data."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from learning.accounts.models import User
from learning.core.library_data import DUTY
from learning.core.personal_data import Action, Klass, register


def register_accounts() -> None:
    register(
        User,
        fields={
            "email": Klass.IDENTITY,
            "first_name": Klass.IDENTITY,
            "last_name": Klass.IDENTITY,
            "language": Klass.IDENTITY,
            "theme": Klass.IDENTITY,
            "learner_key": Klass.LEARNING,
            "password": Klass.SIGN_IN,
            "last_login": Klass.SIGN_IN,
            "date_joined": Klass.SIGN_IN,
            "groups": Klass.EMPLOYMENT,
        },
        purpose=_("Beschäftigte anmelden und ansprechen; ihre Lernaufzeichnung zuordnen, solange es sie gibt"),
        legal_basis=DUTY,
        period=None,
        action=Action.WITH_PERSON,
        export=account_of,
    )


def account_of(user: Any) -> list[dict[str, Any]]:
    return [
        {
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "language": user.language,
            "theme": user.theme,
            "learner_key": user.learner_key,
            "last_login": user.last_login and user.last_login.isoformat(),
            "date_joined": user.date_joined.isoformat(),
        }
    ]
