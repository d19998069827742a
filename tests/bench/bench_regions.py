"""Which region is this point in: single points, and a column of an import."""

import time
from collections.abc import Iterator

import numpy as np

from predictor.geodesy import LatLng
from predictor.models import Place
from predictor.regions import locate_region, locate_regions, nearest_place, nearest_places
from tests.bench.figure import Figure

SINGLES = 400
BATCH = 20_000
SPREAD_DEG = 0.1


def run() -> Iterator[Figure]:
    points = points_near_places()
    warm_up = points[:20]
    locate_regions(warm_up)
    single_ms = sorted(timed_ms(locate_region, point) for point in points[:SINGLES])
    place_ms = sorted(timed_ms(nearest_place, point) for point in points[:SINGLES])
    yield Figure("regions.p50_ms", percentile(single_ms, 50), "ms", SINGLES, "")
    yield Figure("regions.p95_ms", percentile(single_ms, 95), "ms", SINGLES, "<= 2")
    yield Figure("regions.place_p95_ms", percentile(place_ms, 95), "ms", SINGLES, "<= 2")
    yield Figure("regions.batch_per_s", per_second(locate_regions, points), "1/s", BATCH, ">= 5000")
    yield Figure("regions.place_batch_per_s", per_second(nearest_places, points), "1/s", BATCH, "")


def points_near_places() -> np.ndarray:
    """Where photos are: around towns and villages, some of them off the coast."""
    places = Place.objects.order_by("geoname_id").values_list("point", flat=True)
    towns = np.array([(point.y, point.x) for point in places[:: max(1, len(places) // 5000)]])
    draw = np.random.default_rng(1)
    points = towns[draw.integers(0, len(towns), BATCH)] + draw.normal(0, SPREAD_DEG, (BATCH, 2))
    return np.clip(points, [-90.0, -180.0], [90.0, 180.0])


def timed_ms(find: object, point: np.ndarray) -> float:
    start = time.perf_counter()
    find(LatLng(*point))
    return (time.perf_counter() - start) * 1e3


def per_second(find: object, points: np.ndarray) -> float:
    start = time.perf_counter()
    find(points)
    return round(len(points) / (time.perf_counter() - start), 0)


def percentile(values: list[float], share: int) -> float:
    return round(float(np.percentile(values, share)), 2)
