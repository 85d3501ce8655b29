"""What every file says about itself: scope, period, day, definition, who asked and why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.core.templatetags.components import short_day
from tracking.reports.frames import FrozenUnit
from tracking.reports.measures import BEGUN, COMPLETED, MEASURES
from tracking.reports.requests import Reading, stamp
from tracking.reports.tables import neutral


@dataclass(frozen=True, kw_only=True)
class Facts:
    title: str
    lines: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, str, str], ...]
    """(term, meaning, source) of the measure dictionary and of the words in the cells."""


def facts_of(reading: Reading, *, unit: FrozenUnit, covers: str) -> Facts:
    period = reading.period
    marks = stamp(reading, unit)
    lines = (
        (_("Bericht"), _("Teilnahme und Abschluss")),
        (_("Geltungsbereich"), neutral(covers)),
        (_("Zeitraum"), _("%(quarter)s, abgeschlossen") % {"quarter": period.label}),
        (_("Stichtag"), short_day(period.as_of)),
        (_("Untergrenze"), _("keine Zahl unter %(floor)s Personen") % {"floor": period.floor}),
        (_("Angefordert von"), neutral(f"{marks.requester}, {marks.capacity}")),
        (_("Zweck"), neutral(marks.purpose)),
        (_("Erstellt am"), marks.made_at),
        *((str(measure.label), str(measure.definition)) for measure in MEASURES),
    )
    return Facts(title=_("Teilnahme und Abschluss"), lines=lines, terms=terms())


def terms() -> tuple[tuple[str, str, str], ...]:
    method = _("Verfahren zum Schutz Einzelner")
    return (
        *((str(each.label), str(each.definition), str(each.source)) for each in MEASURES),
        (
            _("Anzahl, von"),
            _("Zähler und Nenner wie veröffentlicht. Jede Anzahl ist um höchstens 4 verändert."),
            method,
        ),
        (_("Prozent"), _("Ab 20 Personen; darunter täuscht ein Prozentwert Genauigkeit vor."), method),
        (
            _("höchstens 2 von N"),
            _("Kein Wert von 3 oder mehr ist veröffentlicht. Das Feld „Anzahl“ bleibt leer."),
            method,
        ),
        (_("mindestens N − 2 von N"), _("Dasselbe von der anderen Seite."), method),
        (
            _("zusammengefasst"),
            _("Einheiten unter der Untergrenze erscheinen nur gemeinsam, wenn nötig mit einer größeren."),
            method,
        ),
        (
            _("Stand"),
            _("Eine Zahl erscheint erst neu, wenn sich drei Personen verändert haben. Bis dahin gilt die letzte."),
            method,
        ),
        (
            f"{BEGUN.label}, {COMPLETED.label}",
            _(
                "Begonnen und Abgeschlossen werden getrennt verändert; deshalb kann einmal mehr abgeschlossen als "
                "begonnen sein."
            ),
            method,
        ),
        (_("Summen"), _("Jede Zeile ist für sich veröffentlicht; Zeilen ergeben nicht genau die Gesamtzeile."), method),
    )
