"""Reviews of accuracy by region, brought up to date: outcomes first, then what they come to."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from geoweb.domain.board_rows import rows
from geoweb.domain.review_charts import save_charts
from geoweb.domain.review_headline import Measured, headline, paired, read
from geoweb.domain.review_sets import ReviewSet, sets_of
from geoweb.enums import Aspect, Figure
from geoweb.models import Outcome, Review, ReviewRefresh
from geoweb.sql import load
from predictor.geodesy import EARTH_RADIUS_KM
from predictor.metrics import RADII_KM, UNANSWERED_KM
from predictor.models import Embedding, Locator, Prediction, TileLayer
from predictor.regions import COAST_M
from predictor.scoring import SCORE_DECAY_KM, SCORE_MAX
from predictor.splits import BLOCK_KM

SIGMAS_95: Final = 1.959964
SMALL: Final = 30  # independent photos below which a row is marked
KEPT: Final = 1000  # refreshes remembered
MEASURES: Final = {
    "coast_m": float(COAST_M),
    "radius_km": EARTH_RADIUS_KM,
    "score_max": float(SCORE_MAX),
    "decay_km": SCORE_DECAY_KM,
    "bands": math.ceil(math.pi * EARTH_RADIUS_KM / BLOCK_KM),
}
LIMITS: Final = {
    "radii_km": [float(radius) for radius in RADII_KM],
    "score_max": float(SCORE_MAX),
    "z": SIGMAS_95,
    "small": SMALL,
}
# Shares are of 100 %, points of the most there are; a median has no most.
SCALES: Final = [
    {Figure.MEDIAN: None, Figure.SCORE: float(SCORE_MAX)}.get(figure, 100.0) for figure in Figure
]


@dataclass(slots=True)
class Done:
    outcomes: int = 0
    reviews: int = 0


def refresh(*, full: bool = False) -> ReviewRefresh | None:
    """One transaction a locator: a kill loses one locator's work. None: another one is at work."""
    started, now, boundaries, last = time.perf_counter(), timezone.now(), revision(), last_refresh()
    full = full or last is None or last.boundaries != boundaries
    done = Done()
    for locator in asked_locators():
        with transaction.atomic():
            if not rows("lock_review")[0][0]:
                return None
            refresh_locator(locator, full=full, done=done)
    return note(now, full, done, boundaries, time.perf_counter() - started)


def note(now: Any, full: bool, done: Done, boundaries: int, took_s: float) -> ReviewRefresh:
    old = ReviewRefresh.objects.order_by("-at").values_list("pk", flat=True)[KEPT:]
    ReviewRefresh.objects.filter(pk__in=list(old)).delete()
    return ReviewRefresh.objects.create(
        at=now,
        is_full=full,
        outcomes=done.outcomes,
        reviews=done.reviews,
        boundaries=boundaries,
        took_s=took_s,
    )


def asked_locators() -> list[Locator]:
    """In the order of their versions: a review is compared with the version before it."""
    answered = Exists(Prediction.objects.filter(locator=OuterRef("pk")))
    tried = Exists(Embedding.objects.filter(locator=OuterRef("pk")))
    measured = Exists(Outcome.objects.filter(locator=OuterRef("pk")))
    found = Locator.objects.filter(answered | tried | measured)
    return list(found.order_by("name", "version"))


def refresh_locator(locator: Locator, *, full: bool, done: Done) -> None:
    saved = rows("save_outcomes", locator=locator.pk, full=full, **MEASURES)[0][0]
    removed = rows("remove_outcomes", locator=locator.pk)[0][0]
    done.outcomes += saved
    sets = list(sets_of(locator))
    if not (full or saved or removed or misses_some(locator, sets)):
        return
    Review.objects.filter(locator=locator).exclude(dataset__in=[s.name for s in sets]).delete()
    for each in sets:
        done.reviews += save_review(locator, each)


def misses_some(locator: Locator, sets: list[ReviewSet]) -> bool:
    kept = set(Review.objects.filter(locator=locator).values_list("dataset", "version"))
    return any((each.name, each.version) not in kept for each in sets)


def save_review(locator: Locator, photos: ReviewSet) -> bool:
    """In the place of what was known of this version; earlier versions stay as they were."""
    started = time.perf_counter()
    with chosen_outcomes(locator, photos):
        ours = read()
    before = previous_of(locator)
    theirs = measured_of(before, photos) if before else None
    Review.objects.filter(locator=locator, dataset=photos.name, version=photos.version).delete()
    if not len(ours.photo_N):
        return False
    shared, differences = paired(ours, theirs) if theirs else (0, {})
    with chosen_outcomes(locator, photos):
        review = Review.objects.create(
            locator=locator,
            dataset=photos.name,
            version=photos.version,
            photos=len(ours.photo_N),
            groups=int(ours.group_N.max()) + 1,
            unasked=max(0, photos.eligible(locator) - len(ours.photo_N)),
            headline=headline(ours),
            previous=before if shared else None,
            paired=differences,
            paired_photos=shared,
            refreshed_at=timezone.now(),
            took_s=0.0,
        )
        save_summaries(review)
        save_charts(review)
    Review.objects.filter(pk=review.pk).update(took_s=time.perf_counter() - started)
    return True


def previous_of(locator: Locator) -> Locator | None:
    """The version before it that was asked as well."""
    measured = Exists(Outcome.objects.filter(locator=OuterRef("pk")))
    earlier = Locator.objects.filter(measured, name=locator.name, version__lt=locator.version)
    return earlier.order_by("-version").first()


def measured_of(locator: Locator, photos: ReviewSet) -> Measured:
    with chosen_outcomes(locator, photos):
        return read()


@contextmanager
def chosen_outcomes(locator: Locator, photos: ReviewSet) -> Iterator[None]:
    values = {
        "locator": locator.pk,
        "datasets": list(photos.datasets),
        "min_trust": photos.min_trust,
        "farthest_km": UNANSWERED_KM,
    }
    run("create_review_outcomes", values)
    yield
    run("drop_review_outcomes")


def save_summaries(review: Review) -> None:
    run("save_summaries", {"review": review.pk, **LIMITS})
    for aspect in (Aspect.COUNTRY, Aspect.PROVINCE):
        run("shrink_summaries", {"review": review.pk, "aspect": aspect.value, "scales": SCALES})


def run(statement: str, values: dict[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(load(statement), values)


def revision() -> int:
    """Of the boundaries: other borders, other regions of every answer."""
    found = TileLayer.objects.filter(name__in=["countries", "provinces"])
    total: int | None = found.aggregate(total=Sum("revision"))["total"]
    return total or 0


def last_refresh() -> ReviewRefresh | None:
    return ReviewRefresh.objects.order_by("-at").first()
