import numpy as np
import pytest

from predictor.geodesy import haversine_km
from predictor.nn.retrieval import Placed, retrieval

CAIRO, LIMA, OSLO = (30.0, 31.2), (-12.0, -77.0), (59.9, 10.7)


def rows(*angles_deg):
    angles = np.radians(angles_deg)
    return np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)


REFERENCES = Placed(
    rows(0, 90, 91, 180), np.array([CAIRO, LIMA, LIMA, OSLO]), ["EG", "PE", "PE", "NO"]
)
QUERIES = Placed(rows(5, 88, 100), np.array([CAIRO, LIMA, OSLO]), ["EG", "PE", "NO"])
PROMPTS = rows(10, 170, 95)


def found():
    return retrieval(QUERIES, REFERENCES, PROMPTS, ["EG", "NO", "PE"], seed=1)


def test_neighbour_scores_count_right_countries_and_kilometres():
    scores = found()
    assert scores.photos == 3
    assert scores.neighbour_country == pytest.approx(2 / 3, abs=1e-4)
    assert scores.neighbour_median_km == 0.0


def test_zero_shot_is_the_nearest_prompt():
    assert found().zero_shot_country == pytest.approx(2 / 3, abs=1e-4)


def test_chance_is_the_commonest_reference_country():
    assert found().chance_country == pytest.approx(1 / 3, abs=1e-4)


def test_chance_kilometres_are_those_of_random_references():
    between = {
        round(float(haversine_km(a, b)), 1)
        for a in (CAIRO, LIMA, OSLO)
        for b in (CAIRO, LIMA, OSLO)
    }
    assert found().chance_median_km in between
