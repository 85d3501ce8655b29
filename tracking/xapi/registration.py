from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from learning.core import navigation
from learning.core.access import may


def register_statements() -> None:
    navigation.contribute(
        navigation.NavEntry(
            label=_("Aufzeichnungen"), url_name="statements:index", icon="eye", position=50, visible=sees_statements
        )
    )


def sees_statements(request: HttpRequest) -> bool:
    return may(request.user, "lrs.see_statements")
