"""Semantic geocells (PIGEON; Haas, Skreta, Alberti and Finn, 2024): areas merged, then split.

Every point of the land of `areas` lies in one cell, and no cell in two countries. A country without
photos is one cell with a count of zero, whose centroid is a point on its land.
"""

from collections.abc import Sequence

import numpy as np
import shapely

from predictor.cells.areas import AdminArea
from predictor.cells.errors import CellsError
from predictor.cells.lookup import Lookup
from predictor.cells.merging import merged_areas
from predictor.cells.partition import Partition, as_multi
from predictor.cells.population import populated
from predictor.cells.splitting import Piece, split
from predictor.config import Cells
from predictor.geodesy import Floats


def make(latlng_N2: Floats, areas: Sequence[AdminArea], config: Cells, seed: int) -> Partition:
    """Nothing is drawn: every seed gives the same cells."""
    del seed
    if not areas:
        raise CellsError("Semantic cells start from areas and there are none: run load_regions.")
    pieces = [part for piece in merged(latlng_N2, areas, config) for part in split(piece, config)]
    codes = [piece.country_code for piece in pieces]
    return populated([piece.shape for piece in pieces], codes, latlng_N2)


def merged(latlng_N2: Floats, areas: Sequence[AdminArea], config: Cells) -> list[Piece]:
    members = Lookup([area.shape for area in areas]).find(latlng_N2)
    counts = np.bincount(members, minlength=len(areas))
    groups = merged_areas(areas, counts, config.min_photos)
    group_of_area = np.empty(len(areas), dtype=np.int64)
    for number, group in enumerate(groups):
        group_of_area[group] = number
    order = np.argsort(group_of_area[members], kind="stable")
    ends = np.cumsum(np.bincount(group_of_area[members], minlength=len(groups)))
    photos = np.split(latlng_N2[order], ends[:-1])
    return [
        Piece(union(areas, group), rows, areas[group[0]].country_code)
        for group, rows in zip(groups, photos, strict=True)
    ]


def union(areas: Sequence[AdminArea], group: list[int]) -> shapely.MultiPolygon:
    return as_multi(shapely.union_all([areas[at].shape for at in group]))
