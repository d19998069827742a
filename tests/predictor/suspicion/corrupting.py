"""Labels made wrong in the six ways that the benchmark names; written apart from the ways that
the judge teaches itself."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from predictor.geodesy import LatLng, destination, haversine_km, unit_vectors

KINDS = ("swap", "sign", "province", "country", "jitter", "centroid")
JITTER_KM = 50.0


@dataclass(frozen=True)
class Atlas:
    """Towns with their country and province, and the centroid of each country."""

    towns_T2: np.ndarray
    country_T: np.ndarray
    province_T: np.ndarray
    centroids: dict[str, tuple[float, float]]

    def nearest_towns(self, latlng_N2):
        tree = cKDTree(unit_vectors(self.towns_T2))
        return np.asarray(tree.query(unit_vectors(latlng_N2))[1])


@dataclass(frozen=True)
class Corruption:
    latlng_N2: np.ndarray
    kind_N: np.ndarray  # "" where the label is right

    def is_wrong(self):
        return self.kind_N != ""


def corrupted(latlng_N2, atlas, share=0.05, seed=1, units_N=None):
    """So many labels are wrong, each kind as often as any other where it can be.

    With units, all photos of a unit go wrong together and alike: a drive, say.
    """
    draw = np.random.default_rng(seed)
    units_N = np.arange(len(latlng_N2)) if units_N is None else units_N
    units = draw.permutation(np.unique(units_N))
    latlng, kind_N = latlng_N2.copy(), np.full(len(latlng_N2), "", "<U8")
    town_N = atlas.nearest_towns(latlng_N2)
    wanted = round(share * len(latlng_N2))
    for unit in units:
        made = int((kind_N != "").sum())
        if made >= wanted:
            break
        rows = np.flatnonzero(units_N == unit)
        kind = KINDS[made * len(KINDS) // wanted]
        wrong = WAYS[kind](latlng_N2[rows[0]], town_N[rows[0]], atlas, draw)
        if wrong is None:
            continue
        latlng[rows] = moved(latlng_N2[rows], wrong, kind)
        kind_N[rows] = kind
    return Corruption(latlng, kind_N)


def moved(latlng_M2, wrong, kind):
    """A drive keeps its shape, unless a program has put all of it on one coordinate."""
    if kind == "centroid":
        return np.tile(wrong, (len(latlng_M2), 1))
    return np.clip(latlng_M2 - latlng_M2[0] + np.array(wrong), [-90, -180], [90, 180])


def swap(place, _town, _atlas, _draw):
    lat, lng = place
    return None if abs(lng) > 90 or abs(lat - lng) < 0.5 else (lng, lat)


def sign(place, _town, _atlas, draw):
    lat, lng = place
    return [(-lat, lng), (lat, -lng), (-lat, -lng)][draw.integers(3)]


def other_province(_place, town, atlas, draw):
    country, province = atlas.country_T[town], atlas.province_T[town]
    return some_town(atlas, (atlas.country_T == country) & (atlas.province_T != province), draw)


def other_country(_place, town, atlas, draw):
    return some_town(atlas, atlas.country_T != atlas.country_T[town], draw)


def some_town(atlas, allowed_T, draw):
    rows = np.flatnonzero(allowed_T)
    return tuple(near(atlas.towns_T2[draw.choice(rows)], 3.0, draw)) if len(rows) else None


def near(place, most_km, draw):
    return destination(LatLng(*place), draw.uniform(0, 360), most_km * draw.uniform() ** 0.5)


def jitter(place, _town, _atlas, draw):
    return tuple(jittered(np.array([place]), draw)[0])


def jittered(latlng_M2, draw):
    """Gaussian steps; 50 km is the standard deviation along each axis."""
    steps = draw.normal(0, JITTER_KM, (len(latlng_M2), 2))
    bearing, length = np.degrees(np.arctan2(*steps.T)), np.hypot(*steps.T)
    return np.array(
        [
            destination(LatLng(*place), angle, km)
            for place, angle, km in zip(latlng_M2, bearing, length, strict=True)
        ]
    )


def centroid(_place, town, atlas, _draw):
    return atlas.centroids.get(atlas.country_T[town])


WAYS = {
    "swap": swap,
    "sign": sign,
    "province": other_province,
    "country": other_country,
    "jitter": jitter,
    "centroid": centroid,
}


def moved_km(corruption, latlng_N2):
    return haversine_km(corruption.latlng_N2, latlng_N2)
