"""A partition as rows: its cells with their shapes and centroids, by COPY."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from django.db import connection, transaction

from predictor.binary_copy import reserve_ids
from predictor.cells.partition import Cell, Partition
from predictor.geodesy import Floats
from predictor.models import CellSet
from predictor.models.points import WGS84, to_latlng
from predictor.sql import load


def save_partition(partition: Partition, recipe_name: str) -> CellSet:
    """All or nothing; equal partitions are one cell set, whichever recipe made it first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cell_set, is_new = CellSet.objects.get_or_create(
            hash=partition.hash(), defaults={"recipe": recipe_name}
        )
        if is_new:
            ids = reserve_ids(cursor, "predictor_geocell", len(partition.cells)).tolist()
            with cursor.copy(load("copy_cells")) as copy:
                for row in rows(partition, cell_set.pk, ids):
                    copy.write_row(row)
    return cell_set


def rows(partition: Partition, cell_set_id: int, ids: list[int]) -> Iterator[tuple[Any, ...]]:
    """In the order of copy_cells.sql; a parent may come after its children."""
    for cell in partition.cells:
        parent_id = None if cell.parent is None else ids[cell.parent]
        centroid = shapely.Point(cell.centroid.lng, cell.centroid.lat)
        yield (
            *(ids[cell.number], cell_set_id, cell.number, cell.level, cell.country_code),
            *(parent_id, ewkb(cell.shape), ewkb(centroid), cell.photo_count),
        )


def ewkb(shape: shapely.Geometry) -> str:
    """Extended WKB in hexadecimal, which COPY takes as it is."""
    marked: str = shapely.to_wkb(shapely.set_srid(shape, WGS84), hex=True, include_srid=True)
    return marked


def load_partition(cell_set: CellSet) -> Partition:
    found = list(cell_set.cells.order_by("number"))
    numbers = {row.pk: row.number for row in found}
    return Partition(
        tuple(
            Cell(
                number=row.number,
                shape=shapely.from_wkb(bytes(row.geom.wkb)),
                country_code=row.country_code,
                centroid=to_latlng(row.centroid),
                photo_count=row.photo_count,
                parent=None if row.parent_id is None else numbers[row.parent_id],
                level=row.level,
            )
            for row in found
        )
    )


def centroids(cell_set: CellSet) -> Floats:
    """(C, 2) by number, of all levels."""
    points = cell_set.cells.order_by("number").values_list("centroid", flat=True)
    return np.array([to_latlng(point) for point in points], dtype=np.float64)
