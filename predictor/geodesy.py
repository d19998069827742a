"""Geometry on the sphere: every distance, bearing and mean of positions comes from here."""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# Mean radius of the Earth, IUGG (R1).
EARTH_RADIUS_KM: Final = 6371.0088


class LatLng(NamedTuple):
    """Degrees, latitude first. GEOS wants (x=lng, y=lat): models.points converts, nothing else."""

    lat: float
    lng: float


def haversine_km(a_N2: ArrayLike, b_N2: ArrayLike) -> Floats:
    """Great-circle distances between rows of (lat, lng) degrees; broadcasts."""
    a = np.radians(np.asarray(a_N2, dtype=np.float64))
    b = np.radians(np.asarray(b_N2, dtype=np.float64))
    half_lat = np.sin((b[..., 0] - a[..., 0]) / 2)
    half_lng = np.sin((b[..., 1] - a[..., 1]) / 2)
    chord = half_lat**2 + np.cos(a[..., 0]) * np.cos(b[..., 0]) * half_lng**2
    distance_km: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return distance_km


def distance_km(a: LatLng, b: LatLng) -> float:
    return float(haversine_km(a, b))


def wrap_lng(lng: float) -> float:
    """The same meridian in [-180, 180)."""
    return (lng + 180.0) % 360.0 - 180.0


def is_on_earth(latlng: LatLng) -> bool:
    """False for NaN and infinities too; longitudes are not wrapped first."""
    return -90.0 <= latlng.lat <= 90.0 and -180.0 <= latlng.lng <= 180.0


def unit_vectors(latlng_N2: ArrayLike) -> Floats:
    """Points on the unit sphere, shape (..., 3)."""
    radians = np.radians(np.asarray(latlng_N2, dtype=np.float64))
    lat, lng = radians[..., 0], radians[..., 1]
    return np.stack([np.cos(lat) * np.cos(lng), np.cos(lat) * np.sin(lng), np.sin(lat)], axis=-1)


def from_unit_vector(vector: ArrayLike) -> LatLng:
    """The direction of a vector of any length but zero."""
    x, y, z = np.asarray(vector, dtype=np.float64)
    return LatLng(
        math.degrees(math.atan2(z, math.hypot(x, y))), wrap_lng(math.degrees(math.atan2(y, x)))
    )


def spherical_mean(latlng_N2: ArrayLike) -> LatLng:
    """Direction of the mean unit vector; the first point when the mean vanishes (antipodes)."""
    points = np.atleast_2d(np.asarray(latlng_N2, dtype=np.float64))
    mean = unit_vectors(points).mean(axis=0)
    if float(np.linalg.norm(mean)) < 1e-12:
        return LatLng(float(points[0, 0]), wrap_lng(float(points[0, 1])))
    return from_unit_vector(mean)


def destination(start: LatLng, bearing_deg: float, travelled_km: float) -> LatLng:
    """Where a great circle leads that leaves start at this bearing."""
    lat, lng = math.radians(start.lat), math.radians(start.lng)
    bearing, angle = math.radians(bearing_deg), travelled_km / EARTH_RADIUS_KM
    sin_lat = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing)
    end_lat = math.asin(max(-1.0, min(1.0, sin_lat)))
    end_lng = lng + math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(lat),
        math.cos(angle) - math.sin(lat) * sin_lat,
    )
    return LatLng(math.degrees(end_lat), wrap_lng(math.degrees(end_lng)))


def bearing_deg(start: LatLng, end: LatLng) -> float:
    """Initial bearing in [0, 360), clockwise from north."""
    lat_a, lat_b = math.radians(start.lat), math.radians(end.lat)
    turn = math.radians(end.lng - start.lng)
    x = math.sin(turn) * math.cos(lat_b)
    y = math.cos(lat_a) * math.sin(lat_b) - math.sin(lat_a) * math.cos(lat_b) * math.cos(turn)
    return math.degrees(math.atan2(x, y)) % 360.0
