from learning.organisation.models import OrgUnit
from tracking.reports.frames import FrozenUnit


def units_today() -> list[FrozenUnit]:
    """In the order of the tree."""
    units = list(OrgUnit.objects.order_by("path").values_list("path", "code", "kind", "name"))
    codes = {path: code for path, code, _kind, _name in units}
    return [
        FrozenUnit(code=code, parent=codes.get(path[: -OrgUnit.steplen]), kind=kind, name=name)
        for path, code, kind, name in units
    ]
