"""Controls on small arrays, and the oracle against a loop."""

import numpy as np
import pytest

from predictor.evaluation import controls
from predictor.evaluation.oracle import NEIGHBOURS, medoid, oracle
from predictor.geodesy import haversine_km, spherical_mean


def test_nearest_neighbour_equals_a_loop(monkeypatch):
    monkeypatch.setattr("predictor.similarity.HELD", 50)  # a few rows at a time
    rng = np.random.default_rng(0)
    test, train = (rng.normal(size=(n, 5)) for n in (17, 23))
    train /= np.linalg.norm(train, axis=1, keepdims=True)
    latlng = rng.uniform(-80, 80, (23, 2))

    found = controls.nearest_neighbour(test, train, latlng)

    best = [max(range(23), key=lambda m: test[n] @ train[m]) for n in range(17)]
    assert np.array_equal(found, latlng[best])


def test_mean_position_works_across_the_antimeridian():
    found = controls.mean_position(np.array([[0.0, 179.0], [0.0, -179.0]]), 2)

    assert np.abs(found[:, 1]) == pytest.approx([180.0, 180.0])
    assert tuple(found[0]) == pytest.approx(tuple(spherical_mean([[0, 179], [0, -179]])))


def facts(country="FR", **others):
    base = {"country": country, "language": "fr", "climate": "oceanic", "surroundings": "town"}
    return base | {"temperature_c": 10.0, "elevation_m": 100, "month": 6} | others


def test_oracle_answers_from_the_same_country():
    train = [facts("FR"), facts("DE", elevation_m=900)]
    latlng = np.array([[46.0, 2.0], [51.0, 10.0]])

    assert oracle(train, latlng, [facts("DE")]).tolist() == [[51.0, 10.0]]


def test_oracle_falls_back_on_the_language_and_then_on_all():
    train = [facts("FR"), facts("DE", language="de")]
    latlng = np.array([[46.0, 2.0], [51.0, 10.0]])

    found = oracle(train, latlng, [facts("AT", language="de"), facts("JP", language="ja")])

    assert found[0].tolist() == [51.0, 10.0]
    assert found[1].tolist() in latlng.tolist()


def test_oracle_prefers_similar_facts_and_ignores_names():
    train = [facts(elevation_m=100 * n, place=f"p{n}", population=n) for n in range(12)]
    latlng = np.stack([np.arange(12.0), np.zeros(12)], axis=1)

    found = oracle(train, latlng, [facts(elevation_m=500, place="p11", population=11)])

    assert found.tolist() == [[5.0, 0.0]]
    assert NEIGHBOURS == 3


@pytest.mark.parametrize("count", [1, 2, 5])
def test_medoid_has_the_least_total_distance(count):
    points = np.random.default_rng(count).uniform(-80, 80, (count, 2))

    totals = [sum(float(haversine_km(a, b)) for b in points) for a in points]

    assert medoid(points).tolist() == points[int(np.argmin(totals))].tolist()
