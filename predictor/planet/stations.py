"""Weather stations, and how a figure spreads from them over the land between."""

import csv
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import cKDTree

from predictor.geodesy import EARTH_RADIUS_KM, Floats, unit_vectors
from predictor.planet.facts import FOLDER

NEIGHBOURS: Final = 7
# A station within this distance does not outweigh all others: towns are not points.
SOFTENING_KM: Final = 60.0


@dataclass(frozen=True)
class Stations:
    """Columns of stations.csv; January and July means, yearly rain, share of April-September."""

    names: tuple[str, ...]
    latlng: Floats
    elevation_m: Floats
    january_c: Floats
    july_c: Floats
    rain_mm: Floats
    april_september: Floats
    tree: cKDTree


@cache
def stations() -> Stations:
    with (FOLDER / "stations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def column(name: str) -> Floats:
        return np.array([float(row[name]) for row in rows])

    latlng = np.column_stack([column("lat"), column("lng")])
    return Stations(
        names=tuple(row["name"] for row in rows),
        latlng=latlng,
        elevation_m=column("elevation_m"),
        january_c=column("jan_c"),
        july_c=column("jul_c"),
        rain_mm=column("rain_mm"),
        april_september=column("apr_sep_percent") / 100.0,
        tree=cKDTree(unit_vectors(latlng)),
    )


def weights_of_nearest(latlng_N2: ArrayLike) -> tuple[np.ndarray, Floats, Floats]:
    """(indices, weights that sum to one, distances in km), each of shape (N, NEIGHBOURS).

    Franke and Little's weights vanish at the last neighbour, so that no figure jumps where
    the set of neighbours changes.
    """
    chord, index = stations().tree.query(unit_vectors(latlng_N2), k=NEIGHBOURS)
    km = 2 * EARTH_RADIUS_KM * np.arcsin(np.clip(chord / 2, 0.0, 1.0))
    reach = km[..., -1:]
    raw = ((reach - km) / (reach * (km + SOFTENING_KM))) ** 2
    return np.asarray(index), raw / raw.sum(axis=-1, keepdims=True), km
