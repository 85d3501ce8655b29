from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tracking.reports.models import KeptTree
from tracking.reports.queries.units import units_today


@transaction.atomic
def keep_tree() -> bool:
    """Write down how the units stand now, where that differs from what was written down last. True: it did."""
    units = [asdict(unit) for unit in units_today()]
    last = KeptTree.objects.order_by("-at").first()
    if not units or (last is not None and last.units == units):
        return False
    _kept, is_new = KeptTree.objects.get_or_create(at=timezone.now(), defaults={"units": units})
    return is_new


def drop_trees(*, before: datetime) -> None:
    """But for the one that stood at that moment."""
    standing = KeptTree.objects.filter(at__lt=before).order_by("-at").first()
    if standing is not None:
        KeptTree.objects.filter(at__lt=standing.at).delete()
