"""Names on a plain keyboard."""

import pytest

from predictor.plain_text import search_form, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("São Tomé", "sao tome"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("  Straße \t 5", "strasse 5"),
        ("Đà Nẵng", "da nang"),
        ("I\u011fd\u0131r", "igdir"),
        ("\u00c5land", "aland"),
        ("A\u030aland", "aland"),
        ("Москва", "москва"),
        ("", ""),
    ],
)
def test_search_form_is_lower_case_without_diacritics(name, expected):
    assert search_form(name) == expected


def test_slug_joins_words_with_hyphens():
    assert slug("Côte d'Azur (été)") == "cote-d-azur-ete"
