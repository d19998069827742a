"""Broken outlines are mended or refused, never passed on."""

import pytest
import shapely
from shapely.geometry import shape

from predictor.boundaries.repair import HopelessOutlineError, mended
from tests.predictor.squares import bow_tie, square


def test_mended_valid_outline_comes_back_as_multipolygon():
    result = mended(square(0, 0))

    assert result.geom.equals(square(0, 0))
    assert result.geom.geom_type == "MultiPolygon"
    assert not result.repaired


def test_mended_bow_tie_keeps_both_triangles():
    result = mended(shape(bow_tie()))

    assert result.repaired
    assert result.geom.is_valid
    assert result.geom.area == pytest.approx(0.5)


def test_mended_overlapping_parts_become_one_area():
    result = mended(shapely.MultiPolygon([square(0, 0), square(0.5, 0)]))

    assert result.repaired
    assert result.geom.area == pytest.approx(1.5)


def test_mended_collection_keeps_only_areas():
    line = shapely.LineString([(5, 5), (6, 6)])

    result = mended(shapely.GeometryCollection([line, square(0, 0)]))

    assert result.geom.equals(square(0, 0))


@pytest.mark.parametrize(
    ("geom", "reason"),
    [
        (None, "no geometry"),
        (shapely.Polygon(), "no geometry"),
        (shapely.Point(1, 1), "not an area"),
        (shapely.Polygon([(0, 0), (1, 1), (2, 2), (0, 0)]), "enclose nothing"),
        (square(500_000, 4_000_000, 1000), "no degrees"),
        (shapely.from_wkt("POLYGON ((0 0, inf 1, 1 1, 0 0))"), "no degrees"),
    ],
)
def test_mended_hopeless_outline_says_why(geom, reason):
    with pytest.raises(HopelessOutlineError, match=reason):
        mended(geom)
