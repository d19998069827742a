from dataclasses import replace

import numpy as np
import pytest
import shapely

from predictor.cells import Cell, CellsError, Partition
from predictor.cells.population import centroid, inner_point, populated
from predictor.geodesy import LatLng
from tests.predictor.cells.squares import around, square


def multi(*polygons):
    return shapely.multipolygons(list(polygons))


def two_cells():
    return Partition((
        Cell(0, multi(square(0, 0)), "AA", LatLng(0.5, 0.5), 3, parent=1, level=1),
        Cell(1, multi(square(0, 0, 2)), "AA", LatLng(1, 1), 9, level=0),
    ))  # fmt: skip


@pytest.mark.parametrize("change", [
    {"shape": multi(square(0, 0, 1.5))}, {"country_code": "BB"}, {"centroid": LatLng(0.5, 0.6)},
    {"photo_count": 4}, {"parent": None},
])  # fmt: skip
def test_hash_changes_with_any_field(change):
    before = two_cells()
    after = Partition((replace(before.cells[0], **change), before.cells[1]))
    assert before.hash() == two_cells().hash() != after.hash()


def test_hash_survives_a_trip_through_wkb():
    before = two_cells()
    again = [
        replace(cell, shape=shapely.from_wkb(shapely.to_wkb(cell.shape))) for cell in before.cells
    ]
    assert Partition(tuple(again)).hash() == before.hash()


def test_arrays_speak_of_the_finest_level():
    partition = two_cells()
    assert partition.centroids_C2.tolist() == [[0.5, 0.5]]
    assert partition.counts_C.tolist() == [3]
    assert partition.assign(np.array([[1.5, 1.5]])).tolist() == [0]


def test_ancestors_lead_to_the_coarse_cell():
    assert two_cells().ancestors(0).tolist() == [1]
    assert two_cells().ancestors(1).tolist() == [0]


def test_cells_out_of_order_are_refused():
    with pytest.raises(CellsError, match="order them by number"):
        Partition(two_cells().cells[::-1])


def test_no_cells_are_refused():
    with pytest.raises(CellsError, match="no cells"):
        Partition(())


def test_counts_and_centroids_are_of_the_assigned_photos():
    shapes = [multi(square(179, 0), square(-180, 0)), multi(square(0, 0))]
    photos = np.array([[0.5, 179.5], [0.5, -179.5], [0.5, 3.0]])
    cells = populated(shapes, ["AA", "BB"], photos).cells
    assert [cell.photo_count for cell in cells] == [2, 1]
    assert abs(cells[0].centroid.lng) == pytest.approx(180)
    assert cells[1].centroid == pytest.approx((0.5, 3.0))


def test_cell_without_photos_answers_from_its_largest_part():
    shape = multi(square(0, 0), square(20, 20, 5))
    cell = populated([shape, multi(square(50, 50))], ["", ""], around(50.5, 50.5, 5)).cells[0]
    assert cell.photo_count == 0
    assert square(20, 20, 5).contains(shapely.Point(cell.centroid.lng, cell.centroid.lat))


def test_antipodal_photos_have_no_mean():
    shape = multi(square(0, 0))
    assert centroid(shape, np.zeros(3)) == inner_point(shape)
