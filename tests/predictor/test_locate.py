"""The one door: answers in order, with evidence that JSON can hold, from a model loaded once."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from predictor.errors import HomingError
from predictor.geodesy import distance_km
from predictor.locate import NoLocatorError, _load, embed, locate, warm_up, warmed
from predictor.models import Photo
from predictor.models.points import to_latlng
from predictor.predictions import plain


@pytest.fixture
def strangers(fitted):
    return list(Photo.objects.filter(split="test").order_by("id"))


def test_nothing_asked_is_nothing_answered(db):
    assert locate([]) == []


def test_without_a_locator_the_message_says_how_to_get_one(db):
    with pytest.raises(NoLocatorError, match=r"Run: manage\.py fit pigeon"):
        locate([Photo(file="photos/1.jpg")])


def test_the_published_locator_answers_unless_another_is_named(fitted, strangers):
    assert [a.point for a in locate(strangers[:2])] == [
        a.point for a in locate(strangers[:2], fitted)
    ]


def test_answers_keep_the_order_whatever_the_batches(fitted, strangers):
    together = locate(strangers, fitted)  # 12 photos, batches of 16 and of 1
    alone = [locate([photo], fitted)[0] for photo in strangers]

    assert [answer.point for answer in together] == [answer.point for answer in alone]


def test_an_answer_says_what_it_leans_on(fitted, strangers):
    answer = locate(strangers[:1], fitted)[0]

    numbers, probabilities = zip(*answer.cells, strict=True)
    assert len(set(numbers)) == len(numbers)
    assert list(probabilities) == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1 + 1e-6
    nearest = answer.evidence.members[0]
    assert answer.evidence.is_refined
    assert answer.point == nearest.latlng
    assert distance_km(to_latlng(Photo.objects.get(pk=nearest.photo_id).point), answer.point) < 1e-6


def test_the_middle_of_the_first_cell_comes_beside_the_point(fitted, strangers):
    answer = locate(strangers[:1], fitted)[0]

    cell = fitted.cell_set.cells.get(number=answer.cells[0][0])
    assert answer.cell_point == to_latlng(cell.centroid)


def test_an_answer_is_plain_json(fitted, strangers):
    answer = locate(strangers[:1], fitted)[0]

    assert json.loads(json.dumps(plain(answer.evidence)))["members"]
    assert set(answer.timings_ms) == {"decode", "forward", "head", "refine"}


def test_views_of_a_place_are_averaged_before_they_are_asked(fitted, strangers):
    pair = strangers[:2]

    single, other = embed(pair, fitted)
    both = embed([pair], fitted)[0]

    mean = (single + other) / 2
    assert both == pytest.approx(mean / (mean @ mean) ** 0.5, abs=1e-5)
    assert len(locate([pair, strangers[2]], fitted)) == 2


def test_the_model_is_read_once(fitted, strangers):
    assert warmed(fitted) is warmed(fitted)


def test_a_batch_is_one_round_trip(fitted, strangers):
    locate(strangers, fitted)

    with CaptureQueriesContext(connection) as through_django:
        locate(strangers, fitted)
    assert len(through_django) == 0  # refine() speaks to PostgreSQL itself, once


def test_a_photo_without_a_file_is_refused(fitted):
    with pytest.raises(HomingError, match="A photo has no file"):
        locate([Photo()], fitted)


def test_warming_up_loads_the_newest(fitted):
    warm_up()
    loaded = _load.cache_info().misses
    assert warmed(fitted).locator_id == fitted.pk
    assert _load.cache_info().misses == loaded
