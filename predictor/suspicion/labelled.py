"""The photos whose labels are judged, as arrays, and what else is known of them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from predictor.geodesy import Floats
from predictor.resampling import Ints

Reals = NDArray[np.float32]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One row a photo. A group shares a drive, an author or a patch of ground.

    `sequence_N` is -1 where a photo belongs to no drive; points that are not known are NaN.
    """

    embeddings_ND: Reals  # unit rows
    latlng_N2: Floats
    group_N: Ints
    fold_N: Ints
    sequence_N: Ints
    crowd_N2: Floats
    crowd_spread_km_N: Floats
    exif_N2: Floats
    reports_N: Ints

    def __len__(self) -> int:
        return len(self.latlng_N2)

    def labelled_as(self, latlng_N2: Floats) -> "Labelled":
        return replace(self, latlng_N2=latlng_N2)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the Earth: cells of a locator, middles of countries and provinces."""

    cells_C2: Floats
    middles_R2: Floats


def without_side_facts(
    embeddings_ND: Reals, latlng_N2: Floats, group_N: Ints, fold_N: Ints, sequence_N: Ints
) -> Labelled:
    """Nobody guessed or complained, and no camera said anything."""
    count = len(latlng_N2)
    return Labelled(
        embeddings_ND,
        latlng_N2,
        group_N,
        fold_N,
        sequence_N,
        crowd_N2=np.full((count, 2), np.nan),
        crowd_spread_km_N=np.full(count, np.nan),
        exif_N2=np.full((count, 2), np.nan),
        reports_N=np.zeros(count, np.int64),
    )
