from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from learning.accounts.models import User
from learning.core.models import AccessEntry

DAYS = 90


def looks_at(user: User) -> QuerySet[AccessEntry]:
    """Who read data of this person in the last 90 days, the latest first, at most 20."""
    since = timezone.now() - timedelta(days=DAYS)
    return AccessEntry.objects.filter(person=user, at__gte=since).order_by("-at")[:20]
