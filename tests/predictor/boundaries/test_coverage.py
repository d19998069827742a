"""Simplifying neighbours together."""

import numpy as np
import shapely

from predictor.boundaries import coverage
from tests.predictor.squares import of_countries, outlines, square


def wiggly_pair():
    """Two neighbours whose common border wiggles by less than the tolerance."""
    border = [(1 + 0.0005 * (i % 2), i / 100) for i in range(101)]
    west = shapely.Polygon([(0, 0), *border, (0, 1)])
    east = shapely.Polygon([(2, 0), *border, (2, 1)])
    return np.array([west, east], dtype=object)


def test_simplify_coverage_keeps_the_border_shared():
    simple = coverage.simplify_coverage(wiggly_pair())

    assert shapely.get_num_coordinates(simple).sum() < 30
    assert shapely.coverage_is_valid(simple)
    assert shapely.area(simple).sum() == 2.0


def test_simplify_coverage_leaves_a_tiny_enclave_as_it_was():
    circle = shapely.Point(0.5, 0.5).buffer(0.01, quad_segs=40)
    pair = np.array([square(0, 0).difference(circle), circle], dtype=object)
    pair = coverage.on_grid(pair)

    simple = coverage.simplify_coverage(pair)

    assert simple[1].equals_exact(pair[1])
    assert shapely.coverage_is_valid(simple)


def test_on_grid_stretches_to_the_edges_of_the_map():
    ends = np.array([shapely.box(179.0, -89.90000047, 179.90000047, -80.0)], dtype=object)

    assert coverage.on_grid(ends)[0].bounds == (179.0, -90.0, 180.0, -80.0)


def test_equal_area_projection_and_back_lands_on_the_same_grid_point():
    draw = np.random.default_rng(1)
    points = coverage.grid_points(draw.uniform([-180, -89], [180, 89], size=(10_000, 2)))

    assert (coverage.from_equal_area(coverage.equal_area(points)) == points).all()


def test_union_of_provinces_is_the_country():
    regions = of_countries("LS")

    country, provinces = regions[0], regions[1:]

    assert coverage.union_of(outlines(provinces)).equals(country.geom)
