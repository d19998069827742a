"""What is written in a scene: plates, distances, telephone numbers and addresses."""

import re
from dataclasses import replace

import pytest

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import PAINTS
from predictor.planet.scene.plates import plate_text
from predictor.planet.scene.shopfronts import phone_number, web_address
from predictor.planet.scene.signs import distance_text, town_lines, two_colours
from tests.predictor.planet.sample import BRITAIN, FRANCE, JAPAN, RUSSIA, SHOT, SHOTS


@pytest.mark.parametrize(
    ("country", "pattern"),
    [
        (FRANCE, r"[A-Z]{2}-\d{3}-[A-Z]{2}"),
        (BRITAIN, r"[A-Z]{2}\d{2} [A-Z]{3}"),
        (JAPAN, r"\d\d-\d\d"),
        (RUSSIA, r"[А-Я]\d{3}[А-Я]{2} \d\d"),  # noqa: RUF001 - Cyrillic
    ],
)
def test_plate_text_has_the_format_of_its_country(country, pattern):
    texts = {plate_text(country, Dice("plate", number)) for number in range(20)}

    assert all(re.fullmatch(pattern, text) for text in texts)
    assert len(texts) > 10


def test_distance_text_is_in_miles_where_signs_are():
    assert distance_text(replace(SHOT, country=BRITAIN), 80) == "50"
    assert distance_text(SHOT, 80) == "80"
    assert distance_text(replace(SHOT, country=BRITAIN), 0) == "1"


def test_town_lines_add_latin_names_only_where_the_country_does():
    assert town_lines(SHOT) == [("Lyon", "", "23"), ("Vienne", "", "48")]
    assert town_lines(SHOTS[2])[0] == ("松本", "Matsumoto", "23")


def test_phone_number_begins_with_the_code_of_the_country():
    assert re.fullmatch(r"\+33 \d\d \d\d\d \d\d\d", phone_number(SHOT, Dice("phone")))


def test_web_address_has_only_plain_letters_and_the_domain():
    assert web_address(SHOTS[7]) == "www.goinia.br"
    assert web_address(replace(SHOT, place_name_latin="")) == "www.info.fr"


def test_two_colours_fall_back_to_black_on_the_first():
    assert two_colours("yellow", "blue white") == (PAINTS["yellow"], PAINTS["black"])
    assert two_colours("", "blue white") == (PAINTS["blue"], PAINTS["white"])
