"""One accepted correction, from the second opinion until references and board have followed.

A photo moves among 100,000 references; a photo in play moves under a board of 100,000 guesses.
"""

import logging
import time
from collections.abc import Iterator

import numpy as np
from django.contrib.auth.models import Group
from django.db import connection, transaction

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
PLAYERS, PHOTOS, GAMES_EACH = 4000, 4000, 5
CORRECTIONS = 9


def run() -> Iterator[Figure]:
    """In one transaction that is rolled back: nothing of it stays."""
    logging.disable(logging.INFO)
    with transaction.atomic():
        world, _ = bench_refine.make_world(REFERENCES)
        Photo.objects.filter(dataset="bench-refine").update(file="bench.jpg")
        add_league()
        first, second = annotators()
        kinds = {
            "references": Photo.objects.filter(
                pk__in=world.photo_ids_N[:: len(world.photo_ids_N) // 50]
            ),
            "board": Photo.objects.filter(results__isnull=False).distinct(),
        }
        found = {name: measured(photos, first, second) for name, photos in kinds.items()}
        guesses = Result.objects.filter(guess__isnull=False).count()
        references = Reference.objects.count()
        transaction.set_rollback(True)
    bench_refine.vacuum()
    sizes = {"references": references, "board": guesses}
    for name, steps in found.items():
        for step, seconds in steps.items():
            yield Figure(f"label.{name}_{step}_s", seconds, "s", sizes[name], "")
    slower = max(steps["effect"] for steps in found.values())
    yield Figure("label.effect_s", slower, "s", CORRECTIONS, "<= 1")


def add_league() -> None:
    bench_board.PLAYERS, bench_board.PHOTOS, bench_board.GAMES_EACH = PLAYERS, PHOTOS, GAMES_EACH
    bench_board.add_league()
    refresh(full=True)


def annotators() -> list[User]:
    group, _ = Group.objects.get_or_create(name="annotators")
    users = [User.objects.create(username=f"bench desk {n}") for n in range(2)]
    for user in users:
        user.groups.add(group)
    return users


def measured(photos: object, first: User, second: User) -> dict[str, float]:
    """Medians: until the label is committed, and until all have followed."""
    accepted, followed = [], []
    draw = np.random.default_rng(1)
    for photo in photos.order_by("pk")[:CORRECTIONS]:  # type: ignore[attr-defined]
        place = LatLng(float(draw.uniform(-50, 60)), float(draw.uniform(-170, 170)))
        said = Said(Verdict.PLACE, place)
        claim(photo, first)
        propose(photo, first, said)
        claim(photo, second)
        start = time.perf_counter()
        propose(photo, second, said)
        connection.check_constraints()  # what a commit would wait for
        accepted.append(time.perf_counter() - start)
        assert follow() == 1
        followed.append(time.perf_counter() - start)
    return {"accept": median(accepted), "effect": median(followed)}


def median(values: list[float]) -> float:
    return round(float(np.median(values)), 3)
