import pytest

from tests.courses.catalogue.pages import text_of, titles_in

pytestmark = pytest.mark.postgresql


def test_too_many_filters_offer_to_leave_them(signed_in, add_course):
    add_course("Agile Methoden", minutes=45)
    page = signed_in.get("/katalog/?q=agil&dauer=10")

    assert "Zu diesen Filtern passt zurzeit kein Kurs." in text_of(page)
    assert "Ohne Filter: 1 Kurs" in text_of(page)
    assert 'href="?q=agil"' in page.content.decode()


def test_each_facet_counts_as_if_nothing_of_it_were_chosen(signed_in, add_course):
    for title, minutes, topic in (
        ("Agil A", 8, "agile"),
        ("Agil B", 25, "agile"),
        ("Agil C", 50, "users"),
        ("Agil D", 9, "users"),
        ("Sonst", 9, "users"),
    ):
        add_course(title, minutes=minutes, topic=topic)
    page = signed_in.get("/katalog/?q=agil&dauer=30&thema=users")
    counts = {
        facet.name: {each.value: each.count for each in facet.values} for facet in page.context["catalogue"].facets
    }

    assert titles_in(page) == ["Agil D"]
    assert counts["dauer"] == {"10": 1, "30": 1, "mehr": 1}
    assert counts["thema"] == {"agile": 2, "users": 1}
    assert counts["stufe"] == {}


def test_a_facet_that_would_change_nothing_is_not_shown_unless_it_is_chosen(signed_in, add_course):
    add_course("Agil A", level="basic", minutes=8)
    assert "<fieldset>" not in signed_in.get("/katalog/").content.decode()
    assert 'class="facets"' not in signed_in.get("/katalog/").content.decode()

    add_course("Agil B", level="advanced", minutes=8)
    legends = [
        facet.name for facet in signed_in.get("/katalog/?format=reading").context["catalogue"].facets if facet.values
    ]
    assert legends == ["stufe", "format"]


def test_values_of_one_facet_widen_those_of_two_narrow(signed_in, add_course):
    add_course("A", topic="agile", level="basic")
    add_course("B", topic="users", level="basic")
    add_course("C", topic="users", level="advanced")

    assert titles_in(signed_in.get("/katalog/?thema=agile&thema=users")) == ["A", "B", "C"]
    assert titles_in(signed_in.get("/katalog/?thema=agile&thema=users&stufe=basic")) == ["A", "B"]


def test_chips_lead_to_the_list_without_them(signed_in, add_course):
    add_course("Agil", minutes=8)
    chips = signed_in.get("/katalog/?q=agil&dauer=10&thema=agile&seite=2").context["catalogue"].chips

    assert [(str(chip.label), chip.address) for chip in chips] == [
        ("bis 10\N{NO-BREAK SPACE}Min.", "?q=agil&thema=agile"),
        ("Agile Zusammenarbeit", "?q=agil&dauer=10"),
    ]
