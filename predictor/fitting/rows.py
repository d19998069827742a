"""The photos a recipe learns from, as arrays in the order of their ids."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import FloatField, Func

from predictor.config import Photos
from predictor.errors import HomingError
from predictor.fitting.content_hash import content_hash
from predictor.geodesy import Floats
from predictor.recipe_photos import photos_of

BATCH = 5000
SEEN = ("train", "tune")  # by a locator while it is fitted


class NoPhotosError(HomingError):
    """Nothing to learn from."""


@dataclass(frozen=True, slots=True)
class PhotoRows:
    ids_N: np.ndarray
    latlng_N2: Floats
    splits_N: np.ndarray
    sequences: tuple[str, ...]
    contents: tuple[str, ...]  # a name for the picture's bytes
    files: tuple[str, ...]  # in the default storage
    facts: tuple[dict[str, Any], ...]

    def __len__(self) -> int:
        return len(self.ids_N)

    def take(self, index_M: np.ndarray) -> "PhotoRows":
        def pick(values: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(values[int(each)] for each in index_M)

        return PhotoRows(
            self.ids_N[index_M],
            self.latlng_N2[index_M],
            self.splits_N[index_M],
            pick(self.sequences),
            pick(self.contents),
            pick(self.files),
            pick(self.facts),
        )

    def of(self, split: str) -> "PhotoRows":
        return self.take(np.flatnonzero(self.splits_N == split))

    def fingerprint(self) -> str:
        return content_hash(
            self.latlng_N2, self.contents, list(self.splits_N), self.sequences, self.facts
        )


def read_rows(photos: Photos, splits: tuple[str, ...] = SEEN) -> PhotoRows:
    """Without being asked, no test photos: no locator may see them."""
    found = list(
        photos_of(photos, splits)
        .order_by("id")
        .annotate(lat=_axis("ST_Y"), lng=_axis("ST_X"))
        .values_list("id", "lat", "lng", "split", "sequence", "dataset", "sha256", "file", "facts")
        .iterator(BATCH)
    )
    if not any(split == "train" for *_, split, _, _, _, _, _ in found):
        raise NoPhotosError(_nothing(photos))
    ids, lat, lng, splits, sequences, datasets, contents, files, facts = zip(*found, strict=True)
    return PhotoRows(
        np.array(ids),
        np.column_stack([lat, lng]).astype(np.float64),
        np.array(splits),
        # Drives are numbered inside their dataset.
        tuple(f"{d}/{s}" if s else "" for d, s in zip(datasets, sequences, strict=True)),
        tuple(sha or name for sha, name in zip(contents, files, strict=True)),
        files,
        facts,
    )


def _axis(function: str) -> Func:
    return Func("point", function=function, output_field=FloatField())


def _nothing(photos: Photos) -> str:
    where = ", ".join(photos.datasets) or "any dataset"
    return (
        f"No train photos with a place and a file in {where}. Run make_planet or import_photos, "
        "or name other photos.datasets in the recipe."
    )
