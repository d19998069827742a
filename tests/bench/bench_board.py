"""The board with a million guesses of 20,000 players: a page of it, and working it out anew."""

import logging
import random
import time
from collections.abc import Iterator

import numpy as np
from django.db import connection, transaction
from django.test import Client

from geoweb.domain.board import refresh
from geoweb.models import Result, Scope, StaleResult, User
from predictor.models import CellSet, Locator
from tests.bench.figure import Figure
from tests.bench.league_sql import GAMES, LEAGUE

PLAYERS, GAMES_EACH, PHOTOS, DAYS = 20_000, 10, 20_000, 100
MORE_GAMES = 100
PAGES = 200


def run() -> Iterator[Figure]:
    """In one transaction that is rolled back: nothing of it stays."""
    logging.disable(logging.INFO)
    with transaction.atomic():
        add_league()
        guesses = Result.objects.count()
        full_s = timed(lambda: refresh(full=True))
        add_games(start=PLAYERS * GAMES_EACH, count=MORE_GAMES)
        more_s = timed(refresh)
        found_ms = pages_ms()
        transaction.set_rollback(True)
    yield Figure("board.page_p50_ms", percentile(found_ms, 50), "ms", PAGES, "")
    yield Figure("board.page_p95_ms", percentile(found_ms, 95), "ms", PAGES, "<= 50")
    yield Figure("board.refresh_s", more_s, "s", MORE_GAMES, "")
    yield Figure("board.refresh_full_s", full_s, "s", guesses, "")


def add_league() -> None:
    for name in ("bench one", "bench two"):
        cells = CellSet.objects.create(recipe=name, hash=name.ljust(64, "0"))
        Locator.objects.create(
            name=name, version=1, state=Locator.State.PUBLISHED, cell_set=cells, content_hash=name
        )
    with connection.cursor() as cursor:
        for statement in LEAGUE:
            cursor.execute(statement, {"players": PLAYERS, "photos": PHOTOS})
    add_games(start=0, count=PLAYERS * GAMES_EACH)
    StaleResult.objects.all().delete()  # over a hundred days the board would have seen to them
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def add_games(*, start: int, count: int) -> None:
    """Five rounds each; the first ones spread over a hundred days, more of them today."""
    values = {"start": start, "count": count, "players": PLAYERS, "photos": PHOTOS, "days": DAYS}
    with connection.cursor() as cursor:
        for statement in GAMES:
            cursor.execute(statement, values)


def pages_ms() -> list[float]:
    """Of a player who is logged in, among all scopes and the first twenty pages."""
    draw = random.Random(1)
    codes = list(Scope.objects.order_by("code").values_list("code", flat=True))
    client = Client(headers={"Host": "localhost"})
    client.force_login(User.objects.get(username="bench 77"))
    addresses = [f"/board/?scope={draw.choice(codes)}" for _ in range(PAGES // 2)]
    addresses += [f"/board/?page={draw.randint(1, 20)}" for _ in range(PAGES // 2)]
    client.get("/board/")
    return [timed(lambda url=url: answered(client, url)) * 1e3 for url in addresses]


def answered(client: Client, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"


def timed(act: object) -> float:
    start = time.perf_counter()
    act()  # type: ignore[operator]
    return round(time.perf_counter() - start, 3)


def percentile(values: list[float], share: int) -> float:
    return round(float(np.percentile(np.array(values), share)), 2)
