"""One accepted correction, from the second opinion until references and board have followed.

A photo moves among 100,000 references; a photo in play moves under the board of a young site
and of a busy one.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import QuerySet

from geoweb.domain.board import refresh
from geoweb.domain.desk.claims import claim
from geoweb.domain.desk.following import follow
from geoweb.domain.desk.proposing import Said, propose
from geoweb.enums import Verdict
from geoweb.models import Result, User
from predictor.geodesy import LatLng
from predictor.models import Photo, Reference
from tests.bench import bench_board, bench_refine
from tests.bench.figure import Figure

REFERENCES = 100_000
# Players, photos in play, games each: a fiftieth of the photos of a young site are corrected.
YOUNG, BUSY = (1000, 1000, 1), (4000, 4000, 5)
CORRECTIONS = 9


@dataclass(frozen=True)
class Taken:
    """Medians in seconds: until the label was committed, until all had followed; rows about."""

    accepted_s: float
    followed_s: float
    rows: int


def run() -> Iterator[Figure]:
    """In transactions that are rolled back: nothing of it stays."""
    logging.disable(logging.INFO)
    swept()
    young, busy, moved = board(*YOUNG), board(*BUSY), references()
    yield Figure("label.accept_s", young.accepted_s, "s", CORRECTIONS, "")
    yield Figure("label.effect_references_s", moved.followed_s, "s", moved.rows, "")
    yield Figure("label.effect_board_s", young.followed_s, "s", young.rows, "")
    yield Figure("label.effect_busy_board_s", busy.followed_s, "s", busy.rows, "")
    slower = max(moved.followed_s, young.followed_s)
    yield Figure("label.effect_s", slower, "s", CORRECTIONS, "<= 1")


def swept() -> None:
    """What was taken back still fills pages, and a planner who does not know it plans for none."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def references() -> Taken:
    with transaction.atomic():
        world, _ = bench_refine.make_world(REFERENCES)
        Photo.objects.filter(dataset="bench-refine").update(file="bench.jpg")
        refresh(full=True)
        some = world.photo_ids_N[:: len(world.photo_ids_N) // CORRECTIONS].tolist()
        found = measured(Photo.objects.filter(pk__in=some), Reference.objects.count())
        transaction.set_rollback(True)
    swept()
    return found


def board(players: int, photos: int, games_each: int) -> Taken:
    bench_board.PLAYERS, bench_board.PHOTOS, bench_board.GAMES_EACH = players, photos, games_each
    with transaction.atomic():
        bench_board.add_league()
        refresh(full=True)
        played = Photo.objects.filter(results__guess__isnull=False).distinct()
        found = measured(played, Result.objects.filter(guess__isnull=False).count())
        transaction.set_rollback(True)
    swept()
    return found


def measured(photos: QuerySet[Photo], rows: int) -> Taken:
    first, second = (User.objects.create(username=f"bench desk {n}") for n in range(2))
    draw = np.random.default_rng(1)
    times: list[tuple[float, float]] = []
    for photo in photos.order_by("pk")[: CORRECTIONS + 1]:
        place = LatLng(float(draw.uniform(-50, 60)), float(draw.uniform(-170, 170)))
        said = Said(Verdict.PLACE, place)
        claim(photo, first)
        propose(photo, first, said)
        claim(photo, second)
        times.append(timed(photo, second, said))
    accepted, followed = np.median(np.array(times[1:]), axis=0).round(3).tolist()  # one to warm up
    return Taken(accepted, followed, rows)


def timed(photo: Photo, annotator: User, said: Any) -> tuple[float, float]:
    start = time.perf_counter()
    propose(photo, annotator, said)
    connection.check_constraints()  # what a commit would wait for
    accepted = time.perf_counter() - start
    assert follow() == 1
    return accepted, time.perf_counter() - start
