"""Does a picture show what a test photo shows? Scaled or encoded again it is still the same."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from predictor import sql
from predictor.auditing.duplicates import NEAR_BITS
from predictor.auditing.photos import stored_thumbnail
from predictor.perceptual import Thumbnail, look_alike, perceptual_hash


def like_test_photos(thumbnails: Sequence[Thumbnail]) -> list[bool]:
    """For each, in their order; near hashes are candidates, the detail decides."""
    found = [False] * len(thumbnails)
    hashes = [perceptual_hash(small) for small in thumbnails]
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"hashes": hashes, "near_bits": NEAR_BITS}
        cursor.execute(sql.load("alike_test_photos"), values)
        candidates = cursor.fetchall()
    for number, file in candidates:
        row = number - 1
        other = None if found[row] else stored_thumbnail(file)
        found[row] = found[row] or (other is not None and look_alike(thumbnails[row], other))
    return found
