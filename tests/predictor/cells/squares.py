"""Square countries on an empty ocean, and photos thrown into them."""

import numpy as np
import shapely

from predictor.cells import AdminArea


def square(west, south, size=1.0):
    return shapely.box(west, south, west + size, south + size)


def area(code, west, south, *, country="AA", parent="", size=1.0):
    return AdminArea(code, parent or country, country, square(west, south, size))


def around(lat, lng, count, spread_deg=0.05, seed=1):
    rng = np.random.default_rng(seed)
    return np.array([lat, lng]) + rng.normal(0, spread_deg, (count, 2))


def anywhere(count, seed=1):
    """Even over the sphere."""
    rng = np.random.default_rng(seed)
    lat = np.degrees(np.arcsin(rng.uniform(-1, 1, count)))
    return np.column_stack([lat, rng.uniform(-180, 180, count)])


def holders(cells, latlng_N2):
    """How many cells each point lies in: every cell is asked about every point."""
    lat, lng = latlng_N2.T
    return sum(shapely.intersects_xy(cell.shape, lng, lat).astype(int) for cell in cells)
