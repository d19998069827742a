"""Ground and plants through the seasons."""

import pytest

from predictor.geodesy import LatLng
from predictor.planet.surface import surface

JANUARY, APRIL, JULY, OCTOBER = 15, 110, 196, 285


def at(lat, lng, day, prosperity=0.5):
    return surface(LatLng(lat, lng), day, prosperity)


def test_surface_figures_stay_in_range():
    for lat in range(-85, 90, 17):
        for lng in range(-180, 180, 40):
            found = at(lat, lng, JULY)
            shares = (
                found.wetness, found.relief, found.vegetation, found.conifer, found.palm,
                found.soil_hue, found.snow_cover, found.greenness, found.autumn, found.prosperity,
                found.style, found.style_b,
            )  # fmt: skip
            assert all(0.0 <= value <= 1.0 for value in shares), found


def test_snow_lies_in_siberia_in_winter_only():
    assert at(60.0, 95.0, JANUARY).snow_cover > 0.7
    assert at(60.0, 95.0, JULY).snow_cover == 0.0


@pytest.mark.parametrize("day", [JANUARY, APRIL, JULY, OCTOBER])
def test_snow_never_lies_in_the_congo(day):
    assert at(0.0, 22.0, day).snow_cover == 0.0


def test_snow_of_the_andes_falls_in_july():
    assert at(-41.1, -71.3, JULY).snow_cover > at(-41.1, -71.3, JANUARY).snow_cover


def test_europe_is_green_in_summer_and_bare_in_winter():
    assert at(48.9, 2.3, JULY).greenness > 0.5
    assert at(55.8, 37.6, JANUARY).greenness < 0.1


def test_leaves_turn_in_october_in_the_north_and_never_in_the_tropics():
    assert at(45.5, -73.6, OCTOBER).autumn > 0.5
    assert at(45.5, -73.6, APRIL).autumn == 0.0
    assert at(4.0, 11.0, OCTOBER).autumn == 0.0


def test_mediterranean_summer_is_parched():
    assert at(38.0, 23.7, JULY).greenness < at(38.0, 23.7, APRIL).greenness


def test_savanna_is_green_after_the_rains():
    assert at(12.6, -8.0, 250).greenness > 2 * at(12.6, -8.0, 70).greenness


def test_plants_follow_the_climate():
    assert at(0.0, 22.0, JULY).vegetation > 0.8
    assert at(24.0, 10.0, JULY).vegetation < 0.1
    assert at(62.0, 95.0, JULY).conifer > 0.7
    assert at(1.3, 103.8, JULY).palm > 0.7
    assert at(52.5, 13.4, JULY).palm == 0.0


def test_trees_thin_out_towards_the_cold():
    iceland, lapland, patagonia = (
        at(64.2, -21.0, JULY),
        at(67.0, 26.0, JULY),
        at(-52.5, -70.0, JULY),
    )

    assert iceland.vegetation < 0.45 < lapland.vegetation
    assert patagonia.vegetation < lapland.vegetation


def test_soil_is_red_in_australia_and_pale_in_the_sahara():
    assert at(-24.0, 133.0, JULY).soil_hue > 0.8
    assert at(24.0, 10.0, JULY).soil_hue < 0.25


def test_neighbouring_provinces_look_alike_and_distant_ones_differ():
    here, near, far = (at(47.0, lng, JULY) for lng in (2.0, 2.3, 12.0))

    assert abs(here.style - near.style) < 0.2
    assert abs(here.style - far.style) + abs(here.style_b - far.style_b) > 0.2


def test_prosperity_is_that_of_the_country():
    assert at(47.0, 8.0, JULY, 1.0).prosperity > at(47.0, 8.0, JULY, 0.1).prosperity + 0.5
