import pytest

from tests.conformance.caller import V1, V2, Caller
from tests.conformance.resources import RESOURCES, Resource


@pytest.fixture(params=[V1, V2])
def lrs(request: pytest.FixtureRequest, db: None) -> Caller:
    return Caller(request.param)


@pytest.fixture
def lrs_1(db: None) -> Caller:
    """For what only 1.0.3 asks."""
    return Caller(V1)


@pytest.fixture
def lrs_2(db: None) -> Caller:
    """For what only 2.0 asks."""
    return Caller(V2)


@pytest.fixture(params=RESOURCES.values(), ids=RESOURCES)
def documents(request: pytest.FixtureRequest) -> Resource:
    return request.param


@pytest.fixture(
    params=[each for each in RESOURCES.values() if each.asks_for_preconditions],
    ids=["agent-profile", "activity-profile"],
)
def profiles(request: pytest.FixtureRequest) -> Resource:
    return request.param
