"""Outlines over the antimeridian: areas stay, longitudes come home."""

import pytest
import shapely

from predictor.boundaries.meridian import split_at_antimeridian


def multi(*rings):
    return shapely.MultiPolygon([shapely.Polygon(ring) for ring in rings])


def test_split_beyond_180_is_moved_to_the_west():
    result = split_at_antimeridian(multi([(170, 0), (190, 0), (190, 10), (170, 10)]))

    expected = shapely.union(shapely.box(170, 0, 180, 10), shapely.box(-180, 0, -170, 10))
    assert result.equals(expected)


def test_split_jumping_ring_is_unrolled_first():
    result = split_at_antimeridian(multi([(170, 0), (-170, 0), (-170, 10), (170, 10)]))

    assert result.area == pytest.approx(200)
    assert result.bounds == (-180, 0, 180, 10)


def test_split_hole_goes_with_its_ring():
    outer = [(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)]
    hole = [(-178, 4), (-176, 4), (-176, 6), (-178, 6), (-178, 4)]

    result = split_at_antimeridian(shapely.MultiPolygon([shapely.Polygon(outer, [hole])]))

    assert result.area == pytest.approx(200 - 4)
    assert not result.covers(shapely.Point(-177, 5))


@pytest.mark.parametrize(
    "ring",
    [
        [(170, 0), (180, 0), (180, 10), (170, 10)],
        [(-180, -90), (180, -90), (180, -70), (0, -65), (-180, -70)],
        [(-179.9, -89.9), (179.9, -89.9), (179.9, -70), (0, -65), (-179.9, -70)],
    ],
    ids=["touches", "south pole", "south pole almost"],
)
def test_split_leaves_alone_what_does_not_cross(ring):
    geom = multi(ring)

    assert split_at_antimeridian(geom).equals(geom)
