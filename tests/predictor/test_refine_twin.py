"""The one query against a slow twin on 200 cases: seams, poles, ties, lone members, empty cells."""

import numpy as np
import pytest
from django.test import TestCase

from predictor.config import Refine
from predictor.geodesy import LatLng, destination, distance_km
from predictor.refine import refine
from tests.predictor.known_world import save_world, unit_rows
from tests.predictor.refine_twin import twin

WORLDS, PHOTOS = 40, 5
CELLS = 7
METHODS = ("nearest", "barycentric", "barycentric", "nearest", "barycentric", "nearest", "none")
SEAMS = [(-17.0, 179.9), (66.0, -179.99), (89.9, 30.0), (-89.95, -120.0), (0.0, 0.0), (48.0, 2.0)]


class RefineTwinTest(TestCase):
    def test_refine_says_what_the_twin_says(self):
        for seed in range(WORLDS):
            draw = np.random.default_rng(seed)
            pool = unit_rows(draw, 12)
            world = random_world(draw, pool, f"world-{seed}")
            config = random_config(draw, METHODS[seed % len(METHODS)])
            queries, numbers, chances = random_questions(draw, pool, config.cells)
            answers = refine(queries, numbers, chances, world.locator.pk, config)
            for row, answer in enumerate(answers):
                with self.subTest(seed=seed, row=row, config=config):
                    agree(answer, twin(world, queries[row], numbers[row], chances[row], config))


def random_world(draw, pool, name):
    """Few distinct embeddings make ties; cell 6 and often others have no prototypes."""
    centroids = [SEAMS[number % len(SEAMS)] for number in range(CELLS)]
    groups, latlng = [], []
    for number in range(CELLS - 1):
        for _ in range(draw.choice(4, p=[0.1, 0.3, 0.3, 0.3])):
            rows = np.arange(len(latlng), len(latlng) + draw.choice([1, 2, 5]))
            latlng += [somewhere(draw, centroids[number]) for _ in rows]
            groups.append((number, rows))
    embeddings = pool[draw.integers(0, len(pool), len(latlng))]
    return save_world(centroids, groups, embeddings, latlng, name)


def somewhere(draw, centroid):
    reach_km = draw.choice([0.0, 5.0, 300.0, 3000.0])
    return destination(LatLng(*centroid), draw.uniform(0, 360), reach_km * draw.uniform())


def random_config(draw, method):
    return Refine(
        method=method,
        cells=int(draw.integers(1, CELLS + 1)),
        temperature=float(draw.choice([0.05, 0.5, 1.6])),
        prototypes=int(draw.integers(1, 6)),
        members=int(draw.integers(1, 9)),
        alpha=float(draw.choice([0.0, 1.0, 8.0])),
        within_km=float(draw.choice([1.0, 1000.0, 3000.0, 21_000.0])),
        max_km=float(draw.choice([10.0, 1000.0, 3000.0, 21_000.0])),
    )


def random_questions(draw, pool, width):
    """Every other question is a stored embedding itself, and probabilities tie or vanish."""
    queries = unit_rows(draw, PHOTOS)
    queries[::2] = pool[draw.integers(0, len(pool), len(queries[::2]))]
    numbers = np.array([draw.permutation(CELLS)[:width] for _ in range(PHOTOS)])
    chances = draw.choice([0.0, 0.1, 0.1, 0.3, 0.5], size=(PHOTOS, width))
    return queries, numbers, chances


def agree(answer, expected):
    assert answer.is_refined == expected.is_refined
    assert [cell.number for cell in answer.cells] == [number for number, _ in expected.cells]
    assert [each.photo_id for each in answer.members] == [each[0] for each in expected.members]
    probabilities = [probability for _, probability in expected.cells]
    assert [cell.probability for cell in answer.cells] == pytest.approx(probabilities, rel=1e-5)
    distances = [distance for _, distance, _ in expected.members]
    assert [each.distance for each in answer.members] == pytest.approx(distances, abs=1e-6)
    weights = [weight for _, _, weight in expected.members]
    assert [each.weight for each in answer.members] == pytest.approx(weights, abs=1e-5)
    assert distance_km(answer.latlng, LatLng(*expected.point)) < 0.05
