"""The azimuthal equidistant projection: distances from one point are right, up to its antipode."""

import numpy as np

from predictor.geodesy import EARTH_RADIUS_KM, Floats, LatLng, unit_vectors


class Azimuthal:
    def __init__(self, centre: LatLng) -> None:
        lat, lng = np.radians(centre)
        east = [-np.sin(lng), np.cos(lng), 0.0]
        north = [-np.sin(lat) * np.cos(lng), -np.sin(lat) * np.sin(lng), np.cos(lat)]
        self._axes = np.array([east, north, unit_vectors(centre)])

    def to_km(self, latlng_N2: Floats) -> Floats:
        """Kilometres east and north of the centre."""
        east, north, up = self._axes @ unit_vectors(latlng_N2).T
        sine = np.hypot(east, north)
        angle = np.arctan2(sine, up)
        # At the centre the ratio tends to one; the antipode lands anywhere on the rim.
        stretch = np.divide(angle, sine, out=np.ones_like(angle), where=sine > 1e-15)
        return EARTH_RADIUS_KM * np.column_stack([stretch * east, stretch * north])

    def to_lnglat(self, km_N2: Floats) -> Floats:
        angle = np.hypot(km_N2[:, 0], km_N2[:, 1]) / EARTH_RADIUS_KM
        stretch = np.sinc(angle / np.pi) / EARTH_RADIUS_KM
        local = np.column_stack([km_N2 * stretch[:, None], np.cos(angle)])
        return lnglat_of(local @ self._axes)


def lnglat_of(vectors_N3: Floats) -> Floats:
    """Degrees, longitude first, as shapes have them."""
    x, y, z = vectors_N3.T
    radians = [np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))]
    return np.asarray(np.degrees(np.column_stack(radians)))
