"""The arguments of routes for the table in authorisation.py: each function takes the world and gives kwargs (or args).

Add yours below; what a test of your app already builds is taken from tests/factories.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from courses.content.models import Address
from learning.accounts.models import User
from learning.organisation.enums import Role, UnitKind
from learning.organisation.models import OrgUnit
from tests.architecture.authorisation import Who
from tests.factories import tracking
from tests.factories.people import MembershipFactory, OrgUnitFactory, PersonFactory, person_with

ROLES = {
    Who.LEAD: Role.LEAD,
    Who.TRAINER: Role.TRAINER,
    Who.HR: Role.HR,
    Who.HR_OTHER: Role.HR,
    Who.DATA_PROTECTION: Role.DATA_PROTECTION,
    Who.STAFF_COUNCIL: Role.STAFF_COUNCIL,
    Who.ADMIN: Role.ADMIN,
}


class World:
    """Two ministries with a unit each; every kind of person belongs to the first, but HR of the other."""

    def __init__(self) -> None:
        self.land = OrgUnitFactory(code="KL", kind=UnitKind.LAND)
        self.ministry = OrgUnitFactory(code="MI", kind=UnitKind.MINISTRY, parent=self.land)
        self.other_ministry = OrgUnitFactory(code="MW", kind=UnitKind.MINISTRY, parent=self.land)
        self.unit = OrgUnitFactory(code="MI-1", parent=self.ministry)
        self.other_unit = OrgUnitFactory(code="MW-1", parent=self.other_ministry)

    def person(self, who: Who) -> User:
        role, place = ROLES.get(who), self.other_unit if who is Who.HR_OTHER else self.unit
        user = person_with(role, self.scope_of(who)) if role else PersonFactory()
        return MembershipFactory(user=user, unit=place).user

    def scope_of(self, who: Who) -> OrgUnit | None:
        if who in {Who.ADMIN, Who.DATA_PROTECTION}:
            return None
        return {Who.LEAD: self.unit, Who.HR_OTHER: self.other_ministry}.get(who, self.ministry)

    @cached_property
    def course(self) -> tracking.Course:
        made = tracking.course()
        Address.objects.get_or_create(slug=made.offer.slug, defaults={"course_key": made.key})
        return made


@dataclass(frozen=True)
class Arguments:
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] | None = None


def arguments(target: str, world: World) -> Arguments:
    made = globals()[target](world) if target else {}
    return Arguments(args=made) if isinstance(made, tuple) else Arguments(kwargs=made)


# accounts and platform


def stale_key(_world: World) -> dict[str, Any]:
    return {"uidb36": "1", "key": "stale-key"}


def any_key(_world: World) -> dict[str, Any]:
    return {"key": "x"}


def any_rest(_world: World) -> dict[str, Any]:
    return {"rest": "any/"}


def unknown_file(_world: World) -> dict[str, Any]:
    return {"path": "images/none.png"}


def unknown_document(_world: World) -> dict[str, Any]:
    return {"document_id": 1, "document_filename": "none.pdf"}


def unknown_page(_world: World) -> tuple[str]:
    return ("no/such/page/",)


# desk


def page(_world: World) -> dict[str, Any]:
    return {"name": "hilfe"}


def unknown_slug(_world: World) -> dict[str, Any]:
    return {"name": "unknown"}


def course(world: World) -> dict[str, Any]:
    return {"slug": world.course.offer.slug}


def unknown_slug_of_course(_world: World) -> dict[str, Any]:
    return {"slug": "unknown"}


def lesson(world: World) -> dict[str, Any]:
    return {**course(world), "lesson_slug": world.course.units[0].slug}


def unknown_lesson(world: World) -> dict[str, Any]:
    return {**course(world), "lesson_slug": "unknown"}


def question(world: World) -> dict[str, Any]:
    """A question of a course that nobody has begun."""
    return {**lesson(world), "key": world.course.question(0).key}
