"""The measure dictionary and the words in the cells, as every file explains them."""

from django.utils.translation import gettext as _

from learning.core.disclosure import LARGEST_CHANGE, MEMBERS_FOR_PERCENT
from tracking.reports.measures import BEGUN, COMPLETED, MEASURES


def terms() -> tuple[tuple[str, str, str], ...]:
    """(term, meaning, source)."""
    method = _("Verfahren zum Schutz Einzelner")
    return (
        *((str(each.label), str(each.definition), str(each.source)) for each in MEASURES),
        (
            _("Anzahl, von"),
            _("Zähler und Nenner wie veröffentlicht. Jede Anzahl ist um höchstens %(most)s verändert.")
            % {"most": LARGEST_CHANGE},
            method,
        ),
        (
            _("Prozent"),
            _("Ab %(few)s Personen; darunter täuscht ein Prozentwert Genauigkeit vor.") % {"few": MEMBERS_FOR_PERCENT},
            method,
        ),
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
