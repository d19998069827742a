"""The one score function: 5000 points at the spot, falling by e every 1492.7 km (GeoGuessr)."""

import math
from typing import Final

SCORE_MAX: Final = 5000
SCORE_DECAY_KM: Final = 1492.7
# Stored with every guess, so that a changed formula never mixes with old points.
SCORE_VERSION: Final = 1


def score(distance_km: float) -> int:
    if not distance_km >= 0.0:  # NaN too
        raise ValueError(f"A distance is at least 0 km, not {distance_km}.")
    return round(SCORE_MAX * math.exp(-distance_km / SCORE_DECAY_KM))
