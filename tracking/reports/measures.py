"""The measure dictionary: what is counted, fixed in code and printed in every export (PRIVACY, fixed measures)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

METHOD = "cell-key-1"
"""Version of the method by which snapshots are published; stands in each of them."""


@dataclass(frozen=True)
class Measure:
    """A yes or no about each person in each course."""

    slug: str
    label: Promise
    definition: Promise
    source: Promise

    def key(self, course_key: UUID) -> str:
        """The name that enters the record keys, and with them the noise: it never changes."""
        return f"course:{course_key}:{self.slug}"


BEGUN = Measure(
    "begun",
    _("Begonnen"),
    _("Personen, die den Kurs bis zum Stichtag begonnen haben, auch in früheren Quartalen."),
    _("Lernaufzeichnung: erste Aussage zum Kurs, nach dem Zeitpunkt der Speicherung"),
)
COMPLETED = Measure(
    "completed",
    _("Abgeschlossen"),
    _("Personen, die bis zum Stichtag alle Lektionen des Kurses verstanden haben, auch in früheren Quartalen."),
    _("Lernaufzeichnung: Aussage „abgeschlossen“ zum Kurs, nach dem Zeitpunkt der Speicherung"),
)
MEASURES: tuple[Measure, ...] = (BEGUN, COMPLETED)
BY_SLUG: Mapping[str, Measure] = {measure.slug: measure for measure in MEASURES}
