"""Made-up photos whose embedding tells their cell: small enough to learn in a second."""

import numpy as np

from predictor.nn.examples import Examples

CENTROIDS = np.array([(48.0, 2.0), (52.0, 13.0), (-33.0, 151.0), (35.0, 139.0), (0.0, 179.5)])
DIMENSION = 16


def photos(count, seed=1, noise=0.15):
    """Positions within a degree of their cell's centroid; the last cell lies at the antimeridian."""
    draw = np.random.default_rng(seed)
    looks = np.random.default_rng(0).normal(size=(len(CENTROIDS), DIMENSION))
    own = draw.integers(0, len(CENTROIDS), count)
    rows = looks[own] + draw.normal(0, noise, (count, DIMENSION)) * np.linalg.norm(looks[0])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    latlng = CENTROIDS[own] + draw.uniform(-1, 1, (count, 2))
    latlng[:, 1] = (latlng[:, 1] + 180) % 360 - 180
    facts = {
        "drives_on": np.where(own >= 2, 1, 0) * np.where(draw.random(count) < 0.1, -1, 1),
        "population": np.where(draw.random(count) < 0.1, np.nan, 10.0 ** (own + 1)).astype(
            np.float32
        ),
    }
    return Examples(rows.astype(np.float32), latlng, own, facts)
