from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.accounts.commands import check_may_manage, create_account, lock_person, subject_of_person
from learning.accounts.models import User
from learning.core.commands import publish, record_audit
from learning.organisation.events import PersonMoved
from learning.organisation.models import Membership, OrgUnit

ONE_DAY = timedelta(days=1)


@transaction.atomic
def create_person(
    *,
    email: str,
    first_name: str,
    last_name: str,
    unit: OrgUnit | None = None,
    password: str | None = None,
    valid_from: date | None = None,
    language: str = "",
    by: User | None = None,
) -> User:
    user = create_account(
        email=email, first_name=first_name, last_name=last_name, password=password, language=language, by=by
    )
    if unit is not None:
        move_person(user=user, unit=unit, on=valid_from or timezone.localdate(), by=by)
    return user


@transaction.atomic
def move_person(*, user: User, unit: OrgUnit, on: date, by: User | None = None) -> Membership:
    """From that day on the person works there, until the next move that is already known. Again changes nothing."""
    check_may_manage(by=by, user=user)
    person = lock_person(user=user)
    if not person.is_active:
        raise ValidationError(_("Das Konto ist geschlossen. Öffnen Sie es erst wieder."))
    before = person.memberships.on(on).first()
    if before and before.unit_id == unit.pk:
        return before
    following = person.memberships.filter(valid_from__gt=on).order_by("valid_from").first()
    end_before(person, on)
    membership = Membership.objects.create(
        user=person, unit=unit, valid_from=on, valid_to=following.valid_from - ONE_DAY if following else None
    )
    detail = {"unit": unit.code, "from": on.isoformat()}
    record_audit(actor=by, action="organisation.moved", subject=subject_of_person(user=person), detail=detail)
    publish(PersonMoved(user_id=person.pk, unit_code=unit.code))
    return membership


@transaction.atomic
def leave(*, user: User, on: date, by: User | None = None) -> None:
    """From that day on the person works nowhere; moves planned for later fall away."""
    check_may_manage(by=by, user=user)
    person = lock_person(user=user)
    if not person.memberships.filter(Q(valid_to=None) | Q(valid_to__gte=on)).exists():
        return
    person.memberships.filter(valid_from__gt=on).delete()
    end_before(person, on)
    detail = {"on": on.isoformat()}
    record_audit(actor=by, action="organisation.left", subject=subject_of_person(user=person), detail=detail)


def end_before(person: User, day: date) -> None:
    """Whatever is in force on that day ends the day before; what began on it was never in force."""
    person.memberships.filter(valid_from=day).delete()
    person.memberships.on(day).update(valid_to=day - ONE_DAY)
