from collections import defaultdict

import numpy as np
import pytest
import shapely

from predictor.cells import CellsError, make_partition
from predictor.cells.lookup import Lookup
from predictor.config import Cells
from predictor.geodesy import haversine_km, spherical_mean
from tests.predictor.cells.borders import provinces
from tests.predictor.cells.squares import area, around, holders

# Across the antimeridian, around a pole, islands, many small provinces, none of the photos.
COUNTRIES = {"RU", "FJ", "AQ", "NZ", "SI", "LI"}
CONFIG = Cells(min_photos=20, max_photos=60)


@pytest.fixture(scope="module")
def areas():
    return [area for area in provinces() if area.country_code in COUNTRIES]


@pytest.fixture(scope="module")
def photos():
    towns = [
        (55.7, 37.6, 400), (66.0, -172.0, 30), (64.7, 177.5, 70), (-17.8, 178.0, 90),
        (-16.8, -179.9, 60), (-36.8, 174.8, 300), (-77.8, 166.7, 30), (46.05, 14.5, 150),
    ]  # fmt: skip
    near = [around(lat, lng, count, 0.4, seed) for seed, (lat, lng, count) in enumerate(towns)]
    points = np.concatenate(near)
    points[:, 1] = (points[:, 1] + 180.0) % 360.0 - 180.0
    return points


@pytest.fixture(scope="module")
def partition(areas, photos):
    return make_partition(photos, areas, CONFIG, 1)


def on_land(areas, count=4000):
    """Points in the boxes of areas, those that hit land: small islands get their share."""
    rng = np.random.default_rng(7)
    boxes = shapely.bounds(shapely.get_parts([area.shape for area in areas]))
    west, south, east, north = boxes[rng.integers(0, len(boxes), count)].T
    points = np.column_stack([rng.uniform(south, north), rng.uniform(west, east)])
    return points[Lookup([area.shape for area in areas]).inside(points) >= 0]


def test_land_point_lies_in_exactly_one_cell(partition, areas):
    points = on_land(areas)
    assert len(points) > 1000
    assert set(holders(partition.cells, points)) == {1}


def test_cells_share_out_each_country(partition, areas):
    land, cells = defaultdict(float), defaultdict(float)
    for one in areas:
        land[one.country_code] += shapely.area(one.shape)
    for cell in partition.cells:
        cells[cell.country_code] += shapely.area(cell.shape)
    assert cells == pytest.approx(land)


def test_land_point_keeps_its_country(partition, areas):
    points = on_land(areas, 1000)
    before = Lookup([one.shape for one in areas]).find(points)
    after = partition.assign(points)
    assert [areas[at].country_code for at in before] == [
        partition.cells[at].country_code for at in after
    ]


def test_shapes_are_sound_and_stay_on_the_map(partition):
    shapes = [cell.shape for cell in partition.cells]
    assert shapely.is_valid(shapes).all()
    west, south, east, north = shapely.bounds(shapes).T
    assert (west.min(), south.min(), east.max()) == (-180, -90, 180)
    assert north.max() < 82


def test_counts_are_of_assigned_photos(partition, photos):
    members = partition.assign(photos)
    assert (
        np.bincount(members, minlength=len(partition.cells)).tolist() == partition.counts_C.tolist()
    )


def test_cell_has_the_minimum_or_is_its_country(partition):
    codes = [cell.country_code for cell in partition.cells]
    small = [cell for cell in partition.cells if cell.photo_count < CONFIG.min_photos]
    assert {cell.country_code for cell in small} == {"LI"}
    assert all(codes.count(cell.country_code) == 1 for cell in small)


def test_centroid_is_the_spherical_mean(partition, photos):
    members = partition.assign(photos)
    for number in np.unique(members):
        mean = spherical_mean(photos[members == number])
        assert haversine_km(mean, partition.cells[number].centroid) < 1e-5


def test_country_without_photos_answers_from_its_land(partition):
    (cell,) = [cell for cell in partition.cells if cell.country_code == "LI"]
    assert cell.photo_count == 0
    assert cell.shape.contains(shapely.Point(cell.centroid.lng, cell.centroid.lat))


def test_dense_cells_are_split(partition):
    russian = [cell for cell in partition.cells if cell.country_code == "RU"]
    assert len(russian) > 5
    assert max(cell.photo_count for cell in russian) < 400


def test_equal_photos_in_any_order_give_equal_cells(partition, areas, photos):
    again = make_partition(photos[::-1], areas[::-1], CONFIG, 2)
    assert again.hash() == partition.hash()


def test_fewer_photos_than_the_minimum_make_a_cell_for_each_country():
    areas = [area("a", 0, 0), area("b", 1, 0), area("c", 5, 0, country="BB")]
    cells = make_partition(np.array([[0.5, 0.5]]), areas, CONFIG, 1).cells
    assert [(cell.country_code, cell.photo_count) for cell in cells] == [("AA", 1), ("BB", 0)]


def test_no_areas_are_refused():
    with pytest.raises(CellsError, match="load_regions"):
        make_partition(np.zeros((3, 2)), [], CONFIG, 1)
