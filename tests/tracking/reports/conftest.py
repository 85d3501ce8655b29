"""A Land of two ministries whose people have learned, with one closed quarter and the agreement in force."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from learning.accounts.models import User
from learning.organisation.enums import Role, UnitKind
from learning.organisation.models import Membership, OrgUnit
from tests.factories.people import LONG_AGO, OrgUnitFactory, person_with
from tests.factories.tracking import Course, course
from tracking.progress.models import CourseProgress
from tracking.reports.commands import approve_report, close_period, propose_report
from tracking.reports.enums import Report
from tracking.reports.models import Snapshot
from tracking.reports.periods import Quarter
from tracking.reports.requests import CHOSEN_PURPOSE

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
IN_Q2 = datetime(2026, 5, 12, 9, tzinfo=UTC)
IN_Q3 = datetime(2026, 8, 12, 9, tzinfo=UTC)
AFTER_Q3 = datetime(2026, 10, 5, 8, tzinfo=UTC)
SIZES = {"A-1": 30, "A-2": 14, "A-3": 6, "A-4": 7, "B-1": 25, "B-2": 12}


@pytest.fixture
def today():
    with time_machine.travel(AFTER_Q3, tick=False):
        yield AFTER_Q3


@pytest.fixture
def land(today, db) -> dict[str, OrgUnit]:
    units = {"L": OrgUnitFactory(code="L", name="Land Küstenland", kind=UnitKind.LAND)}
    for ministry in "AB":
        units[ministry] = OrgUnitFactory(
            code=ministry, name=f"Ministerium {ministry}", kind=UnitKind.MINISTRY, parent=units["L"]
        )
    for code in SIZES:
        units[code] = OrgUnitFactory(code=code, name=f"Referat {code}", parent=units[code[0]])
    return units


def hire(unit: OrgUnit, count: int) -> list[User]:
    number = User.objects.count()
    people = User.objects.bulk_create(User(email=f"{unit.code}-{number + each}@example.org") for each in range(count))
    Membership.objects.bulk_create(Membership(user=user, unit=unit, valid_from=LONG_AGO) for user in people)
    return people


def let_learn(people: list[User], course_key: UUID, *, begun: int, completed: int, at: datetime = IN_Q2) -> None:
    CourseProgress.objects.bulk_create(
        CourseProgress(
            learner_key=user.learner_key,
            course_key=course_key,
            edition_number=1,
            begun_at=at,
            last_at=at,
            stored_begun=at,
            completed_at=at if number < completed else None,
            stored_completed=at if number < completed else None,
        )
        for number, user in enumerate(people[:begun])
    )


@pytest.fixture
def people(land) -> dict[str, list[User]]:
    return {code: hire(land[code], size) for code, size in SIZES.items()}


@pytest.fixture
def story(people) -> Course:
    """Half of everybody began it, a third completed it."""
    taken = course(slug="user-storys", title="User Storys")
    for unit in people.values():
        let_learn(unit, taken.key, begun=len(unit) // 2, completed=len(unit) // 3)
    return taken


@pytest.fixture
def petra(land) -> User:
    return person_with(Role.HR, land["A"], email="petra@example.org", first_name="Petra", last_name="Holm")


@pytest.fixture
def karl(land) -> User:
    return person_with(Role.STAFF_COUNCIL, land["A"], email="karl@example.org")


@pytest.fixture
def agreed(land) -> None:
    """For the whole Land."""
    roles = [Role.HR, Role.STAFF_COUNCIL, Role.DATA_PROTECTION]
    propose_report(report=Report.PARTICIPATION, purposes=["Quartalsbericht", "=1+1"], roles=roles, floor=10)
    approve_report(report=Report.PARTICIPATION, side="hr", by=person_with(Role.HR, land["L"]))
    approve_report(report=Report.PARTICIPATION, side="staff_council", by=person_with(Role.STAFF_COUNCIL, land["L"]))


@pytest.fixture
def closed(story, agreed) -> Snapshot:
    close_period(period=Q2)
    return close_period(period=Q3)


def say_what_for(client: Client, purpose: str) -> None:
    """As if the person had chosen it on the page earlier today."""
    session = client.session
    session[CHOSEN_PURPOSE] = {"day": timezone.localdate().isoformat(), "purpose": purpose}
    session.save()


@pytest.fixture
def reads() -> Callable[[User], Client]:
    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        say_what_for(client, "Quartalsbericht")
        return client

    return client_of


DAY = date(2026, 9, 30)
