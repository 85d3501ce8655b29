import pytest

from learning.core.crossing import LIGHTHOUSE, QUAY, crossing


@pytest.mark.parametrize(
    ("done", "total", "boat"),
    [(0, 10, QUAY), (5, 10, (QUAY + LIGHTHOUSE) // 2), (10, 10, LIGHTHOUSE), (0, 0, QUAY), (12, 10, LIGHTHOUSE)],
)
def test_boat_is_as_far_as_somebody_has_come(done, total, boat):
    assert crossing(done, total).boat == boat


def test_boat_moves_with_every_part():
    boats = [crossing(done, 12).boat for done in range(13)]

    assert boats == sorted(set(boats))


@pytest.mark.parametrize("done", range(11))
def test_buoys_lie_on_their_side_of_the_boat_and_never_behind_it(done):
    way = crossing(done, 10)

    assert all(buoy < way.behind - 4 for buoy in way.passed)
    assert all(buoy > way.ahead + 4 for buoy in way.to_come)
    assert way.behind < way.boat < way.ahead


def test_who_has_arrived_has_nothing_left_ahead():
    assert (crossing(10, 10).is_done, crossing(10, 10).to_come) == (True, [])
    assert not crossing(9, 10).is_done
