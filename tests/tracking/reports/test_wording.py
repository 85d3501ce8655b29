import pytest

from learning.core.disclosure import restore_value
from tracking.reports.wording import finding, words


@pytest.mark.parametrize(
    ("members", "shown", "text", "n", "percent"),
    [
        (65, 41, "63\N{NO-BREAK SPACE}% (41 von 65)", 41, 63),
        (32, 20, "63\N{NO-BREAK SPACE}% (20 von 32)", 20, 63),
        (40, 19, "48\N{NO-BREAK SPACE}% (19 von 40)", 19, 48),
        (65, 0, "0\N{NO-BREAK SPACE}% (0 von 65)", 0, 0),
        (14, 9, "9 von 14", 9, None),
        (14, 0, "höchstens 2 von 14", None, None),
        (14, 14, "mindestens 12 von 14", None, None),
    ],
)
def test_words_say_a_number_only_where_one_is_published(members, shown, text, n, percent):
    said = words(restore_value(members=members, shown=shown))

    assert (str(said), said.n, said.percent) == (text, n, percent)


def test_the_title_is_the_finding():
    title = finding(begun=restore_value(members=100, shown=67), completed=restore_value(members=100, shown=33))

    assert title == "Etwa zwei Drittel haben begonnen, etwa ein Drittel hat abgeschlossen"


def test_the_title_of_a_small_group_says_no_more_than_its_cells():
    title = finding(begun=restore_value(members=14, shown=14), completed=restore_value(members=14, shown=0))

    assert title == "Mindestens 12 von 14 haben begonnen, höchstens 2 von 14 haben abgeschlossen"


@pytest.mark.parametrize("shown", [0, *range(3, 98), 100])
def test_every_share_has_its_words(shown):
    assert finding(begun=restore_value(members=100, shown=shown), completed=restore_value(members=100, shown=shown))
