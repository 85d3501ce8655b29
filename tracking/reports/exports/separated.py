import csv
from collections.abc import Iterable, Iterator

from tracking.reports.exports.facts import Facts
from tracking.reports.tables import ExportRow, head


class _Echo:
    """A file for `csv.writer` that hands each line straight on."""

    def write(self, line: str) -> str:
        return line


def separated_values(facts: Facts, rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """CSV as German spreadsheets open it: UTF-8 with mark, semicolons. Facts first, an empty line, then the table."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for line in (*facts.lines, (), head()):
        yield writer.writerow(line).encode()
    batch: list[str] = []
    for row in rows:
        batch.append(writer.writerow(row))
        if len(batch) == 500:
            yield "".join(batch).encode()
            batch.clear()
    yield "".join(batch).encode()
