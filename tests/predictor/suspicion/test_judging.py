"""The whole judgement over a little planet: wrong labels first, changed ones as all of them."""

import json

import numpy as np
import pytest

from predictor.geodesy import haversine_km
from predictor.suspicion.hypotheses import ONE_PIN_KM, hypotheses_of
from predictor.suspicion.judging import COLUMNS, judge_all, judge_rows, verdict_from
from predictor.suspicion.reasons import LEAST_WEIGHT, REASONS, reasons_of
from tests.predictor.suspicion.little_world import everywhere_land, little_world, moved

WRONG = 30


@pytest.fixture(scope="module")
def world():
    """Truth, and labels of which some were moved by half a world or had their numbers exchanged."""
    labelled, ground = little_world()
    draw = np.random.default_rng(8)
    rows = draw.choice(len(labelled), WRONG, replace=False)
    wrong = labelled.latlng_N2[rows] * [-1, 1] + [0, 0]
    may_swap = np.abs(labelled.latlng_N2[rows, 1]) < 90
    wrong[may_swap] = labelled.latlng_N2[rows[may_swap]][:, ::-1]
    far = haversine_km(wrong, labelled.latlng_N2[rows]) > 1500
    return labelled, ground, rows[far], wrong[far]


@pytest.fixture(scope="module")
def judged(world):
    labelled, ground, rows, wrong = world
    return judge_all(moved(labelled, rows, wrong), ground, everywhere_land)


def test_wrong_labels_come_first(world, judged):
    _, _, rows, _ = world
    first = np.argsort(-judged[0].score_M)[: len(rows)]
    assert len(set(first.tolist()) & set(rows.tolist())) >= 0.8 * len(rows)


def test_the_share_of_wrong_labels_is_about_right(world, judged):
    _, _, rows, _ = world
    true = len(rows) / len(judged[0].score_M)
    assert true / 2 < judged[1].share < true * 2


def test_scores_are_the_sum_of_their_contributions(judged):
    found, verdict = judged
    odds = found.contributions_MF.sum(axis=1) + verdict.card.intercept
    odds += np.log(verdict.share / (1 - verdict.share))
    assert np.allclose(found.score_M, 1 / (1 + np.exp(-odds)))


def test_the_same_set_gives_the_same_scores(world, judged):
    labelled, ground, rows, wrong = world
    again, _ = judge_all(moved(labelled, rows, wrong), ground, everywhere_land)
    assert np.array_equal(again.score_M, judged[0].score_M)


def test_some_rows_are_judged_as_among_all(world, judged):
    labelled, ground, rows, wrong = world
    now = moved(labelled, rows, wrong)
    some = np.array([0, 4, 250, *rows[:5]])
    kept = json.loads(json.dumps(judged[1].as_json()))

    found = judge_rows(now, ground, everywhere_land, verdict_from(kept, judged[1].trust_N), some)

    assert np.allclose(found.score_M, judged[0].score_M[some], atol=1e-9)


def test_a_repaired_label_is_cleared_without_a_full_run(world, judged):
    labelled, ground, rows, wrong = world
    first = rows[np.argmax(judged[0].score_M[rows])]
    others = rows != first
    repaired = moved(labelled, rows[others], wrong[others])

    found = judge_rows(repaired, ground, everywhere_land, judged[1], np.array([first]))

    assert found.score_M[0] < 0.1 < judged[0].score_M[first]


def test_every_column_belongs_to_one_reason():
    assert sorted(sum(REASONS.values(), ())) == sorted(COLUMNS)


def test_reasons_are_heaviest_first(world, judged):
    _, _, rows, _ = world
    for reasons in reasons_of(judged[0], rows):
        weights = [each.weight for each in reasons]
        assert weights == sorted(weights, reverse=True)
        assert all(each.weight >= LEAST_WEIGHT - 0.01 for each in reasons)
        json.dumps([each.as_json() for each in reasons])


def test_exchanged_numbers_are_a_reason_and_a_pin_at_the_truth(world, judged):
    labelled, _, rows, wrong = world
    is_swap = np.isclose(wrong, labelled.latlng_N2[rows][:, ::-1]).all(axis=1)
    swaps = rows[is_swap]
    assert len(swaps) > 3

    names = [[each.name for each in reasons] for reasons in reasons_of(judged[0], swaps)]
    pins = hypotheses_of(judged[0].judge, swaps)

    assert sum("swap" in each for each in names) >= 0.8 * len(swaps)
    best = [next(pin for pin in each if pin.kind in {"swap", "drive", "locator"}) for each in pins]
    near = [
        float(haversine_km([pin.lat, pin.lng], labelled.latlng_N2[row])) < 500
        for pin, row in zip(best, swaps, strict=True)
    ]
    assert sum(near) >= 0.7 * len(swaps)


def test_pins_are_apart_and_none_is_at_the_label(world, judged):
    _, _, rows, _ = world
    label_N2 = judged[0].judge.labelled.latlng_N2
    for row, pins in zip(rows, hypotheses_of(judged[0].judge, rows), strict=True):
        places = np.array([label_N2[row], *[(pin.lat, pin.lng) for pin in pins]])
        km = haversine_km(places[:, None], places[None])[~np.eye(len(places), dtype=bool)]
        assert km.min() >= ONE_PIN_KM - 0.1
        assert [pin.share for pin in pins] == sorted((pin.share for pin in pins), reverse=True)
