from collections.abc import Collection
from datetime import datetime

from learning.organisation.models import OrgUnit
from tracking.reports.frames import FrozenUnit
from tracking.reports.models import KeptTree


def units_today() -> list[FrozenUnit]:
    """In the order of the tree."""
    units = list(OrgUnit.objects.order_by("path").values_list("path", "code", "kind", "name"))
    codes = {path: code for path, code, _kind, _name in units}
    return [
        FrozenUnit(code=code, parent=codes.get(path[: -OrgUnit.steplen]), kind=kind, name=name)
        for path, code, kind, name in units
    ]


def units_until(moment: datetime, *, with_people: Collection[str]) -> list[FrozenUnit]:
    """As they stood last before that moment; as they stand today where nobody had written it down yet.

    `with_people`: codes of units that somebody belonged to. One that came into the tree only later, with people whose
    time there begins earlier, stands where it stands today, below the nearest unit that was there.
    """
    kept = KeptTree.objects.filter(at__lt=moment).order_by("-at").first()
    today = units_today()
    if kept is None:
        return today
    units = [FrozenUnit(**unit) for unit in kept.units]
    known = {unit.code for unit in units}
    return units + _came_later(today, known, with_people)


def _came_later(today: list[FrozenUnit], known: set[str], with_people: Collection[str]) -> list[FrozenUnit]:
    parents = {unit.code: unit.parent for unit in today}
    wanted: set[str] = set()
    for code in with_people:
        above: str | None = code
        while above is not None and above not in known and above not in wanted:
            wanted.add(above)
            above = parents.get(above)
    return [unit for unit in today if unit.code in wanted]
