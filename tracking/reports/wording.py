"""How figures and cells read, in words: everything here starts from a published value, never from a count."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from learning.core.disclosure import PublishedValue, Reading, coded
from learning.organisation.enums import UnitKind
from tracking.reports.frames import OWN, REST, FrozenCell, FrozenTree

NBSP = "\N{NO-BREAK SPACE}"
KINDS: Mapping[str, Promise] = {
    UnitKind.LAND: gettext_lazy("Länder"),
    UnitKind.MINISTRY: gettext_lazy("Ministerien"),
    UnitKind.AGENCY: gettext_lazy("Behörden"),
    UnitKind.DEPARTMENT: gettext_lazy("Abteilungen"),
    UnitKind.UNIT: gettext_lazy("Referate"),
}
SHARES: tuple[tuple[float, Promise], ...] = (
    (0.03, gettext_lazy("Kaum jemand hat")),
    (0.15, gettext_lazy("Etwa jede zehnte Person hat")),
    (0.225, gettext_lazy("Etwa ein Fünftel hat")),
    (0.29, gettext_lazy("Etwa ein Viertel hat")),
    (0.37, gettext_lazy("Etwa ein Drittel hat")),
    (0.45, gettext_lazy("Etwa vier von zehn haben")),
    (0.55, gettext_lazy("Etwa die Hälfte hat")),
    (0.63, gettext_lazy("Etwa sechs von zehn haben")),
    (0.71, gettext_lazy("Etwa zwei Drittel haben")),
    (0.78, gettext_lazy("Etwa drei Viertel haben")),
    (0.86, gettext_lazy("Etwa vier Fünftel haben")),
    (0.97, gettext_lazy("Etwa neun von zehn haben")),
    (1.01, gettext_lazy("Fast alle haben")),
)
"""A share below the number reads so; a title says no more than the noise lets stand."""


@dataclass(frozen=True, slots=True)
class Words:
    """`main` above, `detail` below it; `n` and `percent` only where a number is published."""

    main: str
    detail: str
    n: int | None
    of: int
    percent: int | None
    is_coded: bool

    def __str__(self) -> str:
        return f"{self.main} {self.detail}"


def words(value: PublishedValue) -> Words:
    return _words(value, get_language())


@lru_cache(maxsize=4096)
def _words(value: PublishedValue, _language: str | None) -> Words:
    """Large exports say the same few hundred values over and over."""
    read = coded(value)
    of = _("von %(members)s") % {"members": read.of}
    match read.reading:
        case Reading.PERCENT:
            percent = whole_percent(shown=read.n, members=read.of)
            detail = _("(%(n)s von %(members)s)") % {"n": read.n, "members": read.of}
            return Words(percentage(percent), detail, read.n, read.of, percent, False)
        case Reading.COUNT:
            return Words(str(read.n), of, read.n, read.of, None, False)
        case Reading.AT_MOST:
            return Words(_("höchstens %(n)s") % {"n": read.n}, of, None, read.of, None, True)
        case Reading.AT_LEAST:
            return Words(_("mindestens %(n)s") % {"n": read.n}, of, None, read.of, None, True)


def whole_percent(*, shown: int, members: int) -> int:
    """Halves go up, as in a spreadsheet; `round` would send 62.5 down and 47.5 up."""
    return (200 * shown + members) // (2 * members)


def percentage(percent: int | str) -> str:
    """ "63 %", never broken over two lines."""
    return (_("%(percent)s %%") % {"percent": percent}).replace(" ", NBSP)


def share(value: PublishedValue) -> str:
    """ "Etwa ein Drittel hat"; in a small group as its cell reads: "8 von 14 haben"."""
    read = coded(value)
    if read.reading is not Reading.PERCENT:
        return _("%(figure)s haben") % {"figure": str(words(value))}
    return str(next(text for limit, text in SHARES if value.rate < limit))


def finding(*, begun: PublishedValue, completed: PublishedValue) -> str:
    """The title of the page."""
    second = share(completed)
    return _("%(begun)s begonnen, %(completed)s abgeschlossen") % {
        "begun": capitalised(share(begun)),
        "completed": second[:1].lower() + second[1:],
    }


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def cell_label(cell: FrozenCell, tree: FrozenTree) -> str:
    if cell.kind == OWN:
        return _("Unmittelbar zugeordnet")
    if cell.kind == REST:
        return rest_label(cell, tree)
    return tree.by_code[cell.units[0]].name


def rest_label(cell: FrozenCell, tree: FrozenTree) -> str:
    kinds = {tree.by_code[unit].kind for unit in cell.units}
    named = KINDS.get(kinds.pop(), _("Einheiten")) if len(kinds) == 1 and len(cell.units) > 1 else _("Einheiten")
    if len(cell.units) == 1:
        only = tree.by_code[cell.units[0]].name
        return _("%(unit)s und unmittelbar Zugeordnete, zusammengefasst") % {"unit": only}
    numbers = {"number": len(cell.units), "units": named}
    if cell.has_own:
        return _("Weitere %(number)s %(units)s und unmittelbar Zugeordnete, zusammengefasst") % numbers
    return _("Weitere %(number)s %(units)s, zusammengefasst") % numbers


def cell_meta(cell: FrozenCell, tree: FrozenTree) -> str:
    if cell.kind == OWN:
        return _("keiner Einheit darunter")
    if cell.kind == REST and len(cell.units) > 1:
        shown = [tree.by_code[unit].name for unit in cell.units[:3]]
        more = len(cell.units) - len(shown)
        if more:
            shown.append(ngettext("%(more)s weitere", "%(more)s weitere", more) % {"more": more})
        return ", ".join(shown)
    return ""
