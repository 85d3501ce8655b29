from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.accounts.commands import check_may_manage, lock_person, set_platform_administration
from learning.accounts.models import User
from learning.core.commands import publish, record_audit
from learning.organisation.enums import Role
from learning.organisation.events import RoleGranted, RoleWithdrawn
from learning.organisation.models import EffectiveQuerySet, OrgUnit, RoleGrant
from learning.organisation.roles import forget_roles

ONE_DAY = timedelta(days=1)


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role | str,
    unit: OrgUnit | None = None,
    valid_from: date | None = None,
    by: User | None = None,
) -> RoleGrant:
    """Grant the role from that day on (today), with no end. A second grant lengthens the first."""
    check_may_manage(by=by, user=user)
    person = lock_person(user=user)
    if not person.is_active:
        raise ValidationError(_("Das Konto ist geschlossen. Öffnen Sie es erst wieder."))
    start = valid_from or timezone.localdate()
    held = RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=start), user=person, role=role, unit=unit)
    grant = held.order_by("valid_from").first()
    if grant and grant.valid_to is None and grant.valid_from <= start:
        return grant
    if grant is None:
        grant = RoleGrant(user=person, role=role, unit=unit, valid_from=start, granted_by=by)
    held.exclude(pk=grant.pk).delete()
    grant.valid_from, grant.valid_to = min(grant.valid_from, start), None
    grant.full_clean(exclude=["user", "granted_by"])
    grant.save()
    record_audit(actor=by, action="organisation.role_granted", subject=subject_of(grant), detail=detail_of(grant))
    bring_into_effect(grant)
    forget_roles(user)
    return grant


@transaction.atomic
def withdraw_role(
    *, user: User, role: Role | str, unit: OrgUnit | None = None, on: date | None = None, by: User | None = None
) -> None:
    """Without the role from that day on (today). What is not held is no error."""
    check_may_manage(by=by, user=user)
    if role == Role.ADMIN:
        lock_admins()
    end = on or timezone.localdate()
    held = RoleGrant.objects.select_for_update().filter(
        Q(valid_to=None) | Q(valid_to__gte=end), user=user, role=role, unit=unit
    )
    for grant in held:
        end_grant(grant, end, by)
    forget_roles(user)


@transaction.atomic
def withdraw_all_roles(*, user: User, on: date, by: User | None = None) -> None:
    check_may_manage(by=by, user=user)
    lock_admins()
    for grant in RoleGrant.objects.select_for_update().filter(Q(valid_to=None) | Q(valid_to__gte=on), user=user):
        end_grant(grant, on, by)
    forget_roles(user)


@transaction.atomic
def apply_role_grants() -> int:
    """Tell of roles whose first day has come or whose last day is over. Repeating changes nothing."""
    today = timezone.localdate()
    begun = RoleGrant.objects.on(today).filter(in_effect=False)
    over = RoleGrant.objects.filter(in_effect=True, valid_to__lt=today)
    due = list((begun | over).select_for_update().order_by("pk"))
    for grant in due:
        bring_into_effect(grant)
    return len(due)


def end_grant(grant: RoleGrant, end: date, by: User | None) -> None:
    if grant.role == Role.ADMIN and not other_admins(grant).exists():
        raise ValidationError(
            _("Das ist die letzte Person mit der Plattformverwaltung. Geben Sie die Rolle erst weiter.")
        )
    record_audit(
        actor=by, action="organisation.role_withdrawn", subject=subject_of(grant), detail=detail_of(grant, end)
    )
    if grant.valid_from >= end:
        grant.valid_to = grant.valid_from - ONE_DAY
        bring_into_effect(grant)
        grant.delete()
        return
    grant.valid_to = end - ONE_DAY
    grant.save(update_fields=["valid_to"])
    bring_into_effect(grant)


def bring_into_effect(grant: RoleGrant) -> None:
    """Hold what others were told against what is true today."""
    today = timezone.localdate()
    is_true = grant.valid_from <= today and (grant.valid_to is None or grant.valid_to >= today)
    if is_true == grant.in_effect:
        return
    grant.in_effect = is_true
    RoleGrant.objects.filter(pk=grant.pk).update(in_effect=is_true)
    if grant.role == Role.ADMIN:
        set_platform_administration(user=grant.user, is_admin=is_true)
    event = RoleGranted if is_true else RoleWithdrawn
    publish(event(user_id=grant.user_id, role=grant.role, unit_code=grant.unit.code if grant.unit else ""))


def lock_admins() -> None:
    """Before any other lock: of two who withdraw each other at once, the second one waits and is then the last."""
    list(RoleGrant.objects.filter(role=Role.ADMIN).order_by("pk").select_for_update())


def other_admins(grant: RoleGrant) -> EffectiveQuerySet:
    return RoleGrant.objects.current().filter(role=Role.ADMIN, user__is_active=True).exclude(user=grant.user)


def subject_of(grant: RoleGrant) -> str:
    return f"organisation.rolegrant:{grant.pk}"


def detail_of(grant: RoleGrant, end: date | None = None) -> dict[str, str | int]:
    day = {"on": end.isoformat()} if end else {"from": grant.valid_from.isoformat()}
    return {"user": grant.user_id, "role": str(grant.role), "unit": grant.unit.code if grant.unit else "", **day}
