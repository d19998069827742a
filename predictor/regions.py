"""Which region and which place a point belongs to: one round trip for any number of points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import ArrayLike

from predictor.geodesy import LatLng
from predictor.sql import load

# "4 km from Lyon" says more than the name of a suburb: among so many of the nearest places,
# ten times the people count like one kilometre.
PLACE_CANDIDATES: Final = 20
TENFOLD_KM: Final = 1.0
# A photo on a beach may lie off a simplified coast, and still belongs to it.
COAST_M: Final = 20_000


@dataclass(frozen=True, slots=True)
class NamedRegion:
    id: int
    level: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Located:
    """At sea the names are those of the nearest region; all are None while none is loaded."""

    country: NamedRegion | None
    province: NamedRegion | None  # the deepest region below a country
    country_code: str  # ISO 3166-1 alpha-2, empty when no region is loaded
    inside: bool
    distance_km: float  # 0 inside

    @property
    def deepest(self) -> NamedRegion | None:
        return self.province or self.country


@dataclass(frozen=True, slots=True)
class NearPlace:
    id: int
    name: str
    country_code: str
    population: int
    latlng: LatLng
    distance_km: float


def locate_region(latlng: LatLng) -> Located:
    return locate_regions([latlng])[0]


def locate_regions(latlng_N2: ArrayLike) -> list[Located]:
    """One answer for each row of (lat, lng), in their order."""
    return [located(row) for row in rows_for("locate_regions", latlng_N2)]


def assign_photo_regions(photo_ids: Sequence[int] | None = None) -> int:
    """For these photos or for all, in one statement; returns how many changed their region."""
    with connection.cursor() as cursor:
        values = {"coast_m": COAST_M, "ids": None if photo_ids is None else list(photo_ids)}
        cursor.execute(load("assign_photo_regions"), values)
        changed: int = cursor.rowcount
    return changed


def nearest_place(latlng: LatLng) -> NearPlace | None:
    """The place to name a point by; None while no places are loaded."""
    return nearest_places([latlng])[0]


def nearest_places(latlng_N2: ArrayLike) -> list[NearPlace | None]:
    return [near_place(row) for row in rows_for("nearest_places", latlng_N2)]


def rows_for(statement: str, latlng_N2: ArrayLike) -> Sequence[tuple[Any, ...]]:
    points = np.asarray(latlng_N2, dtype=np.float64).reshape(-1, 2)
    refuse_off_earth(points)
    with connection.cursor() as cursor:
        lats, lngs = points[:, 0].tolist(), points[:, 1].tolist()
        weights = {"candidates": PLACE_CANDIDATES, "tenfold_km": TENFOLD_KM}
        cursor.execute(load(statement), {"lats": lats, "lngs": lngs, **weights})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def refuse_off_earth(latlng_N2: np.ndarray[Any, np.dtype[np.float64]]) -> None:
    # Written so that NaN is refused as well.
    fine = (np.abs(latlng_N2) <= [90.0, 180.0]).all(axis=1)
    if not fine.all():
        number = int(np.argmin(fine))
        lat, lng = latlng_N2[number]
        raise ValueError(f"Point {number} is not on Earth: latitude {lat}, longitude {lng}.")


def located(row: tuple[Any, ...]) -> Located:
    inside, distance_km, *names = row
    country_id, country_code, country_name, region_id, code, name, level, alpha2 = names
    country = NamedRegion(country_id, 0, country_code, country_name) if country_id else None
    province = NamedRegion(region_id, level, code, name) if level else None
    return Located(country, province, alpha2 or "", inside, distance_km)


def near_place(row: tuple[Any, ...]) -> NearPlace | None:
    place_id, name, country_code, population, lat, lng, distance_km = row
    if place_id is None:
        return None
    latlng = LatLng(lat, lng)
    return NearPlace(place_id, name, country_code, population, latlng, distance_km)
