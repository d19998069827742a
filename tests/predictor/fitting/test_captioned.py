import numpy as np
import pytest

from predictor.config import Photos, Pretrain
from predictor.fitting.captioned import (
    centroids,
    examples_of,
    read_captioned,
    side_tasks_of,
)
from predictor.geodesy import haversine_km
from predictor.models import Photo, Region
from predictor.nn.captions import Known

SMALL = Photos(datasets=("small",))
ALL = ("train", "tune", "test")


@pytest.fixture
def named_world(small_world):
    """The first photo in a province, the second in a country without provinces."""
    first, second = small_world[:2]
    place(first, Region.objects.get(code="AA-0"), heading_deg=90.0)
    place(second, Region.objects.get(code="DD"), heading_deg=None)
    return first, second


def place(photo, region, heading_deg):
    Photo.objects.filter(id=photo.id).update(region=region, heading_deg=heading_deg)


def test_captions_know_region_country_heading_and_facts(named_world):
    known = read_captioned(SMALL, ALL).known
    assert known[0] == Known("AA", "AA-0", climate="oceanic", heading_deg=90.0)
    assert known[1] == Known("DD", "", climate="oceanic")


def test_captions_of_a_photo_without_region_know_its_facts(named_world):
    assert read_captioned(SMALL, ALL).known[2] == Known(climate="savanna")


def test_only_asked_splits_are_read(small_world):
    train = read_captioned(SMALL, ("train",))
    assert set(train.rows.splits_N) == {"train"}
    assert len(read_captioned(SMALL, ALL).of("train").rows) == len(train.rows)


def test_known_follow_their_rows_into_a_split(named_world):
    captioned = read_captioned(SMALL, ALL)
    tune = captioned.of("tune")
    by_number = dict(zip(captioned.rows.ids_N, captioned.known, strict=True))
    assert list(tune.known) == [by_number[number] for number in tune.rows.ids_N]


def test_side_tasks_are_the_facts_with_several_answers(small_world):
    captioned = read_captioned(SMALL, ALL)
    tasks = side_tasks_of(captioned, Pretrain())
    assert [task.name for task in tasks] == ["climate"]
    assert tasks[0].classes == ("oceanic", "savanna", "tundra")
    numbers = examples_of(captioned, tasks).facts["climate"]
    assert numbers[:6].tolist() == [0, 0, 1, 1, 2, 2]


def test_captions_alone_have_no_side_tasks(small_world):
    assert side_tasks_of(read_captioned(SMALL, ALL), Pretrain(cells=0)) == ()


def test_centroids_lie_near_their_photos_across_the_antimeridian():
    draw = np.random.default_rng(1)
    near = np.array([(10.0, 179.9), (-40.0, 20.0)]).repeat(30, axis=0)
    latlng = near + draw.uniform(-0.3, 0.3, (60, 2))
    latlng[:, 1] = (latlng[:, 1] + 180) % 360 - 180
    found = centroids(latlng, 2, seed=1)
    assert haversine_km(found[:, None], latlng[None]).min(axis=0).max() < 80


@pytest.mark.parametrize(("asked", "made"), [(0, 1), (2, 2), (9, 3)])
def test_there_are_no_more_centroids_than_photos(asked, made):
    latlng = np.array([(0.0, 0.0), (50.0, 0.0), (0.0, 90.0)])
    assert len(centroids(latlng, asked, seed=1)) == made
