"""Sprites in three inks, and the paints that turn inks into colours."""

import numpy as np
import pytest
import skia

from predictor.planet.scene.plants import PLANTS, VARIANTS, sprite
from predictor.planet.scene.sprites import ink_paint, shadow_paint

RED, GREEN, BLUE = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def painted(ink, paint):
    """What one pixel of this ink becomes, as R, G, B, A."""
    one = skia.Surface(1, 1)
    one.getCanvas().clear(ink)
    out = skia.Surface(1, 1)
    out.getCanvas().drawImage(one.makeImageSnapshot(), 0, 0, skia.SamplingOptions(), paint)
    return out.makeImageSnapshot().toarray()[0, 0, [2, 1, 0, 3]].tolist()


def test_ink_paint_turns_each_ink_into_its_colour():
    paint = ink_paint((GREEN, BLUE, RED))

    assert painted(0xFFFF0000, paint) == [0, 255, 0, 255]
    assert painted(0xFF00FF00, paint) == [0, 0, 255, 255]
    assert painted(0xFF0000FF, paint) == [255, 0, 0, 255]


def test_ink_paint_keeps_the_brightness_of_the_ink():
    assert painted(0xFF800000, ink_paint((GREEN, BLUE, RED)))[1] == pytest.approx(128, abs=1)


def test_ink_paint_veiled_to_the_end_is_air():
    assert painted(0xFF00FF00, ink_paint((RED, RED, RED), BLUE, 1.0)) == [0, 0, 255, 255]


def test_shadow_paint_forgets_the_colour():
    assert painted(0xFFFFFFFF, shadow_paint(0.5))[:3] == [0, 0, 0]


@pytest.mark.parametrize("name", PLANTS)
@pytest.mark.parametrize("dress", ["leafy", "bare", "snowy"])
def test_sprite_shows_a_plant_that_stands_on_the_ground(name, dress):
    alpha = sprite(name, 0, dress).toarray()[..., 3]

    assert (alpha > 0).mean() > 0.02
    assert alpha[-8:].max() > 0


@pytest.mark.parametrize("name", PLANTS)
def test_sprite_does_not_run_over_its_sides(name):
    for variant in range(VARIANTS):
        alpha = sprite(name, variant, "leafy").toarray()[..., 3]
        cut = np.concatenate([alpha[:, 0], alpha[:, -1], alpha[0]])
        assert (cut > 200).mean() < 0.25
