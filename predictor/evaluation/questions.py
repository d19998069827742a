"""The places that are asked about, each with its photos, its truth and its group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from predictor.evaluation.places import counted_regions
from predictor.geodesy import Floats
from predictor.models import Photo
from predictor.models.points import to_latlng
from predictor.resampling import Ints, group_numbers
from predictor.splits import group_of
from predictor.views import places as grouped


@dataclass(frozen=True)
class Questions:
    """One row a place: a photo, or a few of one drive of which the first is the truth."""

    places: tuple[tuple[Photo, ...], ...]
    latlng_N2: Floats
    group_N: Ints  # rows of one group are not independent

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def regions(self) -> Floats:
        """Country and province; NaN where the truth lies in none."""
        return counted_regions(self.latlng_N2)

    @property
    def facts(self) -> list[Mapping[str, Any]]:
        return [place[0].facts for place in self.places]

    @property
    def groups(self) -> int:
        return len(set(self.group_N.tolist()))


def ask(photos: Iterable[Photo], views: int = 1) -> Questions:
    asked = list(photos)
    drives = [f"{each.dataset}/{each.sequence}" if each.sequence else "" for each in asked]
    places = tuple(tuple(asked[row] for row in rows) for rows in grouped(drives, views))
    latlngs = [to_latlng(place[0].point) for place in places if place[0].point is not None]
    latlng_N2 = np.array(latlngs, dtype=np.float64).reshape(-1, 2)
    groups = group_numbers(
        [
            (place[0].dataset, *group_of(place[0].sequence, place[0].author, latlng))
            for place, latlng in zip(places, latlngs, strict=True)
        ]
    )
    return Questions(places, latlng_N2, groups)
