"""A small world that was asked about: two countries, two versions of a locator, their answers."""

import numpy as np

from geoweb.models import Review
from predictor.geodesy import LatLng, destination
from predictor.models import Locator, Photo, Prediction
from predictor.models.points import to_latlng, to_point
from predictor.regions import assign_photo_regions
from tests.predictor.evaluation.world import make_locator, make_photo, make_regions

PHOTOS = 60
SCENES = ("rural", "urban")


def add_world(photos=PHOTOS, seed=3, versions=(1, 2)):
    """Drives of three; the newer version errs half as far."""
    make_regions()
    draw = np.random.default_rng(seed)
    for number in range(photos):
        place = LatLng(float(draw.uniform(0.2, 9.8)), float(draw.uniform(0.2, 19.8)))
        make_photo(
            f"p{number}",
            place,
            sequence=f"drive {number // 3}" if number % 2 else "",
            scene=SCENES[number % 2],
            facts={"season": ("winter", "summer")[number % 2]},
        )
    make_photo("at sea", LatLng(-40.0, -100.0))
    assign_photo_regions()
    return [add_answers(version, draw) for version in versions]


def add_answers(version, draw):
    state = "published" if version == 1 else "draft"
    locator = make_locator(version=version, state=state)
    for photo in Photo.objects.filter(split="test").order_by("pk"):
        km = float(draw.exponential(600 / version))
        guess = destination(to_latlng(photo.point), float(draw.uniform(0, 360)), km)
        first = round(float(draw.uniform(0.4, 0.95)), 3)
        add_answer(photo, locator, guess, [int(draw.integers(0, 4)), 1], [first, 0.05])
    return locator


def add_answer(photo, locator, guess, cells=(0, 1), probabilities=(0.6, 0.2)):
    return Prediction.objects.create(
        photo=photo,
        locator=locator,
        point=to_point(guess),
        cell_numbers=list(cells),
        probabilities=list(probabilities),
        evidence={"members": [{"distance": 0.3}, {"distance": 0.5}]},
    )


def review_of(locator, dataset="album"):
    return Review.objects.get(locator=locator, dataset=dataset)


def published():
    return Locator.objects.get(state="published")
