"""Vector tiles through the whole Django handler, database included, compressed as browsers ask."""

import logging
import random
import time
from collections.abc import Iterator

import numpy as np
from django.db import connection, transaction
from django.test import Client

from predictor.regions import locate_regions
from predictor.tiles import LAYERS
from tests.bench.figure import Figure

ZOOMS = range(9)
TILES_PER_ZOOM = 12
ROUNDS = 3


def run() -> Iterator[Figure]:
    logging.disable(logging.INFO)  # a line a request costs as much as a warm tile
    urls = populated_urls()
    client = Client(headers={"Accept-Encoding": "gzip", "Host": "localhost"})
    cold_ms = [cold_request_ms(client, url) for url in urls for _ in range(ROUNDS)]
    for url in urls:
        client.get(url)
    answers = [timed_get(client, url) for url in urls for _ in range(ROUNDS)]
    warm_ms, sizes = zip(*answers, strict=True)
    yield Figure("tiles.cold_p50_ms", percentile(cold_ms, 50), "ms", len(cold_ms), "")
    yield Figure("tiles.cold_p95_ms", percentile(cold_ms, 95), "ms", len(cold_ms), "<= 60")
    yield Figure("tiles.warm_p50_ms", percentile(warm_ms, 50), "ms", len(warm_ms), "")
    yield Figure("tiles.warm_p95_ms", percentile(warm_ms, 95), "ms", len(warm_ms), "<= 5")
    yield Figure("tiles.largest_kb", max(sizes) / 1000, "kB", len(sizes), "<= 500")


def populated_urls() -> list[str]:
    """The same tiles every time, all of them over land."""
    draw = random.Random(1)
    urls = {
        url_over_land(draw, layer, z)
        for z in ZOOMS
        for layer in LAYERS
        for _ in range(TILES_PER_ZOOM)
    }
    return sorted(urls)


def url_over_land(draw: random.Random, layer: str, z: int) -> str:
    while True:
        x, y = draw.randrange(2**z), draw.randrange(2**z)
        centre = centre_of(x, y, z)
        if z < 3 or locate_regions([centre])[0].inside:
            return f"/tiles/{layer}/{z}/{x}/{y}.mvt"


def centre_of(x: int, y: int, z: int) -> tuple[float, float]:
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * (y + 0.5) / 2**z))))
    return float(lat), (x + 0.5) / 2**z * 360.0 - 180.0


def cold_request_ms(client: Client, url: str) -> float:
    """The tile is forgotten for this one request; the rollback leaves everything as it was."""
    layer, z, x, y = url.removeprefix("/tiles/").removesuffix(".mvt").split("/")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM predictor_tile WHERE layer = %s AND z = %s AND x = %s AND y = %s",
                [layer, int(z), int(x), int(y)],
            )
        duration_ms, _ = timed_get(client, url)
        transaction.set_rollback(True)
    return duration_ms


def timed_get(client: Client, url: str) -> tuple[float, int]:
    start = time.perf_counter()
    response = client.get(url)
    duration_ms = (time.perf_counter() - start) * 1e3
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    return duration_ms, len(response.content)


def percentile(values: object, share: int) -> float:
    return round(float(np.percentile(np.array(values), share)), 2)
