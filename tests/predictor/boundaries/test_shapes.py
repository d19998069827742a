"""Shapes for tiles."""

import numpy as np
import pytest
import shapely

from predictor.boundaries import shapes
from tests.predictor.squares import of_countries, outlines, square


def shapes_of(geometries, level=0):
    return dict(shapes.shapes_by_zoom(np.array(geometries, dtype=object), level))


def test_zooms_of_provinces_begin_where_they_can_be_told_apart():
    assert list(shapes.zooms_of(0)) == list(range(7))
    assert list(shapes.zooms_of(1)) == [3, 4, 5, 6]


def test_web_mercator_agrees_with_known_corners():
    corner = shapes.web_mercator(np.array([[180.0, 85.051128779806604]]))[0]

    assert corner == pytest.approx([shapes.HALF_WORLD_M, shapes.HALF_WORLD_M])


def test_shapes_of_neighbours_share_their_borders_at_every_zoom():
    provinces = [region.geom for region in of_countries("CH") if region.level == 1]

    for by_zoom in shapes_of(provinces, level=1).values():
        assert shapely.coverage_is_valid(by_zoom)


def test_shapes_get_coarser_towards_zoom_0():
    counts = shapely.get_num_coordinates
    norway = shapes_of(outlines(of_countries("NO")[:1]))

    assert counts(norway[0])[0] < 0.2 * counts(norway[4])[0] < counts(norway[6])[0]


def test_shapes_never_vanish():
    nauru = shapes_of([square(166.9, -0.55, 0.01)])

    assert all(not shape[0].is_empty for shape in nauru.values())


def test_shapes_leave_out_islands_smaller_than_a_pixel():
    islands = shapely.MultiPolygon([square(0, 0, 5), square(20, 0, 0.1)])

    by_zoom = shapes_of([islands])

    assert shapely.get_num_geometries(by_zoom[0])[0] == 1
    assert shapely.get_num_geometries(by_zoom[6])[0] == 2


def test_shapes_continue_past_the_antimeridian():
    split = shapely.MultiPolygon([square(170, 0, 10), square(-180, 0, 10)])

    west, _, east, _ = shapes_of([split])[5][0].bounds

    assert -west == east > shapes.HALF_WORLD_M + shapes.WORLD_M / 2**5 * 64 / 4096


def test_shapes_of_one_side_stop_at_the_antimeridian():
    assert shapes_of([square(170, 0, 10)])[5][0].bounds[2] == pytest.approx(shapes.HALF_WORLD_M)


def test_shapes_at_a_pole_are_cut_where_the_map_ends():
    south = shapes_of([shapely.MultiPolygon([shapely.box(-180, -90, 180, -70)])])[0][0]

    assert np.isfinite(south.bounds).all()
    assert south.bounds[1] < -shapes.HALF_WORLD_M


def test_label_point_lies_in_the_largest_part():
    country = shapely.MultiPolygon([square(0, 0, 1), square(40, 0, 9)])

    label = shapes.label_points(np.array([country], dtype=object))[0]

    assert label.distance(shapely.Point(44.5, 4.5)) < 0.5
