"""How long the head takes to learn 2,000 cells from 100,000 embeddings of 768 numbers."""

import time
from collections.abc import Iterator

import numpy as np

from predictor.config import Head, Labels
from predictor.geodesy import from_unit_vector
from predictor.nn.examples import Examples
from predictor.nn.train import HeadWeights, fit_head
from tests.bench.figure import Figure

CELLS = 2_000
TRAIN = 100_000
TUNE = 10_000
DIMENSION = 768
NOISE = 6.0  # of an embedding beside its cell's: about half of all photos can be told


def run() -> Iterator[Figure]:
    draw = np.random.default_rng(1)
    centroids = np.array([from_unit_vector(each) for each in draw.normal(size=(CELLS, 3))])
    looks = draw.normal(size=(CELLS, DIMENSION)).astype(np.float32)
    train, tune = (photos(draw, centroids, looks, count) for count in (TRAIN, TUNE))
    start = time.perf_counter()
    weights = fit_head(train, tune, centroids, labels=Labels(), head=Head(patience=3))
    yield Figure("head.train_s", round(time.perf_counter() - start, 1), "s", TRAIN, "< 60")
    yield Figure("head.epochs", len(weights.history), "", TRAIN, "")
    yield Figure("head.own_cell_share", own_cell_share(weights, tune), "", TUNE, "")


def photos(
    draw: np.random.Generator, centroids: np.ndarray, looks: np.ndarray, count: int
) -> Examples:
    """Cells of unequal popularity, positions within a degree of the centroid."""
    own = np.minimum(draw.exponential(CELLS / 4, count), CELLS - 1).astype(np.int64)
    latlng = np.clip(centroids[own] + draw.normal(0, 0.3, (count, 2)), [-90, -180], [90, 180])
    embeddings = looks[own] + noise(draw, count)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    return Examples(embeddings, latlng, own)


def noise(draw: np.random.Generator, count: int) -> np.ndarray:
    return NOISE * draw.standard_normal((count, DIMENSION), np.float32)


def own_cell_share(weights: HeadWeights, tune: Examples) -> float:
    import torch

    with torch.inference_mode():
        logits = weights.heads()(torch.from_numpy(tune.embeddings_ND))["cells"]
    return round(float((logits.argmax(1).numpy() == tune.own_cell_N).mean()), 3)
