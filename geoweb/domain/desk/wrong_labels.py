"""Wrong labels that might be right: another photo's place, a sign lost, two numbers swapped."""

import random
from collections.abc import Iterator

from geoweb.domain.desk.checks import LEAST_KM, candidates, make_check
from geoweb.models import CheckPhoto
from predictor.geodesy import LatLng, distance_km, is_on_earth
from predictor.models import Photo, Split
from predictor.models.points import to_latlng

TRIES = 20


def make_checks(count: int, *, seed: int = 1) -> list[CheckPhoto]:
    """Fewer where there are not enough certain photos."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    photos = list(candidates().order_by("pk"))
    made = []
    for photo in draw.sample(photos, min(count, len(photos))):
        shown = wrong_place(photo, draw)
        if shown is not None:
            made.append(make_check(photo, shown))
    return made


def wrong_place(photo: Photo, draw: random.Random) -> LatLng | None:
    assert photo.point  # noqa: S101 - candidates have one
    truth = to_latlng(photo.point)
    far = [place for place in slips(truth) if is_far(place, truth)]
    if far and draw.random() < 0.5:
        return draw.choice(far)
    others = (anothers_place(draw) for _ in range(TRIES))
    return next((place for place in others if place and is_far(place, truth)), None)


def slips(truth: LatLng) -> Iterator[LatLng]:
    yield LatLng(-truth.lat, truth.lng)
    yield LatLng(truth.lat, -truth.lng)
    yield LatLng(truth.lng, truth.lat)


def is_far(place: LatLng, truth: LatLng) -> bool:
    return is_on_earth(place) and distance_km(place, truth) >= LEAST_KM


def anothers_place(draw: random.Random) -> LatLng | None:
    """Of a training photo, found by a random id."""
    trained = Photo.objects.filter(split=Split.TRAIN).order_by("pk")
    last = trained.last()
    found = trained.filter(pk__gte=draw.randint(1, last.pk)).first() if last else None
    return to_latlng(found.point) if found and found.point else None
