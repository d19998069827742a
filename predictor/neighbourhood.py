"""Does a photo lie where photos of another split do? Then one of them gives the other away."""

from django.db import connection

from predictor.models import Photo
from predictor.splits import NEAR_KM
from predictor.sql import load


def is_near_other_splits(photo: Photo) -> bool:
    with connection.cursor() as cursor:
        values = {"photo": photo.pk, "distance_m": NEAR_KM * 1000}
        cursor.execute(load("is_near_other_splits"), values)
        (found,) = cursor.fetchone()
    return bool(found)
