"""How high and how steep the land is: the main ranges and plateaus, drawn as crest lines."""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from predictor.geodesy import EARTH_RADIUS_KM, Floats, unit_vectors
from predictor.planet.facts import FOLDER
from predictor.planet.noise import noise
from predictor.planet.stations import stations, weights_of_nearest

LOWLAND_M: Final = 120.0
# Roads and towns keep to the valleys: this share of what the crests rise to.
VALLEY_FLOOR: Final = 0.65
# Around a station its own height is known better than the crest lines tell.
STATION_REACH_KM: Final = 70.0
# A range of this height makes a landscape of high mountains.
FULL_RELIEF_M: Final = 1600.0


@dataclass(frozen=True)
class Crests:
    """Segments from a to b on the unit sphere, each with its range's height and half width."""

    starts: Floats
    ends: Floats
    height_m: Floats
    width_km: Floats
    owner: np.ndarray  # which range a segment belongs to, ascending


@cache
def _crests(kind: str) -> Crests:
    table = tomllib.loads((FOLDER / "terrain.toml").read_text(encoding="utf-8"))[kind]
    pieces = [
        (start, end, entry["height_m"], entry["width_km"], owner)
        for owner, entry in enumerate(table.values())
        for start, end in _segments(entry)
    ]
    starts, ends, heights, widths, owners = zip(*pieces, strict=True)
    return Crests(
        unit_vectors(starts),
        unit_vectors(ends),
        np.array(heights, dtype=np.float64),
        np.array(widths, dtype=np.float64),
        np.array(owners),
    )


def _segments(entry: dict[str, Any]) -> list[tuple[list[float], list[float]]]:
    line = entry["line"]
    return list(pairwise(line))


def _distance_km(point_N3: Floats, crests: Crests) -> Floats:
    """From each point to each segment, shape (N, G); chords stand in for arcs."""
    along_G3 = crests.ends - crests.starts
    length2_G = np.maximum((along_G3**2).sum(axis=-1), 1e-12)
    offset_NG3 = point_N3[:, None, :] - crests.starts
    t_NG = np.clip((offset_NG3 * along_G3).sum(axis=-1) / length2_G, 0.0, 1.0)
    foot_NG3 = crests.starts + t_NG[..., None] * along_G3
    foot_NG3 /= np.linalg.norm(foot_NG3, axis=-1, keepdims=True)
    chord_NG = np.linalg.norm(point_N3[:, None, :] - foot_NG3, axis=-1)
    distance_km: Floats = chord_NG * EARTH_RADIUS_KM
    return distance_km


def _rise_m(point_N3: Floats, kind: str) -> Floats:
    """What the ranges of a kind add; the nearest segment of a range speaks for it."""
    crests = _crests(kind)
    nearness_NG = _distance_km(point_N3, crests) / crests.width_km
    # Mountains fall off from the crest; plateaus stay high and end in an edge.
    shape_NG = np.exp(-(nearness_NG**2)) if kind == "mountains" else 1 / (1 + nearness_NG**6)
    starts = np.flatnonzero(np.diff(crests.owner, prepend=-1))
    rise_NR = np.maximum.reduceat(shape_NG * crests.height_m, starts, axis=1)
    # Overlapping ranges are mostly two names of one massif: more than the larger, less than both.
    rise_m: Floats = (rise_NR**2).sum(axis=1) ** 0.5
    return rise_m


def _bare_elevation_m(latlng_N2: ArrayLike) -> tuple[Floats, Floats]:
    points = np.atleast_2d(np.asarray(latlng_N2, dtype=np.float64))
    point_N3 = unit_vectors(points)
    mountains_m = _rise_m(point_N3, "mountains")
    # A range on a plateau is measured from the sea too: the two overlap like two ranges.
    land_m = np.hypot(VALLEY_FLOOR * mountains_m, _rise_m(point_N3, "plateaus"))
    return mountains_m, LOWLAND_M + land_m


@cache
def _station_errors_m() -> Floats:
    known = stations()
    return known.elevation_m - _bare_elevation_m(known.latlng)[1]


def terrain(latlng_N2: ArrayLike) -> tuple[Floats, Floats]:
    """(elevation of the valleys in metres, relief in [0, 1]) for each row of degrees."""
    mountains_m, elevation_m = _bare_elevation_m(latlng_N2)
    index, weight, km = weights_of_nearest(np.atleast_2d(latlng_N2))
    trust = weight * np.exp(-((km / STATION_REACH_KM) ** 2))
    elevation_m = elevation_m + (trust * _station_errors_m()[index]).sum(axis=-1)
    hills = 0.06 * (1.0 + noise("hills", 90.0, np.atleast_2d(latlng_N2)))
    rough = 1.0 + 0.25 * noise("crest", 60.0, np.atleast_2d(latlng_N2))
    relief = np.clip(mountains_m * rough / FULL_RELIEF_M + hills, 0.0, 1.0)
    return elevation_m, relief
