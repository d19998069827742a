"""A drive along one road: where its photos stand and what its signs point to."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from predictor.geodesy import LatLng, destination
from predictor.planet.splits import Split

# Photos in a drive.
LENGTHS: Final = (1, 4)
# Street-level cars take a picture every ten to twenty-five metres.
SPACING_M: Final = (10.0, 25.0)
# With 30 photos 25 m apart a drive ends within 5 km of its town if it starts within this.
START_WITHIN_KM: Final = 4.2
# Radius of the tightest bend, kept wide: signs and sun stay about where they were.
BEND_DEG_PER_STEP: Final = 1.2


@dataclass(frozen=True, slots=True)
class Signpost:
    """A town as a direction sign names it; empty names for no town."""

    name: str
    latin: str
    km: int


@dataclass(frozen=True, slots=True)
class Path:
    """The photos' positions alone."""

    latlngs: tuple[LatLng, ...]
    along_m: tuple[float, ...]
    bearings_deg: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Route:
    number: int
    seed: int
    first_index: int  # of its first photo in the plan
    split: Split
    country_code: str
    region_name: str
    region_codes: tuple[str, ...]  # one for each photo
    town: Signpost
    next_town: Signpost
    town_latlng: LatLng
    population: int
    path: Path

    def __len__(self) -> int:
        return len(self.path.latlngs)


def drive(start: LatLng, bearing_deg: float, photos: int, rng: np.random.Generator) -> Path:
    """A gently bending road from start."""
    spacing_m = rng.uniform(*SPACING_M)
    bend_deg = rng.uniform(-BEND_DEG_PER_STEP, BEND_DEG_PER_STEP)
    latlngs, bearings = [start], [bearing_deg % 360.0]
    for _ in range(photos - 1):
        latlngs.append(destination(latlngs[-1], bearings[-1], spacing_m / 1000.0))
        bearings.append((bearings[-1] + bend_deg) % 360.0)
    along_m = tuple(step * float(spacing_m) for step in range(photos))
    return Path(tuple(latlngs), along_m, tuple(bearings))
