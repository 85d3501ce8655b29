"""The drawing of a crossing: quay on the left, lighthouse on the right, and the boat as far as somebody has come.

Lengths are those of the drawing (components/_art_crossing.html), which is 400 wide.
"""

from dataclasses import dataclass

QUAY, LIGHTHOUSE = 84, 290
"""Where the middle of the boat is at the beginning and at the end."""
DRAWN_AT = 188
BUOYS = (80, 124, 168, 212, 256, 300)
HALF_A_BOAT = 40
ROOM = 14
"""A buoy needs so much room beside the boat, or it is behind it."""


@dataclass(frozen=True)
class Crossing:
    boat: int
    is_done: bool

    @property
    def shift(self) -> int:
        return self.boat - DRAWN_AT

    @property
    def behind(self) -> int:
        """Where the way that is done ends."""
        return self.boat - HALF_A_BOAT + 4

    @property
    def ahead(self) -> int:
        """Where the way that is left begins."""
        return self.boat + HALF_A_BOAT - 4

    @property
    def passed(self) -> list[int]:
        return [each for each in BUOYS if each < self.boat - HALF_A_BOAT - ROOM]

    @property
    def to_come(self) -> list[int]:
        return [each for each in BUOYS if each > self.boat + HALF_A_BOAT + ROOM]


def crossing(done: int, total: int) -> Crossing:
    """`done` of `total` parts lie behind; of none at all, nothing does."""
    share = min(max(done, 0), total) / total if total else 0
    return Crossing(boat=round(QUAY + (LIGHTHOUSE - QUAY) * share), is_done=share == 1)
