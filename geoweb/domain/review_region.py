"""One region of a review: how far off, sent where, people beside the model, what was learned."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from django.db.models import QuerySet

from geoweb.domain.board_rows import rows
from geoweb.domain.review_sets import datasets_of
from geoweb.enums import Aspect, PlayerKind
from geoweb.models import Outcome, Result, Review
from geoweb.rating.paired import Difference, paired_difference
from predictor.geodesy import LatLng
from predictor.metrics import UNANSWERED_KM

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS_A_DECADE: Final = 4
BINS: Final = 19  # below 1 km, then four a decade up to 31,600 km
WORST: Final = 12


@dataclass(frozen=True, slots=True)
class Destination:
    """A region that photos were placed in; no code: at sea, or no answer."""

    region: int | None
    code: str
    name: str
    photos: int
    mean_km: float | None
    middle: LatLng | None
    from_middle: LatLng


@dataclass(frozen=True, slots=True)
class RegionData:
    train: int
    tune: int
    test: int
    references: int
    cells: int
    all_train: int
    all_test: int


@dataclass(frozen=True, slots=True)
class Place:
    """A country or province of a review."""

    review: Review
    aspect: Aspect
    region: int

    @property
    def values(self) -> dict[str, Any]:
        return {
            "locator": self.review.locator_id,
            "datasets": datasets_of(self.review),
            "country": self.region if self.aspect == Aspect.COUNTRY else None,
            "province": self.region if self.aspect == Aspect.PROVINCE else None,
            "min_trust": float(self.review.locator.config.get("photos", {}).get("min_trust", 0.0)),
        }

    def outcomes(self) -> QuerySet[Outcome]:
        values = self.values
        found = Outcome.objects.filter(
            locator=self.review.locator,
            photo__dataset__in=values["datasets"],
            photo__split="test",
            photo__label_trust__gte=values["min_trust"],
            **{f"true_{self.aspect.value}": self.region},
        )
        return found.exclude(photo__file="")


def histogram(place: Place) -> tuple[list[int], list[int]]:
    """Answers and people's guesses in each bin of distance."""
    answers, guesses = [0] * BINS, [0] * BINS
    found = rows("region_histogram", **place.values, farthest_km=UNANSWERED_KM)
    for number, answered, guessed in found:
        answers[number], guesses[number] = answered, guessed
    return answers, guesses


def destinations(place: Place) -> list[Destination]:
    return [
        Destination(
            region, code or "", name or "", photos, mean_km,
            None if lat is None else LatLng(lat, lng), LatLng(true_lat, true_lng),
        )
        for region, code, name, photos, mean_km, lat, lng, true_lat, true_lng
        in rows("region_destinations", **place.values)
    ]  # fmt: skip


def region_data(place: Place) -> RegionData:
    values = place.values
    datasets = place.review.locator.config.get("photos", {}).get("datasets")
    found = rows(
        "region_data",
        region=place.region,
        locator=values["locator"],
        datasets=list(datasets or values["datasets"]),
    )
    return RegionData(*found[0])


def worst(place: Place) -> list[Outcome]:
    found = place.outcomes().filter(distance_km__isnull=False)
    found = found.select_related("photo", "answered_country", "answered_province")
    names = [
        f"answered_{kind}__{name}" for kind in ("country", "province") for name in ("name", "code")
    ]
    kept = ("distance_km", "confidence", "photo__public_id", "photo__dataset", *names)
    return list(found.only(*kept).order_by("-distance_km")[:WORST])


def people_against(place: Place) -> Difference:
    """People minus the model in points, on the photos that both have looked at."""
    theirs = Result.objects.filter(
        player__kind=PlayerKind.HUMAN, photo__in=place.outcomes().values("photo")
    )
    found: Sequence[tuple[int, int, int]] = list(theirs.values_list("score", "player", "photo"))
    own = dict(
        place.outcomes().filter(photo__in={row[2] for row in found}).values_list("photo", "score")
    )
    columns = np.array(found, dtype=np.int64).reshape(-1, 3)
    own_N = np.array([own[photo] for photo in columns[:, 2].tolist()], dtype=np.float64)
    return paired_difference(columns[:, 0] - own_N, columns[:, 1], columns[:, 2])
