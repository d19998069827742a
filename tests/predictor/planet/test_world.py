"""Outlines against the slow obvious search, and against sizes from the atlas."""

import numpy as np
import pytest
import shapely

from predictor.planet.world import AT_SEA, Area, Outlines


@pytest.fixture(scope="module")
def points():
    rng = np.random.default_rng(5)
    return np.column_stack([rng.uniform(-60, 75, 300), rng.uniform(-180, 180, 300)])


def test_world_locates_as_a_walk_through_all_provinces_does(world, provinces, points):
    found = world.locate(points)

    for (lat, lng), area in zip(points, found, strict=True):
        here = shapely.Point(lng, lat)
        walked = [each for each, shape in provinces if shape.contains(here)]
        assert area == (walked[0] if walked else AT_SEA)


def test_world_knows_how_large_countries_are(world):
    for code, km2 in {"RU": 17.0e6, "BR": 8.5e6, "FR": 0.54e6, "NZ": 0.27e6, "FJ": 18e3}.items():
        assert world.area_km2[code] == pytest.approx(km2, rel=0.05)


def test_world_covers_the_land_of_the_earth(world):
    assert sum(world.area_km2.values()) == pytest.approx(147e6, rel=0.03)


def test_world_names_the_province(world):
    assert world.locate([[45.75, 4.85]])[0].country_code == "FR"
    assert world.locate([[45.75, 4.85]])[0].region_name == "Rhône"


def test_world_finds_both_sides_of_the_antimeridian(world):
    found = world.locate([[67.5, 179.0], [67.3, -178.5]])

    assert [area.country_code for area in found] == ["RU", "RU"]


def test_world_does_not_depend_on_the_order_of_its_provinces():
    squares = [
        (Area("AA", f"AA-{number}", ""), shapely.to_wkb(shapely.box(number, 0, number + 1, 1)))
        for number in range(5)
    ]
    ahead, behind = Outlines(squares), Outlines(squares[::-1])

    assert ahead.locate([[0.5, 2.5]]) == behind.locate([[0.5, 2.5]])
    assert ahead.area_km2 == behind.area_km2
