"""Towns as their own people write them."""

import pytest

from predictor.planet.facts import countries
from predictor.planet.gazetteer import gazetteer
from predictor.planet.names import home_name, local_name

KNOWN = {
    "Moscow": ("RU", "Москва"),
    "Yekaterinburg": ("RU", "Екатеринбург"),
    "Kharkiv": ("UA", "Харків"),
    "Plovdiv": ("BG", "Пловдив"),
    "Thessaloníki": ("GR", "Θεσσαλονίκη"),
    "Tbilisi": ("GE", "თბილისი"),
    "Yerevan": ("AM", "Երևան"),
    "Haifa": ("IL", "חיפה"),
    "Cairo": ("EG", "القاهرة"),
    "Baghdad": ("IQ", "بغداد"),
    "Isfahan": ("IR", "اصفهان"),
    "Karachi": ("PK", "کراچی"),
    "Jaipur": ("IN", "जयपुर"),
    "Pokhara": ("NP", "पोखरा"),
    "Dhaka": ("BD", "ঢাকা"),
    "Chiang Mai": ("TH", "เชียงใหม่"),
    "Mandalay": ("MM", "မန္တလေးမြို့"),
    "Beijing": ("CN", "北京"),
    "Tokyo": ("JP", "東京"),
    "Busan": ("KR", "부산"),
    "Ulan Bator": ("MN", "Улаанбаатар"),
    "Marseille": ("FR", "Marseille"),
}


@pytest.fixture(scope="module")
def largest():
    """The most populous town of each name in a country."""
    towns = gazetteer()
    found = {}
    for rows in towns.by_country.values():
        for row in sorted(rows, key=lambda each: towns.population_T[each]):
            town = towns.town(int(row))
            found[town.country_code, town.latin] = town
    return found


@pytest.mark.parametrize("latin", KNOWN)
def test_known_towns_are_named_as_at_home(largest, latin):
    code, expected = KNOWN[latin]
    town, country = largest[code, latin], countries()[code]

    assert home_name(town, country) == expected


def test_names_of_neighbours_are_not_taken():
    names = ("Харків", "Харьков", "Харкав", "Charkow")

    assert local_name("Kharkiv", names, "Cyrl", "uk") == "Харків"
    assert local_name("Kharkov", names, "Cyrl", "ru") == "Харьков"


def test_names_without_the_word_for_town_are_preferred():
    assert local_name("Shingū", ("新宮市", "新宮", "Singu"), "Jpan", "ja") == "新宮"
    assert local_name("Akashi", ("アカシ", "明石", "明石市"), "Jpan", "ja") == "明石"


def test_names_fall_back_to_latin_letters():
    assert local_name("Sinpon", ("Sinpon", "Синпон"), "Mymr", "my") == "Sinpon"


def test_japanese_letters_are_neither_chinese_set():
    assert local_name("Ginowan", ("宜野灣市", "宜野湾市"), "Jpan", "ja") == "宜野湾市"


def test_vowel_marks_are_left_out():
    assert local_name("Multan", ("مُلتان",), "Arab", "ur") == "ملتان"


def test_simplified_and_traditional_letters_are_told_apart():
    names = ("連江", "连江")

    assert local_name("Lianjiang", names, "Hans", "zh") == "连江"
    assert local_name("Lianjiang", names, "Hant", "zh-Hant") == "連江"
