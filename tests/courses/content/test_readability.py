import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.readability import lix


def test_lix_adds_sentence_length_and_share_of_long_words() -> None:
    # 10 words in 2 sentences, one of them ("Kassenbericht") longer than six letters
    text = "Frau Petersen sucht den Kassenbericht. Er liegt noch im Karton."

    assert lix(text) == pytest.approx(10 / 2 + 100 * 2 / 10)


def test_lix_of_six_letters_counts_no_long_word() -> None:
    assert lix("Karton hilft.") == pytest.approx(2 / 1)


def test_lix_of_a_text_without_words_is_zero() -> None:
    assert lix("") == 0.0
    assert lix(" … – !? ") == 0.0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Wir tun das. Er tut es.", 2),
        ("Wozu? Das ist es!", 2),
        ("Er sagt: Das ist es.", 2),
        ("„Wozu?“ Sie sagt es.", 2),
        ("Am 31. März um 8.40 Uhr.", 1),
        ("Man kann z. B. fragen.", 1),
        ("Ein Titel\n\nEin Satz.", 2),
        ("Kein Punkt am Ende", 1),
        ("Und dann … Ruhe.", 2),
    ],
)
def test_lix_knows_where_a_sentence_ends(text: str, sentences: int) -> None:
    words = len(text.replace("…", "").split())

    assert lix(text) == pytest.approx(words / sentences)


def test_lix_counts_umlauts_as_letters_and_hyphens_as_none() -> None:
    assert lix("Größe A-B-C-D-E-F") == pytest.approx(2 / 1)
    assert lix("Übungen") == pytest.approx(1 + 100)


def test_lix_rates_a_plain_text_easier_than_an_official_one() -> None:
    plain = "Bitte schicken Sie uns den Bericht. Dann prüfen wir Ihren Antrag."
    official = (
        "Die Bewilligung der beantragten Zuwendung erfolgt ausschließlich nach vollständiger Vorlage sämtlicher "
        "antragsbegründender Unterlagen einschließlich des ordnungsgemäß unterzeichneten Kassenberichts."
    )

    assert lix(plain) < 40 < 50 < lix(official)


@given(st.text())
def test_lix_of_any_text_is_a_number_not_below_zero(text: str) -> None:
    assert lix(text) >= 0.0
