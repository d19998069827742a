"""A partition saved as rows and read back."""

import shapely
from django.test import TestCase

from predictor.cell_rows import save_partition
from predictor.cells.partition import Cell, Partition
from predictor.geodesy import LatLng
from predictor.models import CellSet, GeoCell
from predictor.models.points import to_latlng


def cell(number, west, **changes):
    values = {"country_code": "FJ", "centroid": LatLng(0.5, west + 0.5), "photo_count": 3}
    shape = shapely.MultiPolygon([shapely.box(west, 0, west + 1, 1)])
    return Cell(number, shape, **values | changes)


FINE = [cell(0, 178, parent=2, level=1), cell(1, 179, parent=2, level=1, photo_count=0)]
PARTITION = Partition((*FINE, cell(2, 178, country_code="", photo_count=6)))


class SavePartitionTest(TestCase):
    def test_cells_come_back_as_they_were(self):
        cell_set = save_partition(PARTITION, "pigeon")

        for before, after in zip(PARTITION.cells, cell_set.cells.order_by("number"), strict=True):
            assert shapely.from_wkb(bytes(after.geom.wkb)).equals(before.shape)
            assert to_latlng(after.centroid) == before.centroid
            assert (after.level, after.country_code) == (before.level, before.country_code)
            assert (after.photo_count, after.geom.srid) == (before.photo_count, 4326)

    def test_parents_are_cells_of_the_same_set(self):
        cell_set = save_partition(PARTITION, "pigeon")

        numbers = cell_set.cells.order_by("number").values_list("parent__number", flat=True)

        assert list(numbers) == [2, 2, None]

    def test_equal_partitions_are_saved_once(self):
        first = save_partition(PARTITION, "pigeon")
        second = save_partition(PARTITION, "barycentric")

        assert (second, second.recipe) == (first, "pigeon")
        assert GeoCell.objects.count() == 3

    def test_other_cells_are_another_set(self):
        save_partition(PARTITION, "pigeon")
        save_partition(Partition((cell(0, 10),)), "pigeon")

        assert CellSet.objects.count() == 2
