"""A little planet for tests: places that look alike inside and unlike each other, in drives."""

import numpy as np

from predictor.geodesy import from_unit_vector
from predictor.suspicion.expectations import expectations_of
from predictor.suspicion.features import judge_of
from predictor.suspicion.folds import folds_of
from predictor.suspicion.labelled import Ground, without_side_facts
from predictor.suspicion.neighbours import similar_rows

CENTRES = 24
WIDTH = 16
DRIVES = ("lone", "pair", "trio", "trio", "trio")


def everywhere_land(latlng_M2):
    return np.ones(len(latlng_M2), bool)


def little_world(photos=899, seed=3, noise=0.3):
    draw = np.random.default_rng(seed)
    centres = np.array([from_unit_vector(each) for each in draw.normal(size=(CENTRES, 3))])
    looks = draw.normal(size=(CENTRES, WIDTH)) / WIDTH**0.5
    drive_N = drives(photos, draw)
    centre_N = draw.integers(0, CENTRES, drive_N.max() + 1)[drive_N]
    town_D2 = draw.normal(0, 0.7, (drive_N.max() + 1, 2))
    latlng_N2 = centres[centre_N] + town_D2[drive_N] + draw.normal(0, 1e-4, (photos, 2))
    latlng_N2 = np.clip(latlng_N2, [-89.0, -179.0], [89.0, 179.0])
    embeddings_ND = looks[centre_N] + noise * draw.normal(size=(photos, WIDTH)) / WIDTH**0.5
    embeddings_ND /= np.linalg.norm(embeddings_ND, axis=1, keepdims=True)
    fold_N = folds_of([f"drive {drive}" for drive in drive_N])
    size_D = np.bincount(drive_N)
    sequence_N = np.where(size_D[drive_N] > 1, drive_N, -1)
    labelled = without_side_facts(
        embeddings_ND.astype(np.float32), latlng_N2, drive_N, fold_N, sequence_N
    )
    return labelled, Ground(centres, centres[:10] + 1.5)


def drives(photos, draw):
    sizes = [{"lone": 1, "pair": 2, "trio": 3}[draw.choice(DRIVES)] for _ in range(photos)]
    return np.repeat(np.arange(photos), sizes)[:photos]


def judge_for(labelled, ground, trust_N=None, on_land=everywhere_land):
    trust_N = np.ones(len(labelled)) if trust_N is None else trust_N
    rows_N = np.arange(len(labelled))
    similar = similar_rows(labelled.embeddings_ND, labelled.group_N, rows_N)
    expected = expectations_of(labelled, ground, trust_N, similar)
    return judge_of(labelled, ground, expected, trust_N, on_land)


def moved(labelled, rows, latlng):
    latlng_N2 = labelled.latlng_N2.copy()
    latlng_N2[rows] = latlng
    return labelled.labelled_as(latlng_N2)
