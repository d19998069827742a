"""S2 cell ids as arrays: a cell is a run of leaf ids, found by the lowest set bit of its own id."""

from typing import Final

import numpy as np
import s2geometry
from numpy.typing import NDArray

from predictor.geodesy import Floats

Ids = NDArray[np.uint64]
Integers = NDArray[np.int64]

LEAF_LEVEL: Final = 30
# Cells of about 150 m. A finer one would part photos that their positions cannot tell apart.
FINEST_LEVEL: Final = 16
ONE: Final = np.uint64(1)
TWO: Final = np.uint64(2)


def leaves(latlng_N2: Floats) -> Ids:
    cell_id, degrees = s2geometry.S2CellId, s2geometry.S2LatLng.FromDegrees
    rows = zip(latlng_N2[:, 0].tolist(), latlng_N2[:, 1].tolist(), strict=True)
    ids = (cell_id(degrees(lat, lng)).id() for lat, lng in rows)
    return np.fromiter(ids, dtype=np.uint64, count=len(latlng_N2))


def first_level() -> Ids:
    faces = [s2geometry.S2CellId.FromFacePosLevel(face, 0, 0).id() for face in range(6)]
    return children(np.array(faces, dtype=np.uint64))


def lowest_bits(ids: Ids) -> Ids:
    return ids & (~ids + ONE)


def levels(ids: Ids) -> Integers:
    """The lowest set bit moves two places up with each coarser level."""
    return LEAF_LEVEL - np.log2(lowest_bits(ids).astype(np.float64)).astype(np.int64) // 2


def children(ids: Ids) -> Ids:
    """Four for each cell, in order along the curve."""
    bit = lowest_bits(ids) >> TWO
    first = ids - lowest_bits(ids) + bit
    steps = np.arange(4, dtype=np.uint64) * TWO
    return (first[:, None] + steps * bit[:, None]).reshape(-1)


def spans(ids: Ids, sorted_leaves: Ids) -> tuple[Integers, Integers]:
    """Where the leaves inside each cell start and end."""
    reach = lowest_bits(ids) - ONE
    first = np.searchsorted(sorted_leaves, ids - reach, side="left")
    last = np.searchsorted(sorted_leaves, ids + reach, side="right")
    return first.astype(np.int64), last.astype(np.int64)


def holders(ids: Ids, cells: Ids) -> Integers:
    """For each id the position among ascending, disjoint cells of the one around it; -1 in none."""
    starts = cells - (lowest_bits(cells) - ONE)
    at = np.searchsorted(starts, ids, side="right").astype(np.int64) - 1
    around = cells[np.maximum(at, 0)]
    inside = (at >= 0) & (ids <= around + (lowest_bits(around) - ONE))
    return np.where(inside, at, -1)
