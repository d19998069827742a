"""The pinhole camera on its winding road."""

from dataclasses import replace

import numpy as np
import pytest

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.mesh import triangles
from predictor.planet.scene.perspective import FARTHEST_M, drifts, view_of, waves
from predictor.planet.scene.terrain import land_of, screen_grid
from tests.predictor.planet.sample import BRITAIN, SHOT, SHOTS

VIEW = view_of(SHOT)


def test_place_shrinks_with_distance():
    assert VIEW.place(10, 0).scale == pytest.approx(2 * VIEW.place(20, 0).scale)


def test_place_brings_far_points_of_a_plain_to_the_horizon():
    flat = view_of(replace(SHOT, surroundings="city"))
    heights = [flat.place(d, 0).y - flat.horizon for d in (5, 20, 60)]

    assert heights == sorted(heights, reverse=True)


def test_place_of_the_camera_itself_is_straight_ahead():
    near = VIEW.place(2.0, VIEW.eye_u)

    assert near.x == pytest.approx(VIEW.width / 2, abs=3)


def test_view_sits_in_its_own_lane():
    left = view_of(replace(SHOT, country=BRITAIN))

    assert VIEW.eye_u > 0 > left.eye_u
    assert VIEW.eye_u < VIEW.half_road


def test_view_on_a_track_keeps_to_the_middle():
    assert abs(view_of(replace(SHOT, lanes=1)).eye_u) < 0.5


def test_course_leaves_the_camera_without_a_jump_or_a_bend():
    x, y = VIEW.course(1.0)

    assert abs(x) < 0.01
    assert abs(y) < 0.01


def test_course_of_a_sequence_is_one_road():
    """Seen from 15 m further on, the same bend: curvature does not depend on where one stands."""
    ahead = view_of(replace(SHOT, along_m=15.0))
    here = np.diff([VIEW.course(d)[0] for d in (40, 60, 80)], n=2)
    there = np.diff([ahead.course(d)[0] for d in (25, 45, 65)], n=2)

    assert here == pytest.approx(there, abs=1e-6)


def test_drifts_are_what_the_waves_add_to_going_straight_on():
    bends = waves(Dice("bends"), ((20.0, 100.0), (3.0, 41.0)))
    fast = drifts(bends, 12.0)

    for d in (0, 1, 17, FARTHEST_M - 1):
        slow = sum(
            float(w.at(np.array(12.0 + d)) - w.at(np.array(12.0))) - w.slope(12.0) * d
            for w in bends
        )
        assert fast[d] == pytest.approx(slow)


@pytest.mark.parametrize("shot", SHOTS[:4])
def test_screen_grid_says_what_place_says(shot):
    view = view_of(shot)
    land = land_of(shot, view)
    d_R, u_C = np.array([80.0, 7.0, 2.0]), np.array([-30.0, -2.0, 0.0, 11.0, 300.0])
    heights = land.rises(d_R + view.start_m, u_C)
    grid = screen_grid(view, u_C, heights, d_R)

    for r, d in enumerate(d_R.tolist()):
        for c, u in enumerate(u_C.tolist()):
            seen = view.place(d, u, land.rise(d + view.start_m, u))
            assert grid[r, c].tolist() == pytest.approx([seen.x, seen.y])


def test_land_is_level_on_the_road():
    land = land_of(SHOT, VIEW)

    assert land.rise(123.0, 0.0) == 0
    assert land.rise(123.0, VIEW.half_road) == 0


def test_triangles_may_leave_out_the_middle_column():
    whole, hollow = triangles(3, 4), triangles(3, 4, hollow=True)

    assert len(whole) == 2 * 3 * 6
    assert len(hollow) == 2 * 2 * 6
    assert {1, 2, 6} not in [set(hollow[i : i + 3]) for i in range(0, len(hollow), 3)]
