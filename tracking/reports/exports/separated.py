"""CSV as German spreadsheets open it and as programs read it: UTF-8 with mark, semicolons, CR LF, days as 2026-09-30.

One table per file, the names of the columns in the first line and nothing around it. The facts of the report stand in
every row, so that rows of several files can be put together and still say what they are; what needs more words is a
table of its own, `separated_facts`.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.utils.translation import gettext as _

from tracking.reports.exports.facts import Facts, Tally
from tracking.reports.tables import ExportRow, head, neutral

MARK = b"\xef\xbb\xbf"
AT_ONCE = 500


class _Echo:
    """A file for `csv.writer` that hands each line straight on."""

    def write(self, line: str) -> str:
        return line


def separated_values(facts: Facts, rows: Iterable[ExportRow]) -> Iterator[bytes]:
    about = (facts.floor, f"{facts.stamp.requester}, {facts.stamp.capacity}", facts.stamp.purpose, facts.stamp.made_at)
    said = tuple(neutral(each) if isinstance(each, str) else each for each in about)
    names = (*head(), _("Untergrenze"), _("Angefordert von"), _("Zweck"), _("Erstellt am"))
    return lines_of(names, ((*row, *said) for row in rows))


def separated_facts(facts: Facts, rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """What the workbook has on its sheets "Angaben" and "Begriffe"."""
    tally = Tally(as_of=facts.as_of)
    for _row in tally.passing(rows):
        pass
    stated, hidden, terms = _("Angaben"), _("Nicht einzeln gezeigt"), _("Begriffe")
    return lines_of(
        (_("Abschnitt"), _("Begriff"), _("Bedeutung"), _("Herkunft")),
        chain(
            ((stated, name, text, "") for name, text in facts.lines(tally)),
            ((hidden, *texts) for texts in facts.hidden),
            ((terms, *texts) for texts in facts.terms),
        ),
    )


def lines_of(names: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield MARK
    batch: list[str] = [writer.writerow(names)]
    for row in rows:
        batch.append(writer.writerow(row))
        if len(batch) >= AT_ONCE:
            yield "".join(batch).encode()
            batch.clear()
    yield "".join(batch).encode()
