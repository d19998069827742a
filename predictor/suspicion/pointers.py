"""Evidence that is too rare to learn from: its weight in log-odds is a judgement, said here."""

from typing import Final

import numpy as np

from predictor.geodesy import Floats, haversine_km
from predictor.suspicion.labelled import Labelled
from predictor.suspicion.rules import NULL_ISLAND_KM, others_exactly_there

# Columns, in this order.
GIVEN: Final = ("crowd", "exif", "reports", "pile", "null_island")

# A crowd is tight when half of it lies this near its median; it counts by how far outside a
# label lies.
TIGHT_KM: Final = 300.0
CROWD_MOST: Final = 4.0
# Cameras lie by kilometres, seldom more; theirs is also a label, so it may be the wrong one.
EXIF_FROM_KM: Final = 5.0
EXIF_MOST: Final = 4.0
EXIF_AGREES: Final = -2.0
FIRST_REPORT: Final = 2.5  # about one in ten reports of a right label is made in earnest
NEXT_REPORT: Final = 1.0
REPORTS_MOST: Final = 5.0
# Of other drives or authors on the very coordinate: each doubling counts as much again.
PILE_STEP: Final = 1.0
PILE_MOST: Final = 4.0
NULL_ISLAND: Final = 7.0  # an empty field that some program wrote as a number


def pointers(labelled: Labelled) -> Floats:
    """(N, 5) contributions in the order of GIVEN."""
    label_N2 = labelled.latlng_N2
    columns = (
        crowd_elsewhere(label_N2, labelled.crowd_N2, labelled.crowd_spread_km_N),
        exif_elsewhere(label_N2, labelled.exif_N2),
        complaints(labelled.reports_N.astype(np.float64)),
        piled_up(labelled),
        NULL_ISLAND * (haversine_km(label_N2, np.zeros(2)) < NULL_ISLAND_KM),
    )
    return np.stack(columns, axis=1)


def crowd_elsewhere(label_N2: Floats, crowd_N2: Floats, spread_km_N: Floats) -> Floats:
    """A wide crowd says little, and says less the wider it is; a crowd on the label clears it."""
    there_N = np.isfinite(spread_km_N)
    spread_N = np.where(there_N, spread_km_N, 0.0)
    away_N = haversine_km(label_N2, np.where(there_N[:, None], crowd_N2, 0.0))
    tightness_N = TIGHT_KM / (TIGHT_KM + spread_N)
    outside_N = np.log2((away_N + TIGHT_KM) / (spread_N + 2 * TIGHT_KM))
    weight_N: Floats = there_N * np.clip(outside_N * tightness_N, -1.0, CROWD_MOST)
    return weight_N


def exif_elsewhere(label_N2: Floats, exif_N2: Floats) -> Floats:
    there_N = np.isfinite(exif_N2[:, 0])
    away_N = haversine_km(label_N2, np.where(there_N[:, None], exif_N2, 0.0))
    weight_N = np.log2(np.maximum(away_N, 0.1) / EXIF_FROM_KM)
    found: Floats = there_N * np.clip(weight_N, EXIF_AGREES, EXIF_MOST)
    return found


def complaints(reports_N: Floats) -> Floats:
    weight_N = FIRST_REPORT + NEXT_REPORT * (reports_N - 1.0)
    return np.where(reports_N > 0, np.minimum(weight_N, REPORTS_MOST), 0.0)


def piled_up(labelled: Labelled) -> Floats:
    others_N = others_exactly_there(labelled.latlng_N2, labelled.group_N)
    found: Floats = np.minimum(PILE_STEP * np.log2(1.0 + others_N), PILE_MOST)
    return found
