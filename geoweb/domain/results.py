"""What models, the crowd and the baseline made of the photos: their rows beside people's.

Models and the baseline have guessed whatever can be played; the crowd, where five people have.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import numpy as np
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from geoweb.domain.baseline import chance_points
from geoweb.domain.opponents import CHANCE, CROWD, LEAST_CROWD, artificial, player_of
from geoweb.enums import PlayerKind
from geoweb.models import BoardRefresh, Player, Result
from geoweb.sql import load
from predictor.geodesy import Floats, haversine_km
from predictor.medians import Ints, spherical_medians
from predictor.models import Locator, Photo, Prediction, Split
from predictor.models.points import to_latlng
from predictor.scoring import score

BATCH: Final = 5000
OPEN: Final = (Locator.State.PUBLISHED, Locator.State.RETIRED)


def keep_machine_results(settled_until: datetime, crowded: Iterable[int] | None = None) -> None:
    """What is missing; and the crowd's, of the photos given or of all."""
    for locator in Locator.objects.filter(state__in=OPEN):
        keep_model_results(locator)
    keep_baseline_results()
    photos = list(crowded_photos()) if crowded is None else sorted(crowded)
    for some in in_batches(photos):
        keep_crowd_results(some, settled_until)


# --- Models: each version of a locator is its own player


def keep_model_results(locator: Locator) -> None:
    known = Result.objects.filter(player__locator=locator, photo=OuterRef("photo"))
    predictions = Prediction.objects.filter(locator=locator, photo__split=Split.TEST)
    missing = predictions.exclude(Exists(known)).exclude(photo__file="")
    for some in in_batches(missing.order_by("pk").values_list("pk", flat=True)):
        score_predictions(locator, Prediction.objects.filter(pk__in=some))


def score_predictions(
    locator: Locator, predictions: QuerySet[Prediction], *, touch: bool = False
) -> None:
    found = list(predictions.select_related("photo").defer("evidence", "photo__facts"))
    points = np.array([to_latlng(each.point) for each in found]).reshape(-1, 2)
    save(player_of(locator), [each.photo for each in found], points, touch=touch)


# --- A baseline that knows nothing but that photos are taken on land


def keep_baseline_results() -> None:
    known = Result.objects.filter(player__kind=PlayerKind.BASELINE, photo=OuterRef("pk"))
    guessed = Prediction.objects.filter(photo=OuterRef("pk"), locator__state__in=OPEN)
    photos = Photo.objects.filter(Exists(guessed), split=Split.TEST).exclude(file="")
    for some in in_batches(photos.exclude(Exists(known)).values_list("pk", flat=True)):
        score_baseline(Photo.objects.filter(pk__in=some))


def score_baseline(photos: QuerySet[Photo], *, touch: bool = False) -> None:
    """Nothing while no land is known."""
    found = list(photos.defer("facts").order_by("pk"))
    points = chance_points(found)
    is_found = np.isfinite(points[:, 0])
    landed = [photo for photo, is_there in zip(found, is_found, strict=True) if is_there]
    save(artificial(PlayerKind.BASELINE, CHANCE), landed, points[is_found], touch=touch)


# --- The crowd: the spherical median of what counts of people's guesses


def crowded_photos() -> QuerySet[Any, int]:
    of_crowd = Photo.objects.filter(results__player__kind=PlayerKind.CROWD)
    enough = peoples_guesses().values("photo").annotate(n=Count("pk")).filter(n__gte=LEAST_CROWD)
    photos = Photo.objects.filter(Q(pk__in=enough.values("photo")) | Q(pk__in=of_crowd))
    return photos.values_list("pk", flat=True)


def peoples_guesses() -> QuerySet[Result]:
    return Result.objects.filter(player__kind=PlayerKind.HUMAN, guess__point__isnull=False)


def keep_crowd_results(
    photo_ids: Sequence[int], settled_until: datetime, *, touch: bool = False
) -> None:
    """Of what was guessed before today: who watches the crowd learns nothing of today's photos."""
    photo_N, pin_N2 = pins_of(photo_ids, settled_until)
    of_crowd = Result.objects.filter(player__kind=PlayerKind.CROWD, photo__in=photo_ids)
    of_crowd.exclude(photo__in=photo_N.tolist()).delete()
    if len(photo_N):
        ids, number_N = np.unique(photo_N, return_inverse=True)
        medians = spherical_medians(pin_N2, number_N)
        photos = Photo.objects.filter(pk__in=ids.tolist()).defer("facts").order_by("pk")
        save(artificial(PlayerKind.CROWD, CROWD), list(photos), np.array(medians), touch=touch)


def pins_of(photo_ids: Sequence[int], settled_until: datetime) -> tuple[Ints, Floats]:
    """Photo and (lat, lng) of the guesses that make crowds: of photos with enough of them."""
    values: dict[str, Any] = {"photos": list(photo_ids), "settled_until": settled_until}
    with connection.cursor() as cursor:
        cursor.execute(load("crowd_pins"), values)
        found = cursor.fetchall()
    photo_N = np.array([row[0] for row in found], dtype=np.int64)
    pin_N2 = np.array([row[1:] for row in found], dtype=np.float64).reshape(-1, 2)
    _, number_N, count_F = np.unique(photo_N, return_inverse=True, return_counts=True)
    is_crowd_N = count_F[number_N] >= LEAST_CROWD
    return photo_N[is_crowd_N], pin_N2[is_crowd_N]


# --- After a corrected label


def rescore_machines(photo_ids: Sequence[int]) -> None:
    """Their guesses stay what they were, only the truth is another."""
    photos = Photo.objects.filter(pk__in=photo_ids, split=Split.TEST)
    for locator in Locator.objects.filter(player__results__photo__in=photo_ids).distinct():
        predictions = Prediction.objects.filter(locator=locator, photo__in=photos)
        score_predictions(locator, predictions, touch=True)
    score_baseline(photos.filter(results__player__kind=PlayerKind.BASELINE), touch=True)
    last = BoardRefresh.objects.order_by("-at").first()
    if last is not None:
        keep_crowd_results(photo_ids, last.settled_until, touch=True)


# --- Rows


def save(player: Player, photos: Sequence[Photo], guess_N2: Floats, *, touch: bool) -> None:
    """New results and changed ones; `touch`: all of them, for the board to look at again."""
    truth_N2 = np.array([to_latlng(each.point) for each in photos if each.point]).reshape(-1, 2)
    now, known = timezone.now(), {} if touch else known_distances(player, photos)
    rows = [
        Result(player=player, photo=photo, distance_km=apart, score=score(apart), at=now)
        for photo, apart in zip(photos, haversine_km(guess_N2, truth_N2).tolist(), strict=True)
        if known.get(photo.pk) != apart
    ]
    Result.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["player", "photo"],
        update_fields=["distance_km", "score"],
    )


def known_distances(player: Player, photos: Sequence[Photo]) -> dict[int, float | None]:
    rows = Result.objects.filter(player=player, photo__in=photos)
    return dict(rows.values_list("photo", "distance_km"))


def in_batches(ids: Iterable[int]) -> Iterator[list[int]]:
    found = list(ids)
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]
