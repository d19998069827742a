"""Smooth seeded noise on the sphere: random Fourier features of a Gaussian process."""

import math
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike

from predictor.geodesy import EARTH_RADIUS_KM, Floats, unit_vectors

WAVES: Final = 64
# The country's look does not change with the world's seed: a planet has one geography.
GEOGRAPHY_SEED: Final = 20260101


@lru_cache(maxsize=64)
def _waves(name: str, scale_km: float) -> tuple[Floats, Floats]:
    rng = np.random.default_rng((GEOGRAPHY_SEED, crc32(name.encode())))
    frequency_W3 = rng.normal(0.0, EARTH_RADIUS_KM / scale_km, (WAVES, 3))
    return frequency_W3, rng.uniform(0.0, 2 * math.pi, WAVES)


def noise(name: str, scale_km: float, latlng_N2: ArrayLike) -> Floats:
    """Nearly standard normal at each point; correlation exp(-chord^2 / 2 scale^2) between two."""
    frequency_W3, phase_W = _waves(name, scale_km)
    waves = np.cos(unit_vectors(latlng_N2) @ frequency_W3.T + phase_W)
    values: Floats = waves.sum(axis=-1) * math.sqrt(2.0 / WAVES)
    return values


def share(name: str, scale_km: float, latlng_N2: ArrayLike) -> Floats:
    """The same noise spread evenly over [0, 1]."""
    # The logistic curve with this slope stays within 0.01 of the normal distribution function.
    shares: Floats = 1.0 / (1.0 + np.exp(-1.702 * noise(name, scale_km, latlng_N2)))
    return shares
