"""The arguments of routes for the table in authorisation.py: each function takes the world and gives kwargs (or args).

Add yours below; what a test of your app already builds is taken from tests/factories.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from courses.content.models import EditionQuestion, Offer
from learning.accounts.models import User
from learning.organisation.enums import Role, UnitKind
from learning.organisation.models import OrgUnit
from tests.architecture.authorisation import Who
from tests.factories.people import MembershipFactory, OrgUnitFactory, PersonFactory, person_with
from tests.factories.readable import readable_course
from tracking.enrolment.commands import start_course
from tracking.enrolment.models import Enrolment

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
        self.asking: User | None = None
        """The person whose answer is looked at; None for a stranger."""

    def person(self, who: Who) -> User:
        role, place = ROLES.get(who), self.other_unit if who is Who.HR_OTHER else self.unit
        user = person_with(role, self.scope_of(who)) if role else PersonFactory()
        return MembershipFactory(user=user, unit=place).user

    def scope_of(self, who: Who) -> OrgUnit | None:
        if who in {Who.ADMIN, Who.DATA_PROTECTION}:
            return None
        return {Who.LEAD: self.unit, Who.HR_OTHER: self.other_ministry}.get(who, self.ministry)

    @cached_property
    def offer(self) -> Offer:
        """A course with two lessons that ask and one that does not."""
        return readable_course()

    @cached_property
    def questions(self) -> list[EditionQuestion]:
        """One of each lesson that asks."""
        asked = EditionQuestion.objects.filter(edition=self.offer.edition, language="de")
        units = self.offer.edition.units.filter(language="de").order_by("position")[:2]
        return [asked.filter(unit_key=unit.unit_key).first() for unit in units]

    def begin(self, person: User) -> None:
        if not Enrolment.objects.filter(learner_key=person.learner_key).exists():
            start_course(learner=person, offer=self.offer, language="de")


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


def any_token(_world: World) -> dict[str, Any]:
    return {"token": "x"}


def any_statement(_world: World) -> dict[str, Any]:
    """Whoever has not said for what they look is asked first, whether there is such a statement or not."""
    return {"uuid": "00000000-0000-0000-0000-000000000001"}


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
    return {"slug": world.offer.slug}


def unknown_slug_of_course(_world: World) -> dict[str, Any]:
    return {"slug": "unknown"}


def lesson(world: World) -> dict[str, Any]:
    return {**course(world), "lesson_slug": "lektion-1"}


def unknown_lesson(world: World) -> dict[str, Any]:
    return {**course(world), "lesson_slug": "unknown"}


def not_begun(world: World) -> dict[str, Any]:
    """A lesson that somebody else is in; who asks has not begun its course."""
    world.begin(MembershipFactory(unit=world.unit).user)
    return lesson(world)


def begun(world: World) -> dict[str, Any]:
    """A lesson that who asks is in."""
    if world.asking:
        world.begin(world.asking)
    return lesson(world)


def course_not_begun(world: World) -> dict[str, Any]:
    return without_lesson(not_begun(world))


def course_begun(world: World) -> dict[str, Any]:
    return without_lesson(begun(world))


def without_lesson(names: dict[str, Any]) -> dict[str, Any]:
    return {"slug": names["slug"]}


def question_not_begun(world: World) -> dict[str, Any]:
    return {**not_begun(world), "key": world.questions[0].question_key}


def question_begun(world: World) -> dict[str, Any]:
    return {**begun(world), "key": world.questions[0].question_key}


def question_of_another_lesson(world: World) -> dict[str, Any]:
    """In a course that who asks has begun."""
    return {**begun(world), "lesson_slug": "lektion-2", "key": world.questions[0].question_key}
