"""Views of the whole set, worked out by the database and kept as data."""

import math
from collections.abc import Sequence
from typing import Any, Final

from geoweb.domain.board_rows import rows
from geoweb.enums import ReviewChart
from geoweb.models import Chart, Review
from predictor.metrics import BINS, RADII_KM
from predictor.models import Photo, Split

MOST_PAIRS: Final = 5000
STEPS: Final = 20  # of curves: every five per cent
TENTHS: Final = 10
RADII: Final = [float(radius) for radius in RADII_KM]


def save_charts(review: Review) -> None:
    """Of the outcomes chosen just now."""
    views = {
        ReviewChart.CONFUSION: rows("review_confusion", most=MOST_PAIRS),
        ReviewChart.CALIBRATION: rows("review_calibration", bins=BINS, radii_km=RADII),
        ReviewChart.COVERAGE: rows("review_coverage", steps=STEPS, radii_km=RADII),
        ReviewChart.BALANCE: balance(review),
        ReviewChart.DRIFT: drift(review),
    }
    Chart.objects.bulk_create(
        Chart(review=review, kind=kind, data=data) for kind, data in views.items()
    )


def balance(review: Review) -> list[dict[str, Any]]:
    """Of the photos it learned from and of those it is measured on."""
    said = review.locator.config.get("photos", {}).get("datasets")
    learned = list(said or Photo.objects.order_by().values_list("dataset", flat=True).distinct())
    measured = [review.dataset] if review.dataset else learned
    return [
        {
            "split": split.value,
            "kind": kind,
            "places": places,
            "photos": photos,
            "gini": gini,
            "curve": curve,
        }
        for split, datasets in ((Split.TRAIN, learned), (Split.TEST, measured))
        for kind, places, photos, gini, curve in rows(
            "review_balance",
            locator=review.locator_id,
            datasets=datasets,
            split=split.value,
            steps=STEPS,
        )
    ]


def drift(review: Review) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, bounds, number, test, uploads in rows("review_drift", locator=review.locator_id):
        empty = {"name": name, "bounds": bounds, "test": [0] * TENTHS, "uploads": [0] * TENTHS}
        measure = found.setdefault(name, empty)
        measure["test"][number], measure["uploads"][number] = test, uploads
    return [each | {"psi": stability(each["test"], each["uploads"])} for each in found.values()]


def stability(expected: Sequence[int], seen: Sequence[int]) -> float | None:
    """Population stability index; half a photo more in each bin, so that none is empty."""
    if not sum(seen) or not sum(expected):
        return None
    p = [(count + 0.5) / (sum(expected) + 0.5 * len(expected)) for count in expected]
    q = [(count + 0.5) / (sum(seen) + 0.5 * len(seen)) for count in seen]
    return sum((b - a) * math.log(b / a) for a, b in zip(p, q, strict=True))
