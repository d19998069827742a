"""The cells of a cell set that points lie in, by the rule that photos are assigned by."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from django.db import connection

from predictor.cell_rows import load_partition
from predictor.cells.partition import Partition
from predictor.geodesy import LatLng
from predictor.models import CellSet
from predictor.sql import load


def cells_of(cell_set: CellSet, latlngs: Sequence[LatLng]) -> list[int]:
    """Numbers, as Partition.assign has them, without reading every shape for a point on land."""
    values: dict[str, Any] = {
        "cell_set": cell_set.pk,
        "lats": [float(each.lat) for each in latlngs],
        "lngs": [float(each.lng) for each in latlngs],
    }
    with connection.cursor() as cursor:
        cursor.execute(load("cells_around_points"), values)
        found = [row[0] for row in cursor.fetchall()]
    return [
        nearest_cell(cell_set, latlng) if number is None else number
        for number, latlng in zip(found, latlngs, strict=True)
    ]


def nearest_cell(cell_set: CellSet, latlng: LatLng) -> int:
    return int(partition_of(cell_set.pk).assign(np.array([latlng]))[0])


@lru_cache(maxsize=2)
def partition_of(cell_set_id: int) -> Partition:
    """Cells never change; a process at sea reads them once."""
    return load_partition(CellSet.objects.get(pk=cell_set_id))
