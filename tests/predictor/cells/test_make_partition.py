import numpy as np
import pytest
import shapely

from predictor.cells import CellsError, kmeans, make_partition
from predictor.config import Cells
from predictor.geodesy import haversine_km, unit_vectors
from tests.predictor.cells.squares import anywhere, around, holders

RECTANGLES = Cells(method="rectangles", step_deg=7.0)
KMEANS = Cells(method="kmeans", count=9)


@pytest.mark.parametrize("config", [RECTANGLES, KMEANS])
def test_counts_are_of_assigned_photos(config):
    photos = anywhere(500)
    partition = make_partition(photos, (), config, 1)
    counts = np.bincount(partition.assign(photos), minlength=len(partition.cells))
    assert counts.tolist() == partition.counts_C.tolist()


def test_rectangles_hold_photos_and_end_at_the_map():
    photos = np.array([[90.0, 180.0], [-90.0, -180.0], [0.0, 0.0]])
    cells = make_partition(photos, (), RECTANGLES, 1).cells
    assert [cell.photo_count for cell in cells] == [1, 1, 1]
    assert shapely.bounds([cell.shape for cell in cells]).tolist() == [
        [-180, -90, -173, -83], [-5, -6, 2, 1], [177, 85, 180, 90],
    ]  # fmt: skip


def test_point_outside_all_rectangles_goes_to_the_nearest():
    photos = np.array([[0.5, -179.5], [0.5, 100.0]])
    assert make_partition(photos, (), RECTANGLES, 1).assign(np.array([[0.5, 170.0]])).tolist() == [
        0
    ]


def test_kmeans_cells_cover_the_sphere_once():
    cells = make_partition(anywhere(300), (), KMEANS, 1).cells
    assert set(holders(cells, anywhere(2000, seed=8))) == {1}


def test_kmeans_assigns_to_the_nearest_centre():
    photos = around(0, 180, 400, 20.0)
    photos[:, 1] = (photos[:, 1] + 180.0) % 360.0 - 180.0
    photos[:, 0] = np.clip(photos[:, 0], -89, 89)
    centres = kmeans.lloyd(unit_vectors(photos), KMEANS.count, np.random.default_rng(1))
    slow = np.argmax(unit_vectors(photos) @ centres.T, axis=1)
    assert kmeans.make(photos, (), KMEANS, 1).assign(photos).tolist() == slow.tolist()


def test_kmeans_has_no_more_cells_than_positions():
    photos = np.repeat([[10.0, 10.0], [20.0, 20.0]], 5, axis=0)
    cells = make_partition(photos, (), KMEANS, 1).cells
    assert [cell.photo_count for cell in cells] == [5, 5]
    assert haversine_km([cell.centroid for cell in cells], photos[[0, 5]]).min() < 1e4


def test_seed_decides_kmeans():
    photos = anywhere(300)
    first, again, other = (make_partition(photos, (), KMEANS, seed).hash() for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("method", ["semantic", "kmeans", "s2", "rectangles"])
def test_no_photos_are_refused(method):
    with pytest.raises(CellsError, match="import some first"):
        make_partition(np.empty((0, 2)), (), Cells(method=method), 1)


@pytest.mark.parametrize("place", [(np.nan, 0.0), (91.0, 0.0), (0.0, np.inf)])
def test_photo_off_the_earth_is_named(place):
    with pytest.raises(CellsError, match="Row 1 "):
        make_partition(np.array([(0.0, 0.0), place]), (), RECTANGLES, 1)
