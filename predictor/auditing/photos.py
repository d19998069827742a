"""The photos of an audit as columns; hashes that are missing are made first."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from predictor import sql
from predictor.auditing.hamming import Hashes
from predictor.geodesy import Floats
from predictor.models import Photo
from predictor.perceptual import Thumbnail, perceptual_hash, thumbnail
from predictor.resampling import Ints

READERS: Final = 4  # decoding lets go of the interpreter's lock
BATCH: Final = 512
UNREADABLE: Final = (OSError, ValueError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Columns:
    """One row a photo, in the order of their ids."""

    ids_N: Ints
    split_N: np.ndarray[Any, np.dtype[np.str_]]
    latlng_N2: Floats
    hash_N: Hashes  # 0: none, or of a bare surface
    files: tuple[str, ...]

    def rows_of(self, split: str) -> Ints:
        return np.flatnonzero(self.split_N == split)


def names_or_all(datasets: Sequence[str]) -> dict[str, list[str] | None]:
    return {"datasets": list(datasets) or None}


def read_columns(datasets: Sequence[str]) -> Columns:
    with connection.cursor() as cursor:
        cursor.execute(sql.load("photos_to_audit"), names_or_all(datasets))
        rows = cursor.fetchall()
    ids, splits, lats, lngs, hashes, files = zip(*rows, strict=True) if rows else [()] * 6
    return Columns(
        np.array(ids, dtype=np.int64),
        np.array(splits, dtype=np.str_),
        np.stack([np.array(lats, dtype=np.float64), np.array(lngs, dtype=np.float64)], axis=1),
        np.array(hashes, dtype=np.int64).astype(np.uint64),
        tuple(files),
    )


def stored_thumbnail(name: str) -> Thumbnail | None:
    """None for a file that is gone or no picture."""
    try:
        with default_storage.open(name) as file:
            return thumbnail(file.read())
    except UNREADABLE:
        return None


def unhashed(datasets: Sequence[str]) -> list[tuple[int, str]]:
    photos = Photo.objects.filter(split__isnull=False, perceptual_hash=None).exclude(file="")
    photos = photos.filter(dataset__in=datasets) if datasets else photos
    return list(photos.order_by("id").values_list("id", "file"))


def fill_hashes(missing: Sequence[tuple[int, str]], on_progress: Callable[[int], object]) -> int:
    """How many of them got one; a file that cannot be read is left for the next audit."""
    filled = 0
    with ThreadPoolExecutor(READERS) as readers:
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            small = readers.map(stored_thumbnail, [name for _, name in batch])
            filled += save_hashes([photo_id for photo_id, _ in batch], list(small))
            on_progress(len(batch))
    return filled


def save_hashes(ids: Sequence[int], small: Sequence[Thumbnail | None]) -> int:
    pairs = zip(ids, small, strict=True)
    found = {photo_id: perceptual_hash(each) for photo_id, each in pairs if each is not None}
    with connection.cursor() as cursor:
        parameters = {"ids": list(found), "hashes": list(found.values())}
        cursor.execute(sql.load("save_perceptual_hashes"), parameters)
    return len(found)
