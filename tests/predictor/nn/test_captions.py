import re
from random import Random

import pytest

from predictor.nn.captions import Known, compass_point, compose, country_prompts

EVERYTHING = Known(
    country="France",
    region="Ardèche",
    town="Privas",
    climate="humid_subtropical",
    drives_on="right",
    season="autumn",
    heading_deg=268.4,
)
WORDS = ("France", "Ardèche", "Privas", "humid subtropical", "right", "autumn", "west")


def captions(known, dropout, count=200):
    random = Random(5)
    return [compose(known, random, dropout) for _ in range(count)]


def test_caption_without_dropout_says_everything():
    for caption in captions(EVERYTHING, 0.0):
        assert all(word in caption for word in WORDS), caption


def test_caption_with_full_dropout_says_nothing_of_the_photo():
    for caption in captions(EVERYTHING, 1.0):
        assert not any(word in caption for word in WORDS), caption


def test_caption_never_contains_coordinates_or_other_numbers():
    assert not [caption for caption in captions(EVERYTHING, 0.3) if re.search(r"\d", caption)]


def test_captions_of_one_seed_are_equal():
    assert captions(EVERYTHING, 0.3) == captions(EVERYTHING, 0.3)


def test_captions_of_one_photo_differ():
    assert len(set(captions(EVERYTHING, 0.3))) > 100


def test_each_part_is_dropped_about_as_often_as_asked():
    found = captions(EVERYTHING, 0.3, 2000)
    for word in WORDS:
        kept = sum(word in caption for caption in found) / len(found)
        assert kept == pytest.approx(0.7, abs=0.05), word


def test_unknown_parts_leave_no_gap():
    for caption in captions(Known(), 0.0):
        assert ", " not in caption
        assert not re.search(r" (in|near|around|close to)$", caption)


@pytest.mark.parametrize(
    ("heading_deg", "name"),
    [(0.0, "north"), (22.4, "north"), (22.6, "northeast"), (180.0, "south"), (359.9, "north")],
)
def test_compass_point_names_the_nearest_of_eight(heading_deg, name):
    assert compass_point(heading_deg) == name


def test_country_prompts_name_the_country_and_differ():
    prompts = country_prompts("Chad")
    assert len(set(prompts)) == len(prompts) > 1
    assert all(prompt.endswith("in Chad") for prompt in prompts)
