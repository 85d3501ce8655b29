from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learning.accounts.commands import check_may_manage
from learning.accounts.models import User
from learning.core.commands import record_audit
from learning.organisation.enums import UnitKind
from learning.organisation.models import OrgUnit


@transaction.atomic
def create_unit(
    *,
    code: str,
    name: str,
    kind: UnitKind | str,
    short_name: str = "",
    parent: OrgUnit | None = None,
    by: User | None = None,
) -> OrgUnit:
    check_may_manage(by=by)
    unit = OrgUnit(code=code, name=name, short_name=short_name, kind=kind)
    unit.full_clean(exclude=["path", "depth", "numchild"])
    if parent is None:
        OrgUnit.add_root(instance=unit)
    else:
        OrgUnit.objects.get(pk=parent.pk).add_child(instance=unit)
    record_audit(actor=by, action="organisation.unit_created", subject=subject_of(unit), detail={"code": code})
    return unit


@transaction.atomic
def rename_unit(*, unit: OrgUnit, name: str, short_name: str, by: User | None = None) -> OrgUnit:
    """The code stays: course folders, roles and closed reports refer to it."""
    check_may_manage(by=by)
    if not name.strip():
        raise ValidationError({"name": _("Bitte geben Sie der Einheit einen Namen.")})
    if (unit.name, unit.short_name) == (name, short_name):
        return unit
    detail = {"from": unit.name, "to": name}
    OrgUnit.objects.filter(pk=unit.pk).update(name=name, short_name=short_name)
    unit.name, unit.short_name = name, short_name
    record_audit(actor=by, action="organisation.unit_renamed", subject=subject_of(unit), detail=detail)
    return unit


def subject_of(unit: OrgUnit) -> str:
    return f"organisation.orgunit:{unit.pk}"
