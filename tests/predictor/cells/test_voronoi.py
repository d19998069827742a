import numpy as np
import pytest
import shapely

from predictor.cells.kmeans import WORLD, regions
from predictor.cells.projection import Azimuthal
from predictor.cells.splitting import Piece, nearest_label
from predictor.cells.splitting import regions as plane_regions
from predictor.cells.voronoi import map_lines
from predictor.geodesy import LatLng, haversine_km, unit_vectors
from tests.predictor.cells.squares import anywhere, around, square


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 57])
def test_sphere_regions_hold_what_is_nearest(count):
    centres, points = anywhere(count, seed=count), anywhere(2003, seed=99)
    shapes = regions(unit_vectors(centres))
    distance = haversine_km(points[:, None], centres)
    for number, shape in enumerate(shapes):
        held = shapely.intersects_xy(shape, points[:, 1], points[:, 0])
        assert (distance[held, number] - distance[held].min(axis=1) < 0.5).all()


@pytest.mark.parametrize("count", [2, 3, 57])
def test_sphere_regions_cover_the_map_once(count):
    shapes = regions(unit_vectors(anywhere(count, seed=count)))
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).sum() == pytest.approx(shapely.area(WORLD))


def test_centres_on_one_circle_have_regions():
    centres = np.column_stack([np.zeros(6), np.arange(6) * 60.0 - 170.0])
    shapes = regions(unit_vectors(centres))
    assert shapely.area(shapes) == pytest.approx(shapely.area(WORLD) / 6, rel=1e-3)


@pytest.mark.parametrize(("shape", "lat", "lng"), [
    (square(5, 40, 4), 42.0, 7.0),
    (shapely.MultiPolygon([square(178, -18, 2), square(-180, -18, 2)]), -17.0, 180.0),
    (shapely.box(-180, -90, 180, -80), -90.0, 0.0),
])  # fmt: skip
def test_plane_regions_share_out_the_shape(shape, lat, lng):
    projection = Azimuthal(LatLng(lat, lng))
    km = np.random.default_rng(3).normal(0, 100, (90, 2))
    labels = np.arange(90) % 3
    photos = projection.to_lnglat(km)[:, ::-1]
    shapes = plane_regions(Piece(shape, photos, ""), projection, km, labels)
    assert shapely.area(shapes).sum() == pytest.approx(shapely.area(shape))
    points = shapely.get_coordinates(shapely.point_on_surface(shapely.get_parts(shapes)))[:, ::-1]
    slow = labels[[np.hypot(*(km - row).T).argmin() for row in projection.to_km(points)]]
    owners = shapely.get_parts(shapes, return_index=True)[1]
    np.testing.assert_array_equal(owners, slow)


def test_photos_lie_in_the_region_of_their_label():
    photos = np.concatenate([around(0.3, 0.3, 20, 0.02), around(0.7, 0.7, 20, 0.02, seed=2)])
    labels = np.repeat([0, 1], 20)
    projection = Azimuthal(LatLng(0.5, 0.5))
    km = projection.to_km(photos)
    shapes = plane_regions(Piece(square(0, 0), photos, ""), projection, km, labels)
    for label, shape in enumerate(shapes):
        held = shapely.intersects_xy(shape, photos[:, 1], photos[:, 0])
        np.testing.assert_array_equal(held, labels == label)
    assert nearest_label(projection, km, labels)(photos).tolist() == labels.tolist()


def test_line_across_the_antimeridian_ends_on_both_sides():
    lines = map_lines(np.array([[179.0, 0.0]]), np.array([[-178.0, 3.0]]))
    assert [list(line.coords) for line in lines] == [
        [(179.0, 0.0), (180.0, 1.0)], [(-180.0, 1.0), (-178.0, 3.0)],
    ]  # fmt: skip
