from io import StringIO

import pytest

from tracking.lrs.management import progress_bar
from tracking.lrs.management.progress_bar import ProgressBar


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_is_in_one_line(monkeypatch):
    monkeypatch.setattr(progress_bar, "EVERY", 0)
    stream = Terminal()
    bar = ProgressBar(total=4, label="Archiving", stream=stream)

    bar.advance(1)
    bar.advance(3)
    bar.close()

    _before, quarter, whole, _end = stream.getvalue().split("\r")
    assert quarter == f"Archiving [{'#' * 7}{' ' * 23}]  25%"
    assert whole == f"Archiving [{'#' * 30}] 100%"
    assert stream.getvalue().endswith("100%\n")
    assert stream.getvalue().count("\n") == 1


@pytest.mark.parametrize("total", [0, 4])
def test_elsewhere_nothing_is_said(total):
    stream = StringIO()
    bar = ProgressBar(total=total, label="Archiving", stream=stream)

    bar.advance(4)
    bar.close()

    assert stream.getvalue() == ""
