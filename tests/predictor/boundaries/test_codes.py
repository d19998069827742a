"""What Natural Earth leaves open about codes and names."""

import pytest

from predictor.boundaries import codes


def attributes(**known):
    empty = dict.fromkeys(("iso_a2", "name", "admin", "adm0_a3", "gu_a3", "gn_name"))
    return empty | known


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"iso_a2": "FR", "gu_a3": "FXX", "adm0_a3": "FRA"}, "FR"),
        ({"iso_a2": "FR", "gu_a3": "REU", "adm0_a3": "FRA"}, "RE"),
        ({"iso_a2": "NO", "gu_a3": "NSV", "adm0_a3": "NOR"}, "SJ"),
        ({"iso_a2": "-1", "gu_a3": "CYN", "adm0_a3": "CYN"}, "CY"),
        ({"iso_a2": "-1", "gu_a3": "SOL", "adm0_a3": "SOL"}, "SO"),
        ({"iso_a2": "-1", "gu_a3": "CXR", "adm0_a3": "IOA"}, "CX"),
        ({"iso_a2": "RU", "gu_a3": "RUS", "name": "Crimea"}, "UA"),
        ({"iso_a2": "NL", "gu_a3": "NLD", "name": "Bonaire"}, "BQ"),
    ],
)
def test_country_code_follows_iso_3166(known, expected):
    assert codes.country_code(attributes(**known)) == expected


def test_country_name_spells_abbreviations_out():
    assert codes.country_name("MK", "Macedonia") == "North Macedonia"
    assert codes.country_name("FR", "France") == "France"
    assert codes.country_name("TK", None) == "Tokelau"


def test_province_name_falls_back_to_what_is_known():
    assert codes.province_name(attributes(name=None, gn_name=" Old  Name ")) == "Old Name"
    assert codes.province_name(attributes(admin="Russia")) == "Russia"


def test_province_codes_number_namesakes_in_order():
    given = [("IE", "Cork"), ("IE", "Cork"), ("GB", "Cork"), ("AZ", "Şəki"), ("XX", "東京")]

    assert codes.province_codes(given) == [
        "IE-cork",
        "IE-cork-2",
        "GB-cork",
        "AZ-saki",
        "XX-unnamed",
    ]


def test_province_codes_fit_the_column():
    longest = codes.province_codes([("GB", "n" * 200)] * 12)

    assert max(map(len, longest)) <= 32
    assert len(set(longest)) == 12
