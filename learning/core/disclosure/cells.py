"""From the sums of a cell to the one value of it that is published (cell key method)."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import InitVar, dataclass
from itertools import accumulate
from typing import Final

from learning.core.disclosure.floor import LOWEST_FLOOR, Floor

_KEY_SPACE = 2**32
_MILLION = 1_000_000

# Row r, target: probability in millionths. Largest change 4, the values 1 and 2 never appear, variance 3, mean 0,
# otherwise maximum entropy.
TRANSITIONS: Final[Mapping[int, Mapping[int, int]]] = {
    1: {0: 738734, 3: 112656, 4: 81015, 5: 67594},
    2: {0: 409003, 3: 405573, 4: 148232, 5: 32799, 6: 4394},
    3: {0: 204773, 3: 390802, 4: 247613, 5: 112129, 6: 36290, 7: 8394},
    4: {0: 85452, 3: 284662, 4: 263012, 5: 191136, 6: 109252, 7: 49118, 8: 17369},
    5: {3: 244176, 4: 220505, 5: 184099, 6: 142102, 7: 101406, 8: 66903, 9: 40808},
    6: {3: 75337, 4: 137064, 5: 193419, 6: 211706, 7: 179731, 8: 118350, 9: 60447, 10: 23946},
    7: {3: 19589, 4: 56723, 5: 121221, 6: 191192, 7: 222553, 8: 191192, 9: 121221, 10: 56723, 11: 19589},
}
NOISE_VARIANCE: Final = 3
LARGEST_CHANGE: Final = max(abs(target - row) for row, targets in TRANSITIONS.items() for target in targets)
_LAST_ROW: Final = max(TRANSITIONS)


def _thresholds(row: Mapping[int, int]) -> list[int]:
    """Where the cell key passes to the next target; the last target takes what rounding left over."""
    return [-(-sum_so_far * _KEY_SPACE // _MILLION) for sum_so_far in accumulate(row.values())][:-1]


_TARGETS = {r: tuple(row) for r, row in TRANSITIONS.items()}
_THRESHOLDS = {r: _thresholds(row) for r, row in TRANSITIONS.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class CellSums:
    """What a snapshot row keeps of a cell. The row of a larger unit is the sum of the rows of its parts."""

    members: int
    done: int
    done_keys: int
    """Sum of the record keys of those who are done."""
    all_keys: int
    """Sum of the record keys of all members."""

    def __post_init__(self) -> None:
        if not (0 <= self.done <= self.members and 0 <= self.done_keys <= self.all_keys):
            raise ValueError(f"These sums belong to no group of people: {self}")

    def __add__(self, other: "CellSums") -> "CellSums":
        return CellSums(
            members=self.members + other.members,
            done=self.done + other.done,
            done_keys=self.done_keys + other.done_keys,
            all_keys=self.all_keys + other.all_keys,
        )


NO_ONE: Final = CellSums(members=0, done=0, done_keys=0, all_keys=0)


def sum_cell(*, keys: Mapping[str, int], members: Iterable[str], done: Collection[str]) -> CellSums:
    """The row of one unit. `keys`: learner key to record key; `done` may name people who are not members."""
    people = frozenset(members)
    finished = people.intersection(done)
    return CellSums(
        members=len(people),
        done=len(finished),
        done_keys=sum(map(keys.__getitem__, finished)),
        all_keys=sum(map(keys.__getitem__, people)),
    )


_SEAL: Final = object()


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedValue:
    """The one value of a cell that anyone sees. Only `publish_cell` and `restore_value` hold the seal to build it."""

    members: int
    shown: int
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("A PublishedValue comes from publish_cell; it cannot be built from a raw count.")

    @property
    def rate(self) -> float:
        return self.shown / self.members


def publish_cell(*, sums: CellSums, floor: Floor = LOWEST_FLOOR) -> PublishedValue:
    """Deterministic: the same people with the same status give the same value in every table and format.

    Raises ValueError for a cell below the floor; such a unit is merged first (see `grouping`).
    """
    if sums.members < floor:
        raise ValueError(f"A cell of {sums.members} people is below the floor of {floor}.")
    not_done = sums.members - sums.done
    if sums.done <= not_done:
        shown = _perturbed(sums.done, key_sum=sums.done_keys, members=sums.members)
    else:
        shown = sums.members - _perturbed(not_done, key_sum=sums.all_keys - sums.done_keys, members=sums.members)
    return PublishedValue(members=sums.members, shown=shown, seal=_SEAL)


def add_values(values: Iterable[PublishedValue]) -> PublishedValue:
    """What a reader gets who adds published values of groups that share nobody: it says nothing new."""
    known = list(values)
    return PublishedValue(
        members=sum(each.members for each in known), shown=sum(each.shown for each in known), seal=_SEAL
    )


def _perturbed(smaller: int, *, key_sum: int, members: int) -> int:
    if smaller == 0:
        return 0
    row = min(smaller, _LAST_ROW)
    target = _TARGETS[row][bisect_right(_THRESHOLDS[row], key_sum % _KEY_SPACE)]
    return min(target + smaller - row, members - 3)


def restore_value(*, members: int, shown: int) -> PublishedValue:
    """A value as it was stored when it was published. For the query that reads snapshots, and for nothing else."""
    if members < LOWEST_FLOOR or not 0 <= shown <= members or shown in (1, 2, members - 1, members - 2):
        raise ValueError(f"{shown} of {members} was never published.")
    return PublishedValue(members=members, shown=shown, seal=_SEAL)
