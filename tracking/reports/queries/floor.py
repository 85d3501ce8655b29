from collections.abc import Iterable

from django.conf import settings

from learning.core.disclosure import Floor
from tracking.reports.models import AgreementPolicy


def floor_in_force(*, agreed: Iterable[int]) -> Floor:
    """The strictest of the platform's setting and what was agreed: for closing and for showing alike."""
    return Floor(max(settings.DISCLOSURE_FLOOR, *agreed, Floor.LOWEST))


def agreed_floors() -> list[int]:
    """Of all reports: they share the cells of a quarter."""
    return list(AgreementPolicy.objects.values_list("floor", flat=True))
