"""The picture as a whole: its bytes, its size, and what two pictures have in common."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from predictor.planet.scene import draw
from tests.predictor.planet.pictures import opened, pixels, unlikeness
from tests.predictor.planet.sample import SHOT, SHOTS

SEEDS = (3, 14, 159, 2653)


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.country.code)
def test_draw_gives_the_same_bytes_for_the_same_shot(shot):
    assert draw(shot) == draw(replace(shot))


def test_draw_does_not_depend_on_what_was_drawn_before():
    fresh = (
        "from tests.predictor.planet.sample import SHOTS; from predictor.planet.scene import draw;"
        "import zlib; print(zlib.crc32(draw(SHOTS[5])))"
    )
    first, *others = (SHOTS[5], SHOTS[0], SHOTS[6])
    for other in others:
        draw(other)

    elsewhere = subprocess.run([sys.executable, "-c", fresh], capture_output=True, check=True)

    import zlib

    assert int(elsewhere.stdout) == zlib.crc32(draw(first))


def test_draw_makes_a_picture_of_the_size_asked_for():
    assert opened(draw(SHOT)).size == (640, 512)
    assert opened(draw(replace(SHOT, width_px=800, height_px=600))).size == (800, 600)


def test_draw_carries_no_metadata():
    jpeg = draw(SHOT)
    picture = opened(jpeg)

    assert not picture.getexif()
    assert b"Exif" not in jpeg
    assert b"http" not in jpeg
    assert b"ICC_PROFILE" not in jpeg


@pytest.mark.parametrize("seed", SEEDS)
def test_draw_shows_the_same_road_a_bit_further_on(seed):
    here = replace(SHOT, road_seed=seed, seed=seed)
    further = replace(here, along_m=15.0, step=1, seed=seed + 1)
    strangers = [
        replace(SHOTS[i], road_seed=seed + 10 + i, seed=seed + 2, country=SHOT.country)
        for i in (1, 2, 6, 7)
    ]

    near = unlikeness(here, further)

    assert near < np.mean([unlikeness(here, stranger) for stranger in strangers])


@pytest.mark.parametrize("seed", SEEDS)
def test_draw_keeps_the_road_when_only_nuisances_change(seed):
    here = replace(SHOT, road_seed=seed, traffic=0.0, weather="overcast")
    again = replace(here, seed=seed + 77)
    elsewhere = replace(here, road_seed=seed + 1)

    assert unlikeness(here, again) < 0.7 * unlikeness(here, elsewhere)


def test_draw_scrolls_the_scenery_forward():
    here, further = SHOT, replace(SHOT, along_m=15.0)

    assert draw(here) != draw(further)


def test_draw_neighbouring_provinces_differ_a_little():
    here = replace(SHOT, surroundings="town")
    surface = replace(here.surface, style=0.9, style_b=0.1, prosperity=0.7)
    there = replace(here, surface=surface)
    far = replace(SHOTS[4], surroundings="town")

    assert 0 < unlikeness(here, there) < unlikeness(here, far)


def test_draw_is_darker_at_night_than_by_day():
    by_day, at_night = SHOT, replace(SHOT, sun_elevation_deg=-15.0)

    assert pixels(at_night).mean() < 0.5 * pixels(by_day).mean()


def test_draw_turns_the_land_white_with_snow():
    snowy = replace(SHOT.surface, snow_cover=1.0, temperature_c=-6.0, greenness=0.0)

    bare_ground = pixels(SHOT)[330:, :].mean(axis=(0, 1))
    white_ground = pixels(replace(SHOT, surface=snowy))[330:, :].mean(axis=(0, 1))

    assert white_ground.mean() > bare_ground.mean()
    assert np.ptp(white_ground) < np.ptp(bare_ground) + 5
