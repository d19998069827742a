import numpy as np
import pytest
import shapely

from predictor.cells.splitting import Piece, distinct_sites, of_at_least, split
from predictor.config import Cells
from tests.predictor.cells.squares import around, square

CONFIG = Cells(min_photos=20, max_photos=50)


def piece(*photos):
    return Piece(shapely.multipolygons([square(0, 0)]), np.concatenate(photos), "AA")


def two_towns():
    return piece(around(0.3, 0.3, 40, 0.01), around(0.7, 0.7, 40, 0.01, seed=2))


def test_two_towns_become_two_pieces():
    parts = split(two_towns(), CONFIG)
    assert sorted(len(part.photos) for part in parts) == [40, 40]
    assert {part.country_code for part in parts} == {"AA"}


def test_pieces_are_the_whole_without_overlap():
    shapes = [part.shape for part in split(two_towns(), CONFIG)]
    assert shapely.area(shapes).sum() == pytest.approx(1)
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(1)


def test_no_piece_is_under_the_minimum():
    rng = np.random.default_rng(4)
    parts = split(piece(rng.uniform(0, 1, (997, 2)), around(0.5, 0.5, 300, 0.003)), CONFIG)
    assert len(parts) > 1
    assert min(len(part.photos) for part in parts) >= CONFIG.min_photos
    assert sum(len(part.photos) for part in parts) == 1297


def test_few_photos_are_not_split():
    assert len(split(piece(around(0.3, 0.3, 25, 0.01), around(0.7, 0.7, 25, 0.01)), CONFIG)) == 1


def test_thousand_photos_at_one_place_stay_together():
    parts = split(piece(np.full((1000, 2), 0.25)), CONFIG)
    assert [len(part.photos) for part in parts] == [1000]


def test_town_is_parted_from_a_thousand_photos_at_one_place():
    parts = split(piece(np.full((1000, 2), 0.25), around(0.7, 0.7, 40, 0.01)), CONFIG)
    assert sorted(len(part.photos) for part in parts) == [40, 1000]


def test_photos_at_sea_count_with_the_nearest_piece():
    at_sea = around(0.3, -0.2, 10, 0.01)
    parts = split(piece(around(0.3, 0.3, 40, 0.01), around(0.7, 0.7, 40, 0.01), at_sea), CONFIG)
    assert sum(len(part.photos) for part in parts) == 90


def test_small_clusters_lose_their_number():
    labels = np.repeat([0, 1, 2, -1], [5, 2, 4, 6])
    assert of_at_least(labels, 4).tolist() == [0] * 5 + [-1] * 2 + [1] * 4 + [-1] * 6


def test_photos_at_one_position_are_one_site():
    sites, labels = distinct_sites(np.array([[1.0, 1], [0, 0], [1, 1]]), np.array([2, 1, 0]))
    assert (sites.tolist(), labels.tolist()) == ([[0, 0], [1, 1]], [1, 0])
