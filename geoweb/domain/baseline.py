"""A place on land by chance, the same for a photo whenever it is asked for."""

import uuid
from collections.abc import Sequence
from typing import Final

import numpy as np
from django.db import connection

from predictor.geodesy import Floats
from predictor.sql import load

# Less than a third of the globe is land: a photo in 50,000 finds none among so many.
DRAWN: Final = 32


def random_land_points(public_ids: Sequence[uuid.UUID]) -> Floats:
    """By the photo's name alone: nothing of its place is in it. At sea where no map is loaded."""
    drawn = np.array([random_points(each) for each in public_ids]).reshape(-1, 2)
    is_land = on_land(drawn).reshape(-1, DRAWN)
    first = is_land.argmax(axis=1)
    chosen: Floats = drawn.reshape(-1, DRAWN, 2)[np.arange(len(first)), first]
    return chosen


def random_points(public_id: uuid.UUID) -> Floats:
    """Evenly over the sphere: the sine of the latitude is even."""
    sine, lng = np.random.default_rng(public_id.int).random((2, DRAWN))
    return np.stack([np.degrees(np.arcsin(2 * sine - 1)), 360 * lng - 180], axis=1)


def on_land(latlng_N2: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    with connection.cursor() as cursor:
        lats, lngs = latlng_N2[:, 0].tolist(), latlng_N2[:, 1].tolist()
        cursor.execute(load("points_on_land"), {"lats": lats, "lngs": lngs})
        return np.array([row[0] for row in cursor.fetchall()], dtype=bool)
