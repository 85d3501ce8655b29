"""The one door: every figure about more than one person leaves through this package.

Pure functions, no database and no request. A report goes through them in this order:

1. `plan_cells` or `merge_small_units` say which units may have a cell of their own,
2. `record_keys` and `CellSums` make one row of sums per unit, added up along the tree,
3. `publish_cell` turns such a row into the only value that anyone may see,
4. `hold_back` and, along merged units, `publication_that_stands` decide whether that value or an earlier one stands,
5. `coded`, `interval_of` and `change_between` say how it reads.

`PublishedValue` cannot be built elsewhere, so a function that asks for one cannot be handed a raw count.
The method in plain words: docs/report/disclosure.md.
"""

from learning.core.disclosure.cells import (
    LARGEST_CHANGE,
    NO_ONE,
    NOISE_VARIANCE,
    TRANSITIONS,
    CellSums,
    PublishedValue,
    publish_cell,
    restore_value,
    sum_cell,
)
from learning.core.disclosure.floor import (
    LOWEST_FLOOR,
    Floor,
    may_show_running_period,
    may_split_flows,
)
from learning.core.disclosure.grouping import Direct, Grouping, TreeCell, merge_small_units, plan_cells
from learning.core.disclosure.holding import (
    NO_PERSONS,
    PERSONS_TO_RENEW,
    Fingerprint,
    Mark,
    Publication,
    hold_back,
    is_new,
    person_mark,
)
from learning.core.disclosure.keys import check_secret, record_key, record_keys
from learning.core.disclosure.reading import (
    MEMBERS_FOR_PERCENT,
    Change,
    CodedText,
    Direction,
    Interval,
    Reading,
    change_between,
    coded,
    interval_of,
    newcombe_interval,
    wilson_interval,
)
from learning.core.disclosure.succession import publication_that_stands

__all__ = [
    "LARGEST_CHANGE",
    "LOWEST_FLOOR",
    "MEMBERS_FOR_PERCENT",
    "NOISE_VARIANCE",
    "NO_ONE",
    "NO_PERSONS",
    "PERSONS_TO_RENEW",
    "TRANSITIONS",
    "CellSums",
    "Change",
    "CodedText",
    "Direct",
    "Direction",
    "Fingerprint",
    "Floor",
    "Grouping",
    "Interval",
    "Mark",
    "Publication",
    "PublishedValue",
    "Reading",
    "TreeCell",
    "change_between",
    "check_secret",
    "coded",
    "hold_back",
    "interval_of",
    "is_new",
    "may_show_running_period",
    "may_split_flows",
    "merge_small_units",
    "newcombe_interval",
    "person_mark",
    "plan_cells",
    "publication_that_stands",
    "publish_cell",
    "record_key",
    "record_keys",
    "restore_value",
    "sum_cell",
    "wilson_interval",
]
