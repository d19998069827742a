import math

import pytest

from predictor.scoring import SCORE_DECAY_KM, SCORE_MAX, score


def test_score_is_full_at_the_spot():
    assert score(0.0) == SCORE_MAX


def test_score_falls_by_e_over_the_decay_distance():
    assert score(SCORE_DECAY_KM) == round(SCORE_MAX / math.e)


def test_score_vanishes_at_the_antipode():
    assert score(20_015.0) == 0


def test_score_never_rises_with_distance():
    points = [score(distance) for distance in range(0, 20_016, 13)]
    assert points == sorted(points, reverse=True)


@pytest.mark.parametrize("distance", [-0.1, math.nan])
def test_score_refuses_what_is_no_distance(distance):
    with pytest.raises(ValueError, match="at least 0 km"):
        score(distance)
