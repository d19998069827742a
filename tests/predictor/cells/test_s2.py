from collections import Counter

import numpy as np
import pytest
import s2geometry
import shapely

from predictor.cells import CellsError, make_partition, s2, s2_ids
from predictor.cells.s2_outlines import outlines
from predictor.config import Cells
from predictor.geodesy import haversine_km, spherical_mean
from tests.predictor.cells.squares import anywhere, around

CONFIG = Cells(method="s2", t_min=(5, 5, 5), t_max=(400, 100, 30))


def crowd():
    towns = [
        around(-17.8, 179.9, 300, 0.3),
        around(89.9, 0, 200, 0.05),
        around(48.9, 2.3, 700, 0.5),
    ]
    points = np.concatenate([*towns, anywhere(800, seed=5)])
    points[:, 1] = (points[:, 1] + 180.0) % 360.0 - 180.0
    return np.clip(points, [-89.99, -180], [89.99, 180])


@pytest.fixture(scope="module")
def partition():
    return make_partition(crowd(), (), CONFIG, 1)


def ancestor(leaf, level):
    return s2geometry.S2CellId(int(leaf)).parent(level).id()


def slow_adaptive(leaves, t_min, t_max):
    """Level by level with dictionaries, every ancestor asked of the library."""
    kept, left = [], list(leaves)
    for level in range(1, s2_ids.FINEST_LEVEL + 1):
        counts = Counter(ancestor(leaf, level) for leaf in left)
        full = {one for one, n in counts.items() if n > t_max and level < s2_ids.FINEST_LEVEL}
        kept += [one for one, n in counts.items() if n >= t_min and one not in full]
        left = [leaf for leaf in left if ancestor(leaf, level) in full]
    return sorted(kept)


def test_adaptive_cells_equal_the_dictionary_twin():
    leaves = np.sort(s2_ids.leaves(crowd()))
    for t_min, t_max in [(1, 30), (5, 100), (50, 400)]:
        assert s2.adaptive(leaves, t_min, t_max).tolist() == slow_adaptive(leaves, t_min, t_max)


def test_bits_equal_the_library():
    leaf = s2_ids.leaves(anywhere(50))
    for level in (1, 7, 16, 29):
        cells = np.array([ancestor(one, level) for one in leaf], dtype=np.uint64)
        assert set(s2_ids.levels(cells)) == {level}
        children = [s2geometry.S2CellId(int(one)).child(k).id() for one in cells for k in range(4)]
        assert s2_ids.children(cells).tolist() == children


def test_holder_is_the_cell_around_a_leaf():
    leaf = np.sort(s2_ids.leaves(anywhere(300)))
    cells = np.unique(np.array([ancestor(one, 3) for one in leaf[::7]], dtype=np.uint64))
    slow = [cells.tolist().index(up) if (up := ancestor(one, 3)) in cells else -1 for one in leaf]
    assert s2_ids.holders(leaf, cells).tolist() == slow


def test_counts_are_between_the_thresholds(partition):
    for level, t_max in enumerate(CONFIG.t_max):
        counts = [cell.photo_count for cell in partition.cells if cell.level == level]
        assert 5 <= min(counts) <= max(counts) <= t_max


def test_finest_cells_come_first(partition):
    levels = [cell.level for cell in partition.cells]
    assert levels == sorted(levels, reverse=True)
    assert {*levels} == {0, 1, 2}


def test_parent_is_around_its_child(partition):
    for cell in partition.cells:
        if cell.level:
            above = partition.cells[cell.parent]
            assert above.level == cell.level - 1
            outside = shapely.area(shapely.difference(cell.shape, above.shape))
            assert outside <= 1e-3 * shapely.area(cell.shape)


def test_photos_lie_in_the_outline_of_their_cell():
    points = crowd()
    leaf = s2_ids.leaves(points)
    for level in (1, 2, 5, 9):
        cells = np.array([ancestor(one, level) for one in leaf], dtype=np.uint64)
        distinct, at = np.unique(cells, return_inverse=True)
        shapes = np.array(outlines(distinct))
        gap = shapely.distance(shapes[at], shapely.points(points[:, 1], points[:, 0]))
        assert gap.max() < 1e-4


def test_outlines_of_a_level_cover_the_map():
    shapes = outlines(s2_ids.children(s2_ids.first_level()))
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).sum() == pytest.approx(360 * 180, rel=1e-5)


def test_centroid_is_the_mean_of_photos_inside(partition):
    points = crowd()
    cell = max(partition.finest, key=lambda cell: cell.photo_count)
    held = shapely.intersects_xy(cell.shape, points[:, 1], points[:, 0])
    assert held.sum() == cell.photo_count
    assert haversine_km(spherical_mean(points[held]), cell.centroid) < 1e-4


def test_photos_at_one_place_stop_at_the_finest_level():
    cells = make_partition(np.full((1000, 2), 12.5), (), CONFIG, 1).finest
    assert [cell.photo_count for cell in cells] == [1000]


def test_parent_left_out_gives_way_to_the_nearest():
    config = Cells(method="s2", t_min=(50, 5), t_max=(100, 20))
    points = np.concatenate([around(10, 10, 60, 0.001), around(-60, 100, 10, 0.001)])
    partition = make_partition(points, (), config, 1)
    (coarse,) = [cell for cell in partition.cells if cell.level == 0]
    assert {cell.parent for cell in partition.finest} == {coarse.number}


def test_too_few_photos_are_refused():
    with pytest.raises(CellsError, match="t_min=50"):
        make_partition(np.zeros((3, 2)), (), Cells(method="s2"), 1)


def test_thresholds_come_in_pairs():
    with pytest.raises(CellsError, match="give pairs"):
        make_partition(np.zeros((3, 2)), (), Cells(method="s2", t_min=(5, 5)), 1)
