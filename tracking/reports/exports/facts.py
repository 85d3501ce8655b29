"""What every file says about itself: scope, period, day, method, who asked and why, what is not shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.core.disclosure import LARGEST_CHANGE, MEMBERS_FOR_PERCENT
from learning.core.templatetags.components import short_day
from tracking.reports.exports.terms import terms
from tracking.reports.frames import FrozenUnit
from tracking.reports.hidden import HiddenUnit, Reason, hidden_units
from tracking.reports.requests import Reading, Stamp, stamp
from tracking.reports.tables import ExportRow, neutral
from tracking.reports.wording import cell_label

REASONS: dict[Reason, Promise] = {
    Reason.MERGED: gettext_lazy("zusammengefasst, damit keine kleine Gruppe übrig bleibt"),
    Reason.BELOW_MERGED: gettext_lazy("gehört zu einer zusammengefassten Einheit"),
    Reason.LEVEL: gettext_lazy("auf dieser Ebene bliebe eine kleine Gruppe übrig"),
    Reason.EMPTY: gettext_lazy("am Stichtag ohne Beschäftigte"),
    Reason.SMALL: gettext_lazy("zu klein für eine eigene Zahl"),
}


@dataclass
class Tally:
    """Counts the rows that pass, so that a file can say at its end what it holds."""

    as_of: date
    rows: int = 0
    coded: int = 0
    held: int = 0

    def passing(self, rows: Iterable[ExportRow]) -> Iterator[ExportRow]:
        for row in rows:
            self.rows += 1
            self.coded += row.is_coded
            self.held += row.as_of is not None and row.as_of != self.as_of
            yield row


@dataclass(frozen=True, kw_only=True)
class Facts:
    title: str
    covers: str
    period: str
    as_of: date
    floor: int
    stamp: Stamp
    hidden: tuple[tuple[str, str, str], ...]
    """(unit, why it has no line of its own, in which line its people are counted)."""
    terms: tuple[tuple[str, str, str], ...] = field(default_factory=terms)
    """(term, meaning, source) of the measure dictionary and of the words in the cells."""

    def lines(self, tally: Tally) -> list[tuple[str, str]]:
        """(name, text); after the rows have passed."""
        lines = [
            (_("Bericht"), self.title),
            (_("Geltungsbereich"), self.covers),
            (_("Zeitraum"), _("%(quarter)s, abgeschlossen") % {"quarter": self.period}),
            (_("Stichtag"), short_day(self.as_of)),
            (_("Angefordert von"), f"{self.stamp.requester}, {self.stamp.capacity}"),
            (_("Zweck"), self.stamp.purpose),
            (_("Erstellt am"), self.stamp.made_at),
            (_("Untergrenze"), _("keine Zahl unter %(floor)s Personen") % {"floor": self.floor}),
            (_("Verfahren"), method_note()),
            (_("Zeilen"), _("%(rows)s, je Einheit, Kurs und Messgröße eine") % {"rows": tally.rows}),
            (
                _("In Worten statt als Zahl"),
                ngettext(
                    "%(rows)s Zeile. Unter %(few)s Personen steht statt einer Zahl nahe 0 oder nahe allen „höchstens“ "
                    "oder „mindestens“.",
                    "%(rows)s Zeilen. Unter %(few)s Personen steht statt einer Zahl nahe 0 oder nahe allen „höchstens“ "
                    "oder „mindestens“.",
                    tally.coded,
                )
                % {"rows": tally.coded, "few": MEMBERS_FOR_PERCENT},
            ),
            (
                _("Stehen geblieben"),
                ngettext(
                    "%(rows)s Zeile mit früherem Stand. Er bleibt stehen, bis sich bei mindestens drei Personen etwas "
                    "geändert hat.",
                    "%(rows)s Zeilen mit früherem Stand. Er bleibt stehen, bis sich bei mindestens drei Personen etwas "
                    "geändert hat.",
                    tally.held,
                )
                % {"rows": tally.held},
            ),
            (
                _("Nicht einzeln gezeigt"),
                ngettext("%(units)s Einheit", "%(units)s Einheiten", len(self.hidden)) % {"units": len(self.hidden)},
            ),
        ]
        return [(name, neutral(text)) for name, text in lines]


def method_note() -> str:
    return _(
        "Jede Anzahl ist um höchstens %(most)s verändert, überall und jedes Mal gleich. Ausführlich: %(address)s"
    ) % {"most": LARGEST_CHANGE, "address": f"{settings.BASE_URL}{reverse('reports:method')}"}


def facts_of(reading: Reading, *, unit: FrozenUnit, covers: str, units: Iterable[str]) -> Facts:
    """`units`: codes of those that one could look for in the file."""
    period = reading.period
    return Facts(
        title=_("Teilnahme und Abschluss"),
        covers=covers,
        period=period.label,
        as_of=period.as_of,
        floor=period.floor,
        stamp=stamp(reading, unit),
        hidden=tuple(told_hidden(each, reading) for each in hidden_units(period.tree, units)),
    )


def told_hidden(hidden: HiddenUnit, reading: Reading) -> tuple[str, str, str]:
    """What lies outside of the reader's part is not named."""
    cell = hidden.cell
    if cell is None or hidden.reason is Reason.EMPTY:
        where = ""
    elif reading.head_of(reading.period.tree.by_code[cell.level or cell.units[0]]) is None:
        where = _("einer Zeile außerhalb Ihres Bereichs")
    else:
        where = cell_label(cell, reading.period.tree)
    return neutral(hidden.unit.name), str(REASONS[hidden.reason]), neutral(where)
