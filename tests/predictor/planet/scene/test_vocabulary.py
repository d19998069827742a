"""Every word the facts may use draws without error, and words nobody knows yet do too."""

from dataclasses import replace
from typing import get_args

import pytest

from predictor.planet.scene import draw
from predictor.planet.scene.materials import ROOFS, WALLS
from predictor.planet.scene.palette import NEUTRAL, PAINTS, paint_named
from predictor.planet.scene.plates import BANDS
from predictor.planet.scene.poles import BOLLARDS
from predictor.planet.shot import Climate, RoadSurface, Surroundings, Weather
from tests.predictor.planet.sample import SHOT, SHOTS

COUNTRY_WORDS = {
    "drives_on": ["left", "right"],
    "speed_unit": ["km/h", "mph"],
    "script": ["Latn", "Cyrl", "Arab", "Deva", "Thai", "Jpan", "Hans", "Kore", "Ethi", "Xxxx"],
    "centre_line": [
        f"{colour} {pattern}"
        for colour in ("white", "yellow")
        for pattern in ("dashed", "solid", "double", "none")
    ],
    "edge_line": ["white solid", "white dashed", "yellow solid", "yellow dashed", "none", ""],
    "plate_rear": [f"white black {band}" for band in BANDS] + ["yellow black", "none", "plaid", ""],
    "direction_sign": ["blue white", "green white", "white black", "yellow black", "brown white", ""],
    "warning_sign": [
        "triangle red white", "triangle red yellow", "diamond yellow black", "diamond orange black", "",
    ],
    "bollard": [*BOLLARDS, "none", "unheard of"],
    "pole": [
        "wood", "concrete round", "concrete square", "concrete holed", "steel lattice", "steel tube",
        "wood crossarm", "bamboo",
    ],
    "taxi": ["", "yellow", "black yellow", "turquoise white", "tartan"],
}  # fmt: skip
FACTS = [(field, word) for field, words in COUNTRY_WORDS.items() for word in words]


@pytest.mark.parametrize(("field", "word"), FACTS)
def test_draw_knows_every_word_of_a_country(field, word):
    country = replace(SHOT.country, **{field: word})
    shot = replace(SHOT, country=country, surroundings="village", traffic=1.0, road_seed=7)

    assert draw(shot)


@pytest.mark.parametrize("roof", [*ROOFS, "glass dome"])
def test_draw_knows_every_roof(roof):
    country = replace(SHOT.country, roof=(roof,))

    assert draw(replace(SHOT, country=country, surroundings="town"))


@pytest.mark.parametrize("wall", [*WALLS, "gingerbread"])
def test_draw_knows_every_wall(wall):
    country = replace(SHOT.country, wall=(wall,))

    assert draw(replace(SHOT, country=country, surroundings="town"))


@pytest.mark.parametrize("climate", get_args(Climate))
@pytest.mark.parametrize("surroundings", get_args(Surroundings))
def test_draw_knows_every_climate_and_surroundings(climate, surroundings):
    surface = replace(SHOT.surface, climate=climate)

    assert draw(replace(SHOT, surface=surface, surroundings=surroundings))


@pytest.mark.parametrize("weather", get_args(Weather))
@pytest.mark.parametrize("road_surface", get_args(RoadSurface))
def test_draw_knows_every_weather_and_road(weather, road_surface):
    assert draw(replace(SHOT, weather=weather, road_surface=road_surface))


@pytest.mark.parametrize("lanes", [1, 2, 4, 6])
def test_draw_knows_roads_of_any_width(lanes):
    assert draw(replace(SHOT, lanes=lanes, traffic=1.0))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_draw_survives_the_ends_of_every_scale(share):
    names = ("wetness", "relief", "vegetation", "conifer", "palm", "soil_hue", "snow_cover")
    names += ("greenness", "autumn", "prosperity", "style", "style_b")
    surface = replace(SHOT.surface, **dict.fromkeys(names, share))

    for surroundings in get_args(Surroundings):
        shot = replace(SHOT, surface=surface, surroundings=surroundings)
        assert draw(replace(shot, traffic=share, camera_noise=share))


@pytest.mark.parametrize("elevation_deg", [-40.0, -6.0, 0.0, 5.0, 89.9, 90.0])
@pytest.mark.parametrize("azimuth_deg", [0.0, 40.0, 130.0, 220.0, 359.0])
def test_draw_survives_every_place_of_the_sun(elevation_deg, azimuth_deg):
    assert draw(replace(SHOT, sun_elevation_deg=elevation_deg, sun_azimuth_deg=azimuth_deg))


@pytest.mark.parametrize("along_m", [0.0, 7.3, 15.0, 1e5, -30.0])
def test_draw_goes_along_the_road_as_far_as_it_likes(along_m):
    for shot in SHOTS[:4]:
        assert draw(replace(shot, along_m=along_m))


def test_draw_needs_neither_shops_nor_a_second_town():
    country = replace(SHOT.country, shop_words=(), roof=(), wall=())
    shot = replace(SHOT, country=country, surroundings="city", next_place_name="")

    assert draw(shot)


def test_paint_named_knows_the_colours_of_plates_and_signs():
    for name in [
        "white",
        "black",
        "yellow",
        "blue",
        "red",
        "green",
        "orange",
        "grey",
        "silver",
        "brown",
    ]:
        assert name in PAINTS
    assert paint_named("tartan") == NEUTRAL
