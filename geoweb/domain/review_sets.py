"""Which test photos a review is of: one dataset, or all those of a locator's recipe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Max

from geoweb.models import Outcome, Review
from predictor.evaluation.locators import photos_of
from predictor.models import DatasetVersion, Locator, Photo, Split

WHOLE: Final = ""  # the name of all datasets of the recipe together


@dataclass(frozen=True, slots=True)
class ReviewSet:
    """Some datasets under one name, at their present version."""

    name: str
    datasets: tuple[str, ...]
    version: int
    min_trust: float

    def eligible(self, locator: Locator) -> int:
        """Photos that `evaluate` would ask about."""
        if self.name == WHOLE:
            return photos_of(locator, Split.TEST).count()
        photos = Photo.objects.filter(dataset=self.name, split=Split.TEST, point__isnull=False)
        return photos.filter(label_trust__gte=self.min_trust).exclude(file="").count()


def sets_of(locator: Locator) -> Iterator[ReviewSet]:
    measured = Outcome.objects.filter(locator=locator).order_by()
    found = sorted(set(measured.values_list("photo__dataset", flat=True).distinct()))
    said = locator.config.get("photos", {})
    own = [name for name in found if name in (said.get("datasets") or found)]
    versions, min_trust = present_versions(), float(said.get("min_trust", 0.0))
    for name in found:
        yield ReviewSet(name, (name,), versions.get(name, 1), min_trust)
    if len(own) > 1:
        yield ReviewSet(WHOLE, tuple(own), version_of(own, versions), min_trust)


def version_of(datasets: Sequence[str], versions: dict[str, int]) -> int:
    """Grows by one with each correction of any of them."""
    return 1 + sum(versions.get(name, 1) - 1 for name in datasets)


def present_versions() -> dict[str, int]:
    """Of the datasets whose labels were corrected; the others have their first version."""
    rows = DatasetVersion.objects.order_by().values_list("dataset").annotate(Max("number"))
    return dict(rows)


def datasets_of(review: Review) -> list[str]:
    """Those that were measured under its name."""
    if review.dataset:
        return [review.dataset]
    said = review.locator.config.get("photos", {}).get("datasets")
    if said:
        return list(said)
    own = Review.objects.filter(locator=review.locator).exclude(dataset=WHOLE)
    return sorted(set(own.values_list("dataset", flat=True)))


def main_review(locator: Locator) -> Review | None:
    """What `evaluate` measures: all datasets of the recipe, at their newest version."""
    said = list(locator.config.get("photos", {}).get("datasets", ()))
    reviews = list(Review.objects.filter(locator=locator).order_by("-version", "-photos"))
    for names in ([WHOLE], said):
        for review in reviews:
            if review.dataset in names:
                return review
    return reviews[0] if reviews else None
