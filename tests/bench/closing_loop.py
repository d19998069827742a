"""Corrupt, clean by the order of suspicion with annotators who err, fit again: what is regained.

`desk` is the seam: simulated annotators here, those of the label desk's API when it is given.
"""

from collections.abc import Iterator

import numpy as np

from predictor.config import Head, Labels
from predictor.geodesy import LatLng, destination, haversine_km
from predictor.resampling import mean_of, percentile_interval, resample
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
RESAMPLES = 1000


def loop(world, towns, on_land) -> Iterator[Figure]:
    """At 5 % wrong labels a head loses next to nothing, so the share regained is measured at 30 %."""
    test = world.split_N == "test"
    _, group_N = np.unique(world.drive_N[test], return_inverse=True)
    for share in SHARES:
        points_S3N = np.array([once(world, towns, on_land, share, seed) for seed in SEEDS])
        clean_N, corrupt_N, cleaned_N = points_S3N.mean(axis=0)
        suffix = f"_{round(100 * share)}pct"
        for name, values_N in {
            "clean": clean_N, "corrupt": corrupt_N, "cleaned": cleaned_N,
            "cost": clean_N - corrupt_N, "gain": cleaned_N - corrupt_N,
        }.items():  # fmt: skip
            groups = int(group_N.max()) + 1
            mean = mean_of(values_N, group_N, groups)
            drawn = resample({"mean": mean}, group_N, RESAMPLES, 1)["mean"]
            estimate = percentile_interval(float(values_N.mean()), drawn)
            for part, value in zip(("", ".low", ".high"), estimate, strict=True):
                title = f"loop.{name}_points{suffix}{part}"
                yield Figure(title, round(value, 1), "points", len(values_N), "")
        regained = (cleaned_N - corrupt_N).mean() / (clean_N - corrupt_N).mean()
        if share == SHARES[-1]:
            yield Figure("loop.regained", round(regained, 3), "", len(SEEDS), ">= 0.8")


def once(world, towns, on_land, share, seed):
    """Points on each test photo, whose labels are true, of the three fits."""
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
    return SCORE_MAX * np.exp(-km_N / SCORE_DECAY_KM)
