"""Corrupt, clean by the order of suspicion with annotators who err, fit again: what is regained.

`desk` is the seam: simulated annotators here, those of the label desk's API when it is given.
"""

from collections.abc import Iterator

import numpy as np

from predictor.config import Head, Labels
from predictor.geodesy import LatLng, destination, haversine_km
from predictor.scoring import SCORE_DECAY_KM, SCORE_MAX
from predictor.suspicion.discriminant import nearest_cells
from predictor.suspicion.judging import judge_all
from tests.bench.figure import Figure
from tests.bench.suspicion_world import ground
from tests.predictor.suspicion.corrupting import corrupted, some_town

ERRS = 0.05
AGREE_KM = 25.0
QUEUE = 0.10  # of the set is looked at, most suspicious first
SHARES = (0.05, 0.30)  # of labels made wrong: what the issue says, and what can be measured well
SEEDS = (1, 2, 3)


def loop(world, towns, on_land) -> Iterator[Figure]:
    for share in SHARES:
        rounds = [once(world, towns, on_land, share, seed) for seed in SEEDS]
        clean, corrupt, cleaned = np.mean(rounds, axis=0)
        cost = clean - corrupt
        name = "loop" if share == SHARES[0] else f"loop_{round(100 * share)}pct"
        aim = ">= 0.8" if share == SHARES[0] else ""
        yield Figure(f"{name}.clean_points", round(clean, 1), "points", len(SEEDS), "")
        yield Figure(f"{name}.corrupt_points", round(corrupt, 1), "points", len(SEEDS), "")
        yield Figure(f"{name}.cleaned_points", round(cleaned, 1), "points", len(SEEDS), "")
        yield Figure(f"{name}.regained", round((cleaned - corrupt) / cost, 3), "", len(SEEDS), aim)


def once(world, towns, on_land, share, seed):
    """Mean points on the test photos, whose labels are true, of the three fits."""
    corruption = corrupted(world.latlng_N2, towns, share=share, seed=seed)
    about = ground(corruption.latlng_N2)
    judged, _ = judge_all(world.labelled(corruption.latlng_N2), about, on_land)
    most = max(QUEUE, 2 * share)
    queue = np.argsort(-judged.score_M)[: round(most * len(judged.score_M))]
    cleaned = desk(queue, corruption.latlng_N2, world.latlng_N2, towns, np.random.default_rng(seed))
    return [
        points(world, latlng_N2, about.cells_C2, seed)
        for latlng_N2 in (world.latlng_N2, corruption.latlng_N2, cleaned)
    ]


def desk(queue, label_N2, truth_N2, towns, draw):
    """Two look at each photo and a third where they disagree; each is elsewhere once in twenty."""
    cleaned = label_N2.copy()
    for row in queue:
        first, second, third = (said(truth_N2[row], towns, draw) for _ in range(3))
        agree = float(haversine_km(first, second)) <= AGREE_KM
        cleaned[row] = first if agree else third
    return cleaned


def said(truth, towns, draw):
    if draw.random() < ERRS:
        return np.array(some_town(towns, np.ones(len(towns.country_T), bool), draw))
    return np.array(destination(LatLng(*truth.tolist()), draw.uniform(0, 360), draw.uniform(0, 5)))


def points(world, latlng_N2, cells_C2, seed):
    """The head of a locator over these labels, asked about the test photos."""
    import torch

    from predictor.nn.examples import Examples
    from predictor.nn.train import fit_head

    def lesson(split):
        rows = world.split_N == split
        own = nearest_cells(latlng_N2[rows], cells_C2)
        return Examples(world.embeddings_ND[rows], latlng_N2[rows], own)

    weights = fit_head(
        lesson("train"), lesson("tune"), cells_C2, labels=Labels(), head=Head(epochs=30), seed=seed
    )
    test = world.split_N == "test"
    with torch.inference_mode():
        logits = weights.heads()(torch.from_numpy(world.embeddings_ND[test]))["cells"]
    km_N = haversine_km(world.latlng_N2[test], cells_C2[logits.argmax(1).numpy()])
    return float((SCORE_MAX * np.exp(-km_N / SCORE_DECAY_KM)).mean())
