"""How well a place fits, drives and rules, each beside its loop."""

import numpy as np
import pytest

from predictor.geodesy import haversine_km
from predictor.suspicion.companions import companion_km, companion_rows
from predictor.suspicion.rules import middle_km, others_exactly_there, swapped, unmixed
from predictor.suspicion.support import CELL_KM, LEAST, NEIGHBOUR_KM, SHARPNESS, support_of
from tests.predictor.suspicion.little_world import judge_for, little_world


@pytest.fixture(scope="module")
def judge():
    labelled, ground = little_world()
    return judge_for(labelled, ground, np.random.default_rng(2).uniform(0.1, 1, len(labelled)))


def test_support_is_what_loops_say(judge):
    rows = np.array([3, 3, 90, 598])
    places = np.array([[10.0, 20.0], [-80.0, 179.9], [0.0, -179.9], [89.9, 0.0]])

    found = support_of(judge.known, rows, places)

    for at, (row, place) in enumerate(zip(rows, places, strict=True)):
        km = haversine_km(place, judge.ground.cells_C2)
        chance = judge.expected.chance_NC[row]
        assert found.cells_M[at] == pytest.approx(
            np.log((chance * np.exp(-km / CELL_KM)).sum() + LEAST), abs=0.02
        )
        assert found.expected_km_M[at] == pytest.approx(chance @ km, rel=1e-3)
        near = judge.expected.near_NK[row]
        weight = np.exp(SHARPNESS * judge.expected.cosine_NK[row]) * judge.trust_N[near]
        km = haversine_km(place, judge.labelled.latlng_N2[near])
        expected = (weight * np.exp(-km / NEIGHBOUR_KM)).sum() / weight.sum()
        assert found.neighbours_M[at] == pytest.approx(np.log(expected + LEAST), abs=1e-3)


def test_the_middle_distance_has_half_the_weight_on_each_side(judge):
    rows = np.arange(40)
    found = judge.support(rows, judge.labelled.latlng_N2[rows]).neighbour_km_M

    for row in rows:
        near = judge.expected.near_NK[row]
        weight = np.exp(SHARPNESS * judge.expected.cosine_NK[row]) * judge.trust_N[near]
        km = haversine_km(judge.labelled.latlng_N2[row], judge.labelled.latlng_N2[near])
        assert weight[km < found[row] - 1e-9].sum() <= weight.sum() / 2 + 1e-9
        assert weight[km <= found[row] + 1e-9].sum() >= weight.sum() / 2 - 1e-9


def test_companions_are_the_other_photos_of_the_drive():
    sequence = np.array([4, -1, 4, 9, 4, -1])
    found = companion_rows(sequence)
    assert [sorted(row[row >= 0].tolist()) for row in found] == [[2, 4], [], [0, 4], [], [0, 2], []]


def test_long_drives_give_the_next_ones_in_order():
    found = companion_rows(np.zeros(40, np.int64))
    assert found[0].tolist() == list(range(1, 17))
    assert found[39].tolist() == list(range(16))


def test_companion_distance_is_the_lower_middle_of_those_believed():
    rows = np.array([[1, 2, 3], [1, -1, -1], [2, -1, -1]])
    labels = np.array([[0.0, 0.0], [0.0, 1.0], [0.0, 3.0], [0.0, 9.0]])
    trust = np.array([1.0, 1.0, 0.4, 1.0])

    found = companion_km(rows, np.zeros((3, 2)), labels, trust)

    degree = float(haversine_km([0, 0], [0, 1]))
    assert found[:2] == pytest.approx([degree, degree])
    assert np.isnan(found[2])


def test_exchanged_numbers_are_a_place_only_where_they_can_be():
    found = swapped(np.array([[48.8, 2.3], [10.0, 120.0]]))
    assert found[0].tolist() == [2.3, 48.8]
    assert np.isnan(found[1]).all()


def test_signs_are_tried_in_all_three_ways():
    found = unmixed(np.array([[48.8, 2.3]]))[0, 1:]
    assert found.tolist() == [[-48.8, 2.3], [48.8, -2.3], [-48.8, -2.3]]


def test_other_groups_on_one_coordinate_are_counted():
    latlng = np.array([[1.0, 2.0], [1.0, 2.0], [1.0, 2.0 + 1e-7], [1.0, 2.1], [1.0, 2.0]])
    found = others_exactly_there(latlng, np.array([0, 0, 1, 1, 2]))
    assert found.tolist() == [2, 2, 2, 0, 2]


def test_middles_are_measured_over_the_meridian():
    found = middle_km(np.array([[0.0, 179.9]]), np.array([[0.0, -179.9], [0.0, 170.0]]))
    assert found == pytest.approx(haversine_km([[0, 179.9]], [[0, -179.9]]))
    assert np.isnan(middle_km(np.zeros((1, 2)), np.zeros((0, 2)))).all()
