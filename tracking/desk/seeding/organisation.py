"""A Land with ministries, agencies, departments and units, everybody who works there, and their roles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from random import Random

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils import timezone

from courses.content.commands import prepare_tree
from learning.accounts.models import User
from learning.organisation.commands import grant_role
from learning.organisation.demo.people import FIRST_NAMES, LAST_NAMES
from learning.organisation.enums import Role, UnitKind
from learning.organisation.models import Membership, OrgUnit, RoleGrant
from tracking.desk.seeding.plan import Plan
from tracking.desk.seeding.rows import free_ids, let_ids_go_on, settle
from tracking.reports.writing import insert_rows

SMALLEST_UNIT, LARGEST_UNIT = 5, 40
BELOW = {UnitKind.DEPARTMENT: 6, UnitKind.AGENCY: 4, UnitKind.MINISTRY: 5}
"""How many units stand below one of these on average."""
OWN_STAFF = range(1, 5)
"""How many people belong directly to a unit that has others below it."""
SETTINGS, RIGHTS = ("de", "auto"), (False, False, True)
MOVES_A_YEAR = 0.05
JOINED_LATER = 0.08


@dataclass
class Place:
    """A unit in the making."""

    kind: UnitKind
    size: int
    below: list["Place"]
    unit: OrgUnit | None = None


@dataclass(frozen=True)
class Person:
    id: int
    learner_key: str
    since: date


def seed_organisation(plan: Plan) -> list[Person]:
    """Everybody, ordered by learner key: their records go into the indexes in that order."""
    prepare_tree()
    root = _planned_tree(plan)
    places = list(_placed(plan, root))
    let_ids_go_on(OrgUnit)
    people = _hire(plan, places)
    let_ids_go_on(User, Membership)
    _grant(plan, root, people)
    settle(OrgUnit, User, Membership, RoleGrant)
    return sorted(people, key=lambda person: person.learner_key)


def ministries(plan: Plan) -> list[OrgUnit]:
    return list(OrgUnit.objects.filter(kind=UnitKind.MINISTRY, code__startswith=f"{plan.prefix}-"))


def _planned_tree(plan: Plan) -> Place:
    chance = plan.random("units")
    level, left = [], plan.people
    while left > 0:
        size = min(left, round(chance.triangular(SMALLEST_UNIT, LARGEST_UNIT, 16)))
        level.append(Place(UnitKind.UNIT, size, []))
        left -= size
    for kind, width in BELOW.items():
        level = [Place(kind, 0, group) for group in _groups(level, width, chance)]
    root = Place(UnitKind.LAND, 0, level)
    _give_own_staff(root, chance)
    return root


def _groups(level: list[Place], width: int, chance: Random) -> Iterator[list[Place]]:
    """At least two ministries, so that there is something to compare; otherwise of uneven sizes."""
    start = 0
    while start < len(level):
        size = min(chance.randint(ceil(width / 2), ceil(width * 1.5)), max(1, ceil(len(level) / 2)))
        yield level[start : start + size]
        start += size


def _give_own_staff(place: Place, chance: Random) -> None:
    """Heads and their offices come out of the units below."""
    for child in place.below:
        _give_own_staff(child, chance)
    if place.below:
        largest = max(_leaves(place), key=lambda leaf: leaf.size)
        place.size = min(chance.choice(OWN_STAFF), max(0, largest.size - SMALLEST_UNIT))
        largest.size -= place.size


def _leaves(place: Place) -> Iterator[Place]:
    if not place.below:
        yield place
    for child in place.below:
        yield from _leaves(child)


NAMES = {
    UnitKind.LAND: "Land Musterland",
    UnitKind.MINISTRY: "Ministerium",
    UnitKind.AGENCY: "Landesamt",
    UnitKind.DEPARTMENT: "Abteilung",
    UnitKind.UNIT: "Referat",
}


def _placed(plan: Plan, root: Place) -> Iterator[Place]:
    """Writes the units and gives them in the order of the tree."""
    ids, numbers = free_ids(OrgUnit), dict.fromkeys(UnitKind, 0)
    places: list[Place] = []
    first = OrgUnit.objects.filter(depth=1).count() + 1

    def place_below(place: Place, parent: OrgUnit | None, position: int) -> None:
        numbers[place.kind] += 1
        number = numbers[place.kind]
        depth = parent.depth + 1 if parent else 1
        place.unit = OrgUnit(
            id=next(ids),
            path=OrgUnit._get_path(parent.path if parent else None, depth, position),
            depth=depth,
            numchild=len(place.below),
            code=f"{plan.prefix}-{place.kind}-{number:05}",
            name=NAMES[place.kind] if place.kind == UnitKind.LAND else f"{NAMES[place.kind]} {number}",
            kind=place.kind,
        )
        places.append(place)
        for child_position, child in enumerate(place.below, start=1):
            place_below(child, place.unit, child_position)

    place_below(root, None, first)
    OrgUnit.objects.bulk_create([place.unit for place in places if place.unit], batch_size=1000)
    return iter(places)


def _hire(plan: Plan, places: list[Place]) -> list[Person]:
    chance, ids = plan.random("people"), free_ids(User)
    desks = [place.unit.pk for place in places if place.unit for _seat in range(place.size)]
    joined = timezone.now()
    people: list[Person] = []
    users: list[tuple[object, ...]] = []
    memberships: list[tuple[object, ...]] = []
    for number, unit_id in enumerate(desks, start=1):
        user_id, key = next(ids), f"{chance.getrandbits(128):032x}"
        name = (chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES))
        email = f"{plan.prefix}-p{number:06}@lernhafen.example"
        users.append((user_id, UNUSABLE_PASSWORD_PREFIX, email, *name, *SETTINGS, key, *RIGHTS, joined))
        since = _first_day(plan, chance)
        people.append(Person(user_id, key, since))
        memberships += _stations(plan, chance, user_id, unit_id, desks, since)
    names = ("id", "password", "email", "first_name", "last_name")
    facts = ("language", "theme", "learner_key", "is_staff", "is_superuser", "is_active", "date_joined")
    insert_rows(User, names + facts, users)
    station_ids = free_ids(Membership)
    columns = ("id", "user", "unit", "valid_from", "valid_to")
    insert_rows(Membership, columns, [(next(station_ids), *row) for row in memberships])
    return people


def _first_day(plan: Plan, chance: Random) -> date:
    if chance.random() < JOINED_LATER:
        return plan.starts + timedelta(days=chance.randrange(30, 700))
    return plan.starts - timedelta(days=chance.randrange(30, 8_000))


def _stations(
    plan: Plan, chance: Random, user_id: int, unit_id: int, desks: list[int], since: date
) -> Iterator[tuple[int, int, date, date | None]]:
    """Where the person has worked in the two years; the last place is the given one."""
    begin = since
    for year in range(2):
        moved_on = plan.starts + timedelta(days=365 * year + chance.randrange(365))
        if chance.random() < MOVES_A_YEAR and moved_on > begin:
            yield user_id, chance.choice(desks), begin, moved_on - timedelta(days=1)
            begin = moved_on
    yield user_id, unit_id, begin, None


def _grant(plan: Plan, root: Place, people: list[Person]) -> None:
    """Leads in bulk; the few others by the command, which also lets trainers into the page editor."""
    chance, ids = plan.random("roles"), free_ids(RoleGrant)
    staff: dict[int, list[int]] = {}
    here = Membership.objects.filter(valid_to=None, unit__code__startswith=f"{plan.prefix}-")
    for user_id, unit_id in here.order_by("user").values_list("user_id", "unit_id"):
        staff.setdefault(unit_id, []).append(user_id)
    leads = [(next(ids), users[0], Role.LEAD.value, unit, plan.starts, None, True) for unit, users in staff.items()]
    columns = ("id", "user", "role", "unit", "valid_from", "valid_to", "in_effect")
    insert_rows(RoleGrant, columns, leads)
    let_ids_go_on(RoleGrant)
    some = iter(User.objects.in_bulk(chance.sample([person.id for person in people], min(len(people), 200))).values())
    for place in [root, *root.below]:
        for role in (Role.HR, Role.STAFF_COUNCIL, Role.TRAINER):
            if person := next(some, None):
                grant_role(user=person, role=role, unit=place.unit, valid_from=plan.starts)
    for role in (Role.DATA_PROTECTION, Role.ADMIN):
        if person := next(some, None):
            grant_role(user=person, role=role, valid_from=plan.starts)
