"""Cells of real photo coordinates: 100,000 of them, and a million thrown around those."""

import multiprocessing
import resource
import sys
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from predictor.cells import make_partition
from predictor.config import Cells
from tests.bench.figure import Figure
from tests.predictor.cells.borders import provinces

# A sample of MP-16; it lies beside the checkout and is not committed.
REAL = Path(__file__).parents[3] / "shared/data/coordinates_100k.csv"
MILLION = 1_000_000
MP_16 = 4_700_000
JITTER_DEG = 0.009  # one kilometre
SEMANTIC = Cells()
# The seven partitions of hierarchical geolocation, from 50 images to 25,000.
SEVEN = Cells(method="s2", t_min=(50,) * 7, t_max=(25_000, 10_000, 5_000, 2_000, 1_000, 750, 500))


def run() -> Iterator[Figure]:
    points = real_points()
    of = "" if points is not None else "synthetic_"
    if points is None:
        print(f"{REAL.name} is not at hand: clusters drawn instead", file=sys.stderr)
        points = synthetic_points(100_000)
    million = resampled(points, MILLION)
    yield from measured(f"s2_{of}1m", million, SEVEN, "<= 20")
    few = yield from measured(f"semantic_{of}100k", points, SEMANTIC, "<= 60")
    many = yield from measured(f"semantic_{of}1m", million, SEMANTIC, "")
    growth = np.log(many / few) / np.log(MILLION / len(points))
    estimate = round(many * (MP_16 / MILLION) ** growth)
    yield Figure(f"cells.semantic_{of}4700k_estimate_s", estimate, "s", 2, "")


def measured(
    name: str, points: np.ndarray, config: Cells, aim: str
) -> Generator[Figure, None, float]:
    """Returns the seconds. A process of its own: peak memory is of the whole life of a process."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        seconds, peak_mib, cells = pool.submit(make_cells, points, config).result()
    yield Figure(f"cells.{name}_s", round(seconds, 1), "s", len(points), aim)
    yield Figure(f"cells.{name}_peak_mib", round(peak_mib), "MiB", len(points), "")
    yield Figure(f"cells.{name}_count", cells, "cells", len(points), "")
    return seconds


def make_cells(points: np.ndarray, config: Cells) -> tuple[float, float, int]:
    areas = provinces() if config.method == "semantic" else ()
    start = time.perf_counter()
    partition = make_partition(points, areas, config, 1)
    seconds = time.perf_counter() - start
    peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, peak_kib / 1024, len(partition.cells)


def real_points() -> np.ndarray | None:
    return np.loadtxt(REAL, delimiter=",", skiprows=1) if REAL.exists() else None


def synthetic_points(count: int) -> np.ndarray:
    """Around points inside provinces, a few of which have most of the photos."""
    draw = np.random.default_rng(1)
    inner = np.array([area.shape.representative_point().coords[0][::-1] for area in provinces()])
    fame = draw.pareto(1.0, len(inner))
    towns = inner[draw.choice(len(inner), count, p=fame / fame.sum())]
    return on_the_map(towns + draw.normal(0, 0.3, (count, 2)) * draw.exponential(1, (count, 1)))


def resampled(points: np.ndarray, count: int) -> np.ndarray:
    draw = np.random.default_rng(1)
    chosen = points[draw.integers(0, len(points), count)]
    shrink = np.cos(np.radians(np.clip(chosen[:, 0], -89.0, 89.0)))
    steps = draw.normal(0, JITTER_DEG, (count, 2))
    return on_the_map(chosen + np.column_stack([steps[:, 0], steps[:, 1] / shrink]))


def on_the_map(points: np.ndarray) -> np.ndarray:
    lat = np.clip(points[:, 0], -90.0, 90.0)
    return np.column_stack([lat, (points[:, 1] + 180.0) % 360.0 - 180.0])
