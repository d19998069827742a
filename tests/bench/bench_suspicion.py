"""How well wrong labels are found on a planet where 5 % were made wrong in six ways, beside two
obvious baselines; how long a hundred thousand photos take; what cleaning by the score regains."""

import time
from collections.abc import Iterator

import numpy as np

from predictor.geodesy import from_unit_vector, haversine_km
from predictor.labelled_rows import land
from predictor.suspicion.folds import folds_of
from predictor.suspicion.hypotheses import hypotheses_of
from predictor.suspicion.judging import judge_all
from predictor.suspicion.labelled import Ground, without_side_facts
from predictor.suspicion.reasons import reasons_of
from tests.bench.closing_loop import loop
from tests.bench.figure import Figure
from tests.bench.ranking import aurocs
from tests.bench.suspicion_world import Planet, atlas, ground, planet
from tests.predictor.suspicion.corrupting import KINDS, corrupted, moved_km

FIRST = 0.05
RANGES = {"1000km": (1000.0, np.inf, ">= 0.97"), "100_1000km": (100.0, 1000.0, ">= 0.85")}
MANY, MANY_WIDE, MANY_CELLS = 100_000, 512, 400
WORTH = 0.02


def run() -> Iterator[Figure]:
    world, towns, on_land = planet(), atlas(), land()
    yield from found_alone(world, towns, on_land, "suspicion", units_N=None)
    # Harder, and without an aim: all photos of a drive are wrong together.
    yield from found_alone(world, towns, on_land, "suspicion.drives", units_N=world.drive_N)
    yield from loop(world, towns, on_land)
    yield seconds(on_land)


def found_alone(world: Planet, towns, on_land, prefix, units_N) -> Iterator[Figure]:
    corruption = corrupted(world.latlng_N2, towns, units_N=units_N)
    labelled = world.labelled(corruption.latlng_N2)
    judged, _ = judge_all(labelled, ground(corruption.latlng_N2), on_land)
    scores = {"": judged.score_M} | baselines(judged)
    km_N, is_wrong_N = moved_km(corruption, world.latlng_N2), corruption.is_wrong()
    for name, (low, high, aim) in RANGES.items():
        rows = ~is_wrong_N | (km_N >= low) & (km_N < high)
        wanted = aim if units_N is None else ""
        yield from ranked(f"{prefix}.%sauroc_{name}", scores, is_wrong_N, rows, world, wanted)
    first_N = np.argsort(-judged.score_M)[: round(FIRST * len(is_wrong_N))]
    for kind in KINDS if units_N is None else ():
        rows = ~is_wrong_N | (corruption.kind_N == kind)
        yield from ranked(f"{prefix}.%sauroc_{kind}", scores, is_wrong_N, rows, world, "")
        of_kind = corruption.kind_N == kind
        share = of_kind[first_N].sum() / of_kind.sum()
        yield Figure(f"{prefix}.found_5pct_{kind}", round(share, 3), "", int(of_kind.sum()), "")
    for name, score_N in scores.items():
        precision = is_wrong_N[np.argsort(-score_N)[: len(first_N)]].mean()
        yield Figure(f"{prefix}.{name}precision_5pct", round(precision, 3), "", len(first_N), "")
    said = judged.score_M.sum() / len(is_wrong_N)
    yield Figure(f"{prefix}.expected_share", round(said, 4), "", len(is_wrong_N), "0.05 is true")


def ranked(  # noqa: PLR0917
    pattern, scores, is_wrong_N, rows, world, aim
) -> Iterator[Figure]:
    some = {name: score_N[rows] for name, score_N in scores.items()}
    estimates = aurocs(some, is_wrong_N[rows], world.drive_N[rows])
    count = int(is_wrong_N[rows].sum())
    for name, estimate in estimates.items():
        wanted = aim if name == "" else "low > 0" if name == "lead" and aim else ""
        title = pattern % (name + "_" if name == "lead" else name)
        yield Figure(title, round(estimate.value, 4), "", count, wanted)
        yield Figure(f"{title}.low", round(estimate.low, 4), "", count, "")
        yield Figure(f"{title}.high", round(estimate.high, 4), "", count, "")


def baselines(judged):
    """Out of fold like the score, each by itself."""
    judge = judged.judge
    label_N2, expected = judge.labelled.latlng_N2, judge.expected
    locator_km_N = haversine_km(label_N2, judge.ground.cells_C2[expected.answer_N])
    near_km_NK = haversine_km(label_N2[:, None], label_N2[expected.near_NK])
    return {"locator_": locator_km_N, "neighbours_": np.median(near_km_NK, axis=1)}


def seconds(on_land) -> Figure:
    """Judged, with reasons and pins of all that is doubted; rows of the database are not in it."""
    labelled, about = many()
    began = time.perf_counter()
    judged, _ = judge_all(labelled, about, on_land)
    doubted = np.flatnonzero(judged.score_M >= WORTH)
    reasons_of(judged, doubted)
    hypotheses_of(judged.judge, judged.rows_M[doubted])
    took_s = time.perf_counter() - began
    return Figure("suspicion.seconds_100k", round(took_s, 1), "s", MANY, "")


def many():
    """Places around centres, drives of four, embeddings that half betray the cell."""
    draw = np.random.default_rng(1)
    centres = np.array([from_unit_vector(each) for each in draw.normal(size=(MANY_CELLS, 3))])
    looks = draw.standard_normal((MANY_CELLS, MANY_WIDE), np.float32)
    drive_N = np.arange(MANY) // 4
    cell_N = draw.integers(0, MANY_CELLS, drive_N.max() + 1)[drive_N]
    latlng_N2 = np.clip(centres[cell_N] + draw.normal(0, 0.5, (MANY, 2)), [-90, -180], [90, 180])
    embeddings_ND = looks[cell_N] + 6.0 * draw.standard_normal((MANY, MANY_WIDE), np.float32)
    embeddings_ND /= np.linalg.norm(embeddings_ND, axis=1, keepdims=True)
    fold_N = folds_of([str(drive) for drive in drive_N])
    labelled = without_side_facts(embeddings_ND, latlng_N2, drive_N, fold_N, drive_N)
    return labelled, Ground(centres, ground(latlng_N2[:5000]).middles_R2)
