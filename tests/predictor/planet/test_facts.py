"""Facts of countries: complete, in the words the drawing knows, and some that everyone knows."""

import copy
import tomllib
from dataclasses import fields

import pytest

from predictor.planet.facts import FOLDER, FactsError, countries, country_at, parse
from predictor.planet.names import RANGES
from predictor.planet.shot import Country

LEFT = "GB IE CY AU NZ IN PK BD LK NP BT TH MY ID JP ZA NA BW ZM ZW MZ MW LS TZ KE UG PG GY SR"
LARGE = (
    "RU CA US CN BR AU IN AR KZ DZ CD SA MX ID LY IR MN PE TD NE AO ML ZA CO ET BO MR EG TZ NG VE "
    "NA PK TR CL ZM MM AF UA FR ES SE DE FI NO JP VN PL IT PH NZ RO GB KE MG BW TH MY GR PT KR IS "
    "KH NP BD LK AT CH CZ HU BG RS HR IE NL BE DK EE LV LT GE AM IL JO MA TN GH SN UG PY UY EC"
)


@pytest.fixture(scope="module")
def tables():
    return [
        tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
        for name in ("countries.toml", "words.toml")
    ]


@pytest.fixture
def one_country(tables):
    """France alone, to be spoiled."""
    facts, words = copy.deepcopy(tables)
    facts["country"] = {"FR": facts["country"]["FR"]}
    return facts, words


def test_facts_cover_the_large_countries():
    assert set(LARGE.split()) <= set(countries())
    assert len(countries()) >= 75


def test_facts_know_where_people_drive_on_the_left():
    found = {code for code, country in countries().items() if country.drives_on == "left"}

    assert found == set(LEFT.split())


@pytest.mark.parametrize(
    ("code", "field", "value"),
    [
        ("FR", "domain", ".fr"),
        ("GB", "plate_rear", "yellow black"),
        ("US", "speed_unit", "mph"),
        ("US", "centre_line", "yellow double"),
        ("ZA", "edge_line", "yellow solid"),
        ("SE", "warning_sign", "triangle red yellow"),
        ("JP", "stop_word", "止まれ"),
        ("MX", "stop_word", "ALTO"),
        ("BR", "stop_word", "PARE"),
        ("TR", "stop_word", "DUR"),
        ("IT", "plate_front", "white black blue-both"),
        ("KE", "phone_code", "+254"),
        ("RU", "script", "Cyrl"),
        ("GR", "script", "Grek"),
        ("KR", "script", "Hang"),
        ("TH", "script", "Thai"),
    ],
)
def test_facts_hold_for_what_everyone_knows(code, field, value):
    assert getattr(countries()[code], field) == value


def test_shop_words_are_written_in_the_first_language():
    for country in countries().values():
        assert 4 <= len(country.shop_words) <= 6
        if country.script != "Latn":
            assert all(written_in(word, country.script) for word in country.shop_words), country


def written_in(word, script):
    return any(first <= ord(letter) <= last for letter in word for first, last in RANGES[script])


def test_facts_of_a_province_follow_its_language():
    assert country_at("CA", "Québec").shop_words[0] == "PHARMACIE"
    assert country_at("CA", "Québec").stop_word == "ARRÊT"
    assert country_at("IN", "Tamil Nadu").script == "Taml"
    assert country_at("IN", "Bihar").script == "Deva"


def test_facts_name_provinces_as_the_outlines_do(tables, provinces):
    outlined = {(area.country_code, area.region_name) for area, _ in provinces}
    named = {(code, name) for code, names in tables[0]["regions"].items() for name in names}

    assert named - outlined == set()


def test_facts_fill_every_field():
    known = {field.name for field in fields(Country)} - {"stop_word", "second_script", "taxi"}

    for country in countries().values():
        assert all(getattr(country, name) not in ("", ()) for name in known), country


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("colour", "red", "FR: unknown colour"),
        ("pole", "bamboo", "FR: pole 'bamboo' is not one of"),
        ("roof", ["flat", "straw"], "FR: roof 'straw' is not one of"),
        ("plate_rear", "pink black", "FR: plate_rear 'pink black' is not a plate"),
        ("languages", ["xx"], "FR: no words for language 'xx'"),
        ("family", "asia", "unknown family 'asia'"),
    ],
)
def test_facts_refuse_what_the_drawing_does_not_know(one_country, key, value, message):
    facts, words = one_country
    facts["country"]["FR"][key] = value

    with pytest.raises(FactsError, match=message):
        parse(facts, words)


def test_facts_refuse_an_incomplete_country(one_country):
    facts, words = one_country
    del facts["country"]["FR"]["phone_code"]

    with pytest.raises(FactsError, match="FR: phone_code missing"):
        parse(facts, words)
