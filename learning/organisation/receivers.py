from django.utils import timezone

from learning.accounts.events import PersonDeactivated
from learning.accounts.models import User
from learning.core.events import receives
from learning.organisation.commands import leave, withdraw_all_roles


@receives(PersonDeactivated)
def end_place_and_roles(event: PersonDeactivated) -> None:
    """Who has left is counted nowhere from today on, and holds no role."""
    user, today = User.objects.get(pk=event.user_id), timezone.localdate()
    withdraw_all_roles(user=user, on=today)
    leave(user=user, on=today)
