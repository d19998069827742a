"""Where the sun stands and what that does to colours and shadows."""

from dataclasses import replace

import pytest

from predictor.planet.scene.light import light_of, sun_vector
from predictor.planet.scene.shadows import convex_hull, throw
from predictor.planet.scene.sky import sun_spot
from predictor.planet.scene.stage import stage_of
from tests.predictor.planet.sample import SHOT

AHEAD = replace(SHOT, sun_azimuth_deg=SHOT.heading_deg, sun_elevation_deg=20.0)
BEHIND = replace(AHEAD, sun_azimuth_deg=SHOT.heading_deg + 180)
ON_THE_RIGHT = replace(AHEAD, sun_azimuth_deg=SHOT.heading_deg + 90)


def stage(shot):
    return stage_of(None, shot)


@pytest.mark.parametrize(
    ("azimuth", "elevation", "vector"),
    [(0, 0, (0, 0, 1)), (90, 0, (1, 0, 0)), (180, 0, (0, 0, -1)), (77, 90, (0, 1, 0))],
)
def test_sun_vector_points_right_up_and_ahead(azimuth, elevation, vector):
    assert sun_vector(azimuth, elevation) == pytest.approx(vector, abs=1e-9)


def test_sun_spot_is_in_front_above_the_horizon_only():
    view = stage(AHEAD).view

    x, y = sun_spot(view, light_of(AHEAD))

    assert x == pytest.approx(view.width / 2)
    assert y < view.horizon
    assert sun_spot(view, light_of(BEHIND)) is None


def test_throw_lays_shadows_away_from_the_sun():
    assert throw(stage(AHEAD))[1] < 0  # towards us
    assert throw(stage(BEHIND))[1] > 0
    assert throw(stage(ON_THE_RIGHT))[0] < 0


def test_throw_shortens_as_the_sun_climbs():
    low, high = (replace(ON_THE_RIGHT, sun_elevation_deg=e) for e in (30.0, 70.0))

    assert abs(throw(stage(low))[0]) > abs(throw(stage(high))[0])


def test_light_of_what_we_face_is_stronger_with_the_sun_behind_us():
    assert light_of(BEHIND).facing(0, 0, -1) > light_of(AHEAD).facing(0, 0, -1) == 0


def test_light_casts_no_shadow_under_clouds_or_at_night():
    assert light_of(SHOT).strength > 0.5
    assert light_of(replace(SHOT, weather="overcast")).strength < 0.15
    assert light_of(replace(SHOT, sun_elevation_deg=-12.0)).strength == 0


def test_light_veils_distance_most_in_fog():
    clear, fog = (light_of(replace(SHOT, weather=w)) for w in ("clear", "fog"))

    assert fog.veil_share(100) > 0.7
    assert clear.veil_share(100) < 0.1
    assert fog.veil((0, 0, 0), 1e6) == pytest.approx(fog.horizon)


def test_convex_hull_keeps_the_corners_and_drops_the_rest():
    square = [(0, 0), (4, 0), (4, 4), (0, 4)]

    assert sorted(convex_hull([*square, (2, 2), (1, 3), (4, 2)])) == sorted(square)
