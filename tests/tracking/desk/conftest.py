from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.content.models import Offer
from learning.accounts.models import User
from tests.factories.readable import readable_course
from tests.factories.tracking import learner
from tracking.enrolment.commands import start_course
from tracking.enrolment.models import Enrolment

LESSON_1 = "/kurse/user-storys/lektion-1/"
LESSON_2 = "/kurse/user-storys/lektion-2/"
LESSON_3 = "/kurse/user-storys/lektion-3/"


@pytest.fixture
def lena(db: None) -> User:
    return learner()


@pytest.fixture
def signed_in(lena: User) -> Client:
    """Lena's, signed in."""
    client = Client()
    client.force_login(lena)
    return client


@pytest.fixture
def offer(db: None) -> Offer:
    return readable_course()


@pytest.fixture
def enrolment(offer: Offer, lena: User) -> Enrolment:
    return start_course(learner=lena, offer=offer, language="de")


@pytest.fixture
def count_queries() -> Callable[[Callable[[], Any]], int]:
    """How many statements a call sends, those that begin and end transactions left out."""

    def count(call: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        frame = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
        return sum(not each["sql"].startswith(frame) for each in queries.captured_queries)

    return count
