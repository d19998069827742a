"""K-means on the sphere: Lloyd's rounds over unit vectors, cells are the regions of the centres."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from predictor.cells.areas import AdminArea
from predictor.cells.partition import Partition, as_multi
from predictor.cells.population import populated
from predictor.cells.voronoi import cut, sphere_borders
from predictor.config import Cells
from predictor.geodesy import Floats, unit_vectors

ROUNDS: Final = 100
WORLD: Final = shapely.box(-180.0, -90.0, 180.0, 90.0)


def make(latlng_N2: Floats, areas: Sequence[AdminArea], config: Cells, seed: int) -> Partition:
    """As many cells as the recipe says, or distinct positions there are; they cover the sphere."""
    del areas
    centres = lloyd(unit_vectors(latlng_N2), config.count, np.random.default_rng(seed))
    shapes = regions(centres)
    return populated(shapes, [""] * len(shapes), latlng_N2)


def regions(centres_C3: Floats) -> list[shapely.MultiPolygon]:
    if len(centres_C3) == 1:
        return [as_multi(WORLD)]
    tree = cKDTree(centres_C3)

    def label_of(points: Floats) -> NDArray[np.int64]:
        return np.asarray(tree.query(unit_vectors(points))[1], dtype=np.int64)

    return list(cut(WORLD, sphere_borders(centres_C3), label_of, len(centres_C3)))


def lloyd(vectors_N3: Floats, count: int, rng: np.random.Generator) -> Floats:
    """A centre that loses all its points stays where it was."""
    centres = spread_out(vectors_N3, count, rng)
    previous = np.full(len(vectors_N3), -1)
    for _ in range(ROUNDS):
        nearest = np.asarray(cKDTree(centres).query(vectors_N3)[1])
        if np.array_equal(nearest, previous):
            break
        previous = nearest
        centres = means(vectors_N3, nearest, centres)
    return centres


def means(vectors_N3: Floats, nearest: NDArray[np.int64], centres: Floats) -> Floats:
    sums = np.zeros_like(centres)
    np.add.at(sums, nearest, vectors_N3)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.where(lengths > 1e-9, sums / np.maximum(lengths, 1e-9), centres)


def spread_out(vectors_N3: Floats, count: int, rng: np.random.Generator) -> Floats:
    """k-means++ (Arthur and Vassilvitskii, 2007): each next centre by its squared distance."""
    chosen = [int(rng.integers(len(vectors_N3)))]
    squares = square_chords(vectors_N3, vectors_N3[chosen[0]])
    while len(chosen) < count and squares.max() > 0:
        chosen.append(int(rng.choice(len(vectors_N3), p=squares / squares.sum())))
        squares = np.minimum(squares, square_chords(vectors_N3, vectors_N3[chosen[-1]]))
    return vectors_N3[chosen].copy()


def square_chords(vectors_N3: Floats, centre: Floats) -> Floats:
    return np.asarray(((vectors_N3 - centre) ** 2).sum(axis=1))
