from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from learning.accounts.demo import ACCOUNTS, EMAILS
from learning.accounts.models import User
from learning.organisation.commands import create_unit, grant_role
from learning.organisation.demo.land import PLACES, POSTS
from learning.organisation.demo.people import colleagues
from learning.organisation.enums import Role, UnitKind
from learning.organisation.models import Membership, OrgUnit


@transaction.atomic
def load_people_of_the_demo(*, password: str | None = None) -> int:
    """The tree, the colleagues, the demo accounts with their roles; what exists stays. Returns how many are new.

    Written in bulk, past the commands: nobody asked for these people one by one, so the audit log says nothing of them.
    """
    today = timezone.localdate()
    units = ensure_units()
    new = ensure_accounts(units, today) + ensure_colleagues(units, today)
    ensure_roles(units)
    Authenticator.objects.filter(user__email__in=EMAILS).delete()
    if password is not None:
        User.objects.filter(email__in=EMAILS).update(password=make_password(password))
    return new


def ensure_units() -> dict[str, OrgUnit]:
    units = {unit.code: unit for unit in OrgUnit.objects.all()}
    for place in PLACES:
        if place.code not in units:
            parent = units.get(place.parent)
            units[place.code] = create_unit(code=place.code, name=place.name, kind=place.kind, parent=parent)
    return units


Row = tuple[User, list[tuple[str, date, date | None]]]
"""A person and where they have worked: unit code, first day, last day."""


def ensure_accounts(units: dict[str, OrgUnit], today: date) -> int:
    existing = set(User.objects.values_list("email", flat=True))
    rows: list[Row] = []
    for name, account in ACCOUNTS.items():
        if account.email not in existing:
            user = User(email=account.email, first_name=account.first_name, last_name=account.last_name)
            post = POSTS[name]
            rows.append((user, [(post.unit, today - timedelta(days=post.days), None)]))
    return insert(rows, units)


def ensure_colleagues(units: dict[str, OrgUnit], today: date) -> int:
    existing = set(User.objects.values_list("email", flat=True))
    rows: list[Row] = [
        (User(email=each.email, first_name=each.first_name, last_name=each.last_name), list(each.places))
        for each in colleagues(today)
        if each.email not in existing
    ]
    return insert(rows, units)


def insert(rows: list[Row], units: dict[str, OrgUnit]) -> int:
    for user, _places in rows:
        user.set_unusable_password()
    User.objects.bulk_create([user for user, _places in rows])
    Membership.objects.bulk_create(
        Membership(user=user, unit=units[code], valid_from=first, valid_to=last)
        for user, places in rows
        for code, first, last in places
    )
    return len(rows)


def ensure_roles(units: dict[str, OrgUnit]) -> None:
    users = {user.email: user for user in User.objects.filter(email__in=EMAILS)}
    for name, post in POSTS.items():
        user = users[ACCOUNTS[name].email]
        for role, code in post.roles:
            grant_role(user=user, role=role, unit=units[code] if code else None)
    for unit in units.values():
        if unit.kind == UnitKind.UNIT and not unit.role_grants.filter(role=Role.LEAD).exists():
            member = Membership.objects.current().filter(unit=unit).order_by("valid_from", "pk").first()
            if member:
                grant_role(user=member.user, role=Role.LEAD, unit=unit)
    ensure_council_of_the_land(units)


def ensure_council_of_the_land(units: dict[str, OrgUnit]) -> None:
    """Karl sits on the council of one ministry; what the whole Land sees needs a council of the whole Land."""
    land = next(unit for unit in units.values() if unit.kind == UnitKind.LAND)
    if land.role_grants.filter(role=Role.STAFF_COUNCIL).exists():
        return
    leads = land.role_grants.model.objects.filter(role=Role.LEAD).values("user")
    members = Membership.objects.current().filter(unit__kind=UnitKind.UNIT).exclude(user__in=leads)
    chosen = members.exclude(user__email__in=EMAILS).order_by("valid_from", "pk").first()
    if chosen:
        grant_role(user=chosen.user, role=Role.STAFF_COUNCIL, unit=land)
