"""What is still to be looked at, beside the slow way: one anti-join."""

import numpy as np
import pytest

from predictor import undone as module
from predictor.embedding_rows import as_failure
from predictor.models import Embedding, Photo, Prediction
from predictor.undone import known_photos, undone, undone_ids
from tests.predictor.known_world import save_locator, save_photos

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    monkeypatch.setattr(module, "PAGE", 7)
    locator = save_locator([(0.5, 0.5)])
    ids = save_photos(np.full((40, 2), 0.5), "world").tolist()
    Photo.objects.filter(pk__in=ids).update(file="photos/1.jpg")
    return locator, ids


def predict(photo_id, locator):
    photo = Photo.objects.get(pk=photo_id)
    Prediction.objects.create(
        photo=photo, locator=locator, point=photo.point, cell_numbers=[0], probabilities=[1.0]
    )


def test_pages_say_what_one_anti_join_says(world):
    locator, ids = world
    for photo_id in ids[5:20]:
        predict(photo_id, locator)
    Embedding.objects.create(photo_id=ids[30], locator=locator, failure="gone")
    Embedding.objects.create(photo_id=ids[31], locator=locator, embedding=[1.0, 0.0])

    for work in ("predict", "embed"):
        slow = undone(known_photos(), work, locator).order_by("pk")
        assert list(undone_ids(known_photos(), work, locator)) == [photo.pk for photo in slow]


@pytest.mark.parametrize("limit", [1, 7, 8, 39, 40, 41])
def test_no_more_than_the_limit(world, limit):
    locator, ids = world
    assert list(undone_ids(known_photos(), "embed", locator, limit)) == ids[:limit]


def test_another_locator_has_seen_nothing(world):
    locator, ids = world
    predict(ids[0], locator)
    assert len(list(undone_ids(known_photos(), "predict", save_locator([(0.5, 0.5)], "new")))) == 40


def test_reasons_fit_their_column(world):
    locator, ids = world
    failure = as_failure(Photo(pk=ids[0]), "a\x00b" * 200, locator)
    failure.save()
    assert (len(failure.failure), "\x00" in failure.failure) == (255, False)
