"""What is expected of a photo was made without its label, and its twin by loops."""

import numpy as np
import pytest

from predictor.geodesy import haversine_km
from predictor.suspicion.expectations import (
    LEANING_PHOTOS,
    least_wrong,
    pool_by_sequence,
    usual_errors,
)
from predictor.suspicion.folds import FOLDS, folds_of
from predictor.suspicion.neighbours import NEIGHBOURS, reference_rows, similar_rows
from tests.predictor.suspicion.little_world import judge_for, little_world, moved


@pytest.fixture(scope="module")
def world():
    return little_world()


def test_a_fold_depends_on_the_name_of_the_group_alone():
    names = [f"group {number}" for number in range(50)]
    assert folds_of(names)[::-1].tolist() == folds_of(names[::-1]).tolist()
    assert set(folds_of(names).tolist()) == set(range(FOLDS))


def test_a_label_says_nothing_of_its_own_photo_or_group(world):
    labelled, ground = world
    group = labelled.group_N == labelled.group_N[0]
    elsewhere = moved(labelled, group, (-45.0, 170.0))

    before, after = judge_for(labelled, ground).expected, judge_for(elsewhere, ground).expected

    for name in ("answer_N", "expected_km_N", "usual_km_N", "near_NK", "chance_NC"):
        kept, now = getattr(before, name)[group], getattr(after, name)[group]
        assert np.allclose(kept, now, rtol=1e-4), name
    others = labelled.fold_N != labelled.fold_N[0]
    assert not np.array_equal(before.chance_NC[others], after.chance_NC[others])


def test_photos_of_one_drive_share_the_mean_of_their_logits():
    logits = np.array([[1.0, 0.0], [3.0, 2.0], [5.0, 5.0], [0.0, 4.0]], np.float32)
    pool_by_sequence(logits, np.array([7, -1, 7, 2]))
    assert logits.tolist() == [[3.0, 2.5], [3.0, 2.0], [3.0, 2.5], [0.0, 4.0]]


def test_the_answer_is_the_least_wrong_of_the_likeliest_cells(world):
    labelled, ground = world
    chance = judge_for(labelled, ground).expected.chance_NC[:40]

    answer, expected_km = least_wrong(chance, ground.cells_C2)

    for row in range(40):
        likely = np.argsort(-chance[row])[:5]
        km = [chance[row] @ haversine_km(ground.cells_C2[cell], ground.cells_C2) for cell in likely]
        assert expected_km[row] == pytest.approx(min(km), rel=1e-3)
        assert answer[row] == likely[int(np.argmin(km))]


def test_usual_errors_leave_the_own_fold_out():
    error, answer = np.array([10.0, 100.0, 1000.0, 50.0]), np.array([0, 0, 1, 0])
    fold = np.array([0, 1, 1, 2])

    usual = usual_errors(error, answer, fold, 3)

    for row in range(4):
        others = fold != fold[row]
        log = np.log(error + 1)
        inside = others & (answer == answer[row])
        mean = (log[inside].sum() + LEANING_PHOTOS * log[others].mean()) / (
            inside.sum() + LEANING_PHOTOS
        )
        assert usual[row] == pytest.approx(np.exp(mean) - 1)


def test_similar_photos_are_found_one_by_one(world):
    labelled, _ = world
    rows = np.array([0, 5, 17, 598])

    near, cosine = similar_rows(labelled.embeddings_ND, labelled.group_N, rows)

    for at, row in enumerate(rows):
        cosines = labelled.embeddings_ND @ labelled.embeddings_ND[row]
        cosines[labelled.group_N == labelled.group_N[row]] = -np.inf
        expected = np.sort(cosines)[::-1][:NEIGHBOURS]
        assert np.allclose(cosine[at], expected, atol=1e-5)
        assert not set(near[at]) & set(np.flatnonzero(np.isneginf(cosines)))


def test_where_fewer_are_there_the_rest_is_missing():
    embeddings = np.eye(4, dtype=np.float32)
    near, _ = similar_rows(embeddings, np.array([0, 0, 1, 2]), np.array([0]))
    assert sorted(near[0].tolist())[-2:] == [2, 3]
    assert (near[0] >= 0).sum() == 2


def test_references_are_few_enough_and_the_same_each_time():
    assert reference_rows(np.arange(10), 20).tolist() == list(range(10))
    some = reference_rows(np.arange(1000), 100)
    assert len(set(some.tolist())) == 100
    assert np.array_equal(some, reference_rows(np.arange(1000), 100))
