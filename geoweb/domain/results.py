"""What models, the crowd and the baseline made of the photos: their rows beside people's.

Models and the baseline have guessed whatever can be played; the crowd, where five people have.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from geoweb.domain.baseline import chance_points
from geoweb.domain.opponents import CHANCE, CROWD, LEAST_CROWD, artificial, player_of
from geoweb.enums import PlayerKind
from geoweb.models import Player, Result, StaleResult
from geoweb.rating.crowd import spherical_medians
from predictor.geodesy import Floats, haversine_km
from predictor.models import Locator, Photo, Prediction, Split
from predictor.models.points import to_latlng
from predictor.scoring import score

BATCH: Final = 5000
POINT: Final = "guess__point"
OPEN: Final = (Locator.State.PUBLISHED, Locator.State.RETIRED)


def keep_machine_results(*, everything: bool = False) -> None:
    """What is missing; and the crowd's, of photos that people guessed since the last refresh."""
    for locator in Locator.objects.filter(state__in=OPEN):
        keep_model_results(locator)
    keep_baseline_results()
    photos = crowded_photos() if everything else newly_guessed_photos()
    for some in in_batches(photos):
        keep_crowd_results(some)


# --- Models: each version of a locator is its own player


def keep_model_results(locator: Locator) -> None:
    known = Result.objects.filter(player__locator=locator, photo=OuterRef("photo"))
    predictions = Prediction.objects.filter(locator=locator, photo__split=Split.TEST)
    missing = predictions.exclude(Exists(known)).exclude(photo__file="")
    for some in in_batches(missing.order_by("pk").values_list("pk", flat=True)):
        score_predictions(locator, Prediction.objects.filter(pk__in=some))


def score_predictions(locator: Locator, predictions: QuerySet[Prediction]) -> None:
    found = list(predictions.select_related("photo").defer("evidence", "photo__facts"))
    points = np.array([to_latlng(each.point) for each in found]).reshape(-1, 2)
    save(player_of(locator), [each.photo for each in found], points)


# --- A baseline that knows nothing but that photos are taken on land


def keep_baseline_results() -> None:
    known = Result.objects.filter(player__kind=PlayerKind.BASELINE, photo=OuterRef("pk"))
    guessed = Prediction.objects.filter(photo=OuterRef("pk"), locator__state__in=OPEN)
    photos = Photo.objects.filter(Exists(guessed), split=Split.TEST).exclude(file="")
    for some in in_batches(photos.exclude(Exists(known)).values_list("pk", flat=True)):
        score_baseline(Photo.objects.filter(pk__in=some))


def score_baseline(photos: QuerySet[Photo]) -> None:
    """Nothing while no land is known."""
    found = list(photos.defer("facts").order_by("pk"))
    points = chance_points(found)
    is_found = np.isfinite(points[:, 0])
    landed = [photo for photo, is_there in zip(found, is_found, strict=True) if is_there]
    save(artificial(PlayerKind.BASELINE, CHANCE), landed, points[is_found])


# --- The crowd: the spherical median of what counts of people's guesses


def newly_guessed_photos() -> QuerySet[Any, int]:
    people = Player.objects.filter(kind=PlayerKind.HUMAN).values("pk")
    gone = ~Exists(Player.objects.filter(pk=OuterRef("player_id")))
    stale = StaleResult.objects.filter(Q(player_id__in=people) | Q(gone))
    return stale.values_list("photo_id", flat=True).distinct()


def crowded_photos() -> QuerySet[Any, int]:
    of_crowd = Photo.objects.filter(results__player__kind=PlayerKind.CROWD)
    enough = peoples_guesses().values("photo").annotate(n=Count("pk")).filter(n__gte=LEAST_CROWD)
    photos = Photo.objects.filter(Q(pk__in=enough.values("photo")) | Q(pk__in=of_crowd))
    return photos.values_list("pk", flat=True)


def peoples_guesses() -> QuerySet[Result]:
    return Result.objects.filter(player__kind=PlayerKind.HUMAN, guess__point__isnull=False)


def keep_crowd_results(photo_ids: Sequence[int]) -> None:
    """When the first five had guessed stays the time of the result."""
    guesses = peoples_guesses().filter(photo__in=photo_ids).order_by("photo", "player")
    pins = [(photo, to_latlng(pin)) for photo, pin in guesses.values_list("photo", POINT) if pin]
    counts = Counter(photo for photo, _ in pins)
    crowded = [(photo, pin) for photo, pin in pins if counts[photo] >= LEAST_CROWD]
    of_crowd = Result.objects.filter(player__kind=PlayerKind.CROWD, photo__in=photo_ids)
    of_crowd.exclude(photo__in={photo for photo, _ in crowded}).delete()
    if crowded:
        ids, number_N = np.unique([photo for photo, _ in crowded], return_inverse=True)
        medians = spherical_medians(np.array([pin for _, pin in crowded]), number_N)
        photos = Photo.objects.filter(pk__in=ids.tolist()).defer("facts").order_by("pk")
        save(artificial(PlayerKind.CROWD, CROWD), list(photos), medians)


# --- After a corrected label


def rescore_machines(photo_ids: Sequence[int]) -> None:
    """Their guesses stay what they were, only the truth is another."""
    photos = Photo.objects.filter(pk__in=photo_ids, split=Split.TEST)
    for locator in Locator.objects.filter(player__results__photo__in=photo_ids).distinct():
        score_predictions(locator, Prediction.objects.filter(locator=locator, photo__in=photos))
    score_baseline(photos.filter(results__player__kind=PlayerKind.BASELINE))
    keep_crowd_results(photo_ids)


# --- Rows


def save(player: Player, photos: Sequence[Photo], guess_N2: Floats) -> None:
    """New results, and known ones where the guess or the truth has changed."""
    truth_N2 = np.array([to_latlng(each.point) for each in photos if each.point]).reshape(-1, 2)
    now = timezone.now()
    rows = [
        Result(player=player, photo=photo, distance_km=apart, score=score(apart), at=now)
        for photo, apart in zip(photos, haversine_km(guess_N2, truth_N2).tolist(), strict=True)
    ]
    Result.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["player", "photo"],
        update_fields=["distance_km", "score"],
    )


def in_batches(ids: QuerySet[Any, int]) -> Iterator[list[int]]:
    found = list(ids)
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]
