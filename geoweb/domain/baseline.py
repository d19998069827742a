"""Where chance points on many photos at once: as `opponents.chance_guess` says, one by one."""

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
from django.db import connection

from geoweb.domain.opponents import CHANCE_SALT
from predictor.evaluation.places import DRAWN_PER_POINT, MOST_ROUNDS
from predictor.geodesy import Floats, from_unit_vector
from predictor.models import Photo, RegionPiece
from predictor.sql import load

Draws = dict[int, np.random.Generator]  # by the number of the photo
NOWHERE: Final = np.nan


def chance_points(photos: Sequence[Photo]) -> Floats:
    """One query a round for all photos that are at sea still; NaN where no land was found."""
    found = np.full((len(photos), 2), NOWHERE)
    if not RegionPiece.objects.exists():
        return found
    draws = {number: generator_of(photo) for number, photo in enumerate(photos)}
    for _ in range(MOST_ROUNDS):
        if not draws:
            break
        for number, point in landed(draws).items():
            found[number] = point
            del draws[number]
    return found


def generator_of(photo: Photo) -> np.random.Generator:
    digest = hashlib.sha256(f"{CHANCE_SALT} {photo.public_id}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def landed(draws: Draws) -> dict[int, Floats]:
    """The first place on land of a few more, by photo."""
    drawn = np.array([some_points(draw) for draw in draws.values()])
    is_land = on_land(drawn.reshape(-1, 2)).reshape(len(draws), DRAWN_PER_POINT)
    return {
        number: points[hits.argmax()]
        for number, points, hits in zip(draws, drawn, is_land, strict=True)
        if hits.any()
    }


def some_points(draw: np.random.Generator) -> list[tuple[float, float]]:
    vectors = draw.normal(size=(DRAWN_PER_POINT, 3))
    return [from_unit_vector(each) for each in vectors]


def on_land(latlng_N2: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    with connection.cursor() as cursor:
        lats, lngs = latlng_N2[:, 0].tolist(), latlng_N2[:, 1].tolist()
        cursor.execute(load("points_on_land"), {"lats": lats, "lngs": lngs})
        return np.array([row[0] for row in cursor.fetchall()], dtype=bool)
