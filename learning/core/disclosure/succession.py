"""What stands for a cell before it is published: what anybody can work out about its people from earlier publications.

A unit that is merged, or comes out of a merged remainder, is counted in another cell than before. Compared with its
own cell alone it would begin without hold-back, and the two periods, subtracted, would read the one person who came or
left meanwhile. So a remainder is compared with the sum of what stands for its parts, and a unit that leaves a
remainder also with that remainder.
"""

from collections.abc import Collection, Mapping, Sequence

from learning.core.disclosure.cells import add_values
from learning.core.disclosure.holding import NO_PERSONS, Publication, hold_back


def publication_that_stands(
    *,
    cell: str,
    parts: Sequence[str],
    remainder: str,
    together: Collection[str],
    standing: Mapping[str, Publication],
    current: Publication,
) -> Publication:
    """`current`, or what stands for the same people but for one or two.

    Codes of cells: `cell` itself, `parts` those of its parts if each stood alone (the cell itself, where it is no
    remainder), `remainder` that of the remainder of its level, `together` the parts of that remainder when it was shown
    last. `standing`: what stands by code of the cell.
    """
    for previous in _predecessors(cell, parts, remainder, together, standing):
        if hold_back(previous=previous, current=current) is previous:
            return previous
    return current


def _predecessors(
    cell: str, parts: Sequence[str], remainder: str, together: Collection[str], standing: Mapping[str, Publication]
) -> list[Publication]:
    found = []
    if cell == remainder:
        came = [standing[part] for part in parts if part not in together and part in standing]
        stayed = any(part in together for part in parts) and remainder in standing
        known = [standing[remainder], *came] if stayed else came
        if known:
            found.append(added(known))
    elif cell in together and remainder in standing:
        found.append(standing[remainder])
    if cell in standing and standing[cell] not in found:
        found.append(standing[cell])
    return found


def added(publications: Sequence[Publication]) -> Publication:
    """As one publication: with the day of the oldest of them."""
    oldest = min(publications, key=lambda each: each.as_of)
    return Publication(
        value=add_values(each.value for each in publications),
        period=oldest.period,
        as_of=oldest.as_of,
        fingerprint=sum((each.fingerprint for each in publications), NO_PERSONS),
    )
