"""The photos that pretraining learns from and is measured on, with what their captions say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from django.db.models import F

from predictor.cells.kmeans import lloyd
from predictor.config import Photos, Pretrain
from predictor.fitting.rows import PhotoRows, read_rows
from predictor.fitting.side_facts import class_tasks, side_facts
from predictor.geodesy import Floats, from_unit_vector, unit_vectors
from predictor.models import Photo
from predictor.nn.captions import Known
from predictor.nn.examples import Examples, SideTask

BATCH: Final = 5000
# Beside the cells, which count one. Chosen by what the embedding must tell, never tuned.
FACT_WEIGHTS: Final = {
    "country": 1.0,
    "language": 0.3,
    "climate": 0.3,
    "drives_on": 0.5,
    "season": 0.1,
}


@dataclass(frozen=True, slots=True)
class Captioned:
    rows: PhotoRows
    known: tuple[Known, ...]

    def of(self, split: str) -> "Captioned":
        return self._take(np.flatnonzero(self.rows.splits_N == split))

    def named(self) -> "Captioned":
        """Those whose country is known: others cannot be right or wrong about it."""
        return self._take(np.flatnonzero([bool(each.country) for each in self.known]))

    @property
    def countries(self) -> list[str]:
        return [known.country for known in self.known]

    def _take(self, index_M: np.ndarray) -> "Captioned":
        return Captioned(self.rows.take(index_M), tuple(self.known[each] for each in index_M))


def read_captioned(photos: Photos, splits: Iterable[str]) -> Captioned:
    rows = read_rows(photos, tuple(splits))
    names = dict(_names(rows.ids_N))
    known = (
        replace(names[int(number)], **_facts(facts))
        for number, facts in zip(rows.ids_N, rows.facts, strict=True)
    )
    return Captioned(rows, tuple(known))


def _names(ids_N: np.ndarray) -> Iterator[tuple[int, Known]]:
    found = Photo.objects.annotate(country=F("region__parent__name"), area=F("region__name"))
    for first in range(0, len(ids_N), BATCH):
        part = found.filter(id__in=ids_N[first : first + BATCH].tolist())
        for number, heading, area, country in part.values_list(
            "id", "heading_deg", "area", "country"
        ):
            # A photo may lie in a country that has no provinces.
            named = Known(country or area or "", area or "" if country else "")
            yield number, replace(named, heading_deg=heading)


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    words = {"town": "place", "climate": "climate", "drives_on": "drives_on", "season": "season"}
    return {part: str(facts.get(fact) or "") for part, fact in words.items()}


def side_tasks_of(captioned: Captioned, config: Pretrain) -> tuple[SideTask, ...]:
    return class_tasks(FACT_WEIGHTS, captioned.rows) if config.cells else ()


def examples_of(captioned: Captioned, tasks: tuple[SideTask, ...]) -> Examples:
    rows = captioned.rows
    nowhere = np.zeros(len(rows), dtype=np.int64)
    nothing = np.zeros((0, 0), dtype=np.float32)
    return Examples(nothing, rows.latlng_N2, nowhere, side_facts(rows, tasks))


def centroids(latlng_N2: Floats, count: int, seed: int) -> Floats:
    """Middles of k-means cells, (C, 2); one when cells are not wanted."""
    count = max(1, min(count, len(latlng_N2)))
    centres_C3 = lloyd(unit_vectors(latlng_N2), count, np.random.default_rng(seed))
    return np.array([from_unit_vector(centre) for centre in centres_C3])
