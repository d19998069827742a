"""Clusters of a cell's photos: nobody is dropped, means are unit vectors, bad numbers are refused."""

import numpy as np
import pytest

from predictor.config import Prototypes
from predictor.geodesy import LatLng, destination, distance_km
from predictor.prototypes import PrototypeError, make_prototypes, mean_embedding
from tests.predictor.known_world import unit_rows

CONFIG = Prototypes(min_samples=3, xi=0.15)


def around(draw, centre, count, reach_km):
    return [
        destination(LatLng(*centre), draw.uniform(0, 360), reach_km * draw.uniform())
        for _ in range(count)
    ]


def two_towns(centre, seed=1):
    """Eight photos in each of two towns 200 km apart, and a lone one 900 km off."""
    draw = np.random.default_rng(seed)
    second = destination(LatLng(*centre), 90.0, 200.0)
    lone = destination(LatLng(*centre), 180.0, 900.0)
    return np.array([*around(draw, centre, 8, 2.0), *around(draw, second, 8, 2.0), lone])


@pytest.mark.parametrize("centre", [(48.0, 2.0), (0.0, 179.5), (89.6, 10.0), (-89.9, -170.0)])
def test_towns_become_prototypes_and_a_lone_photo_its_own(centre):
    latlng = two_towns(centre)
    embeddings = unit_rows(np.random.default_rng(2), 17)

    found = make_prototypes(embeddings, latlng, np.zeros(17), CONFIG)

    groups = {tuple(sorted(rows.tolist())) for rows in found.members}
    assert (16,) in groups
    assert sorted(row for group in groups for row in group) == list(range(17))
    assert not any(min(group) < 8 <= max(group) for group in groups)


def test_prototypes_lie_in_the_order_of_their_cells():
    draw = np.random.default_rng(3)
    cells = draw.integers(0, 9, 60)
    latlng = np.column_stack([draw.uniform(-80, 80, 60), draw.uniform(-180, 180, 60)])

    found = make_prototypes(unit_rows(draw, 60), latlng, cells, CONFIG)

    assert (np.diff(found.cell_numbers_P) >= 0).all()
    assert found.counts_P.tolist() == [len(rows) for rows in found.members]
    for cell, rows in zip(found.cell_numbers_P, found.members, strict=True):
        assert set(cells[rows]) == {cell}


def test_prototype_is_the_mean_of_its_members():
    latlng = np.array([(10.0, 179.9), (10.0, -179.9), (10.0, 180.0)] * 4)
    embeddings = unit_rows(np.random.default_rng(4), 12)

    found = make_prototypes(embeddings, latlng, np.zeros(12), CONFIG)

    for number, rows in enumerate(found.members):
        mean = embeddings[rows].sum(axis=0)
        assert found.embeddings_PD[number] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)
        assert distance_km(LatLng(*found.latlng_P2[number]), LatLng(10.0, 180.0)) < 12


def test_photos_at_one_spot_are_all_kept():
    found = make_prototypes(
        unit_rows(np.random.default_rng(5), 6), np.full((6, 2), 7.0), np.zeros(6), CONFIG
    )

    assert sorted(np.concatenate(found.members).tolist()) == list(range(6))


def test_fewer_photos_than_a_cluster_needs_are_prototypes_of_their_own():
    embeddings = unit_rows(np.random.default_rng(6), 2)

    found = make_prototypes(embeddings, [(1.0, 1.0), (1.0, 1.1)], [4, 4], CONFIG)

    assert found.counts_P.tolist() == [1, 1]
    assert found.embeddings_PD == pytest.approx(embeddings)


def test_no_photos_make_no_prototypes():
    found = make_prototypes(np.empty((0, 8)), np.empty((0, 2)), [], CONFIG)

    assert (len(found.members), found.embeddings_PD.shape) == (0, (0, 8))


def test_opposite_embeddings_have_the_first_for_a_mean():
    first = unit_rows(np.random.default_rng(7), 1)

    assert mean_embedding(np.concatenate([first, -first])) == pytest.approx(first[0])


@pytest.mark.parametrize("wrong", [np.nan, np.inf, 0.0])
def test_embeddings_without_a_direction_are_refused(wrong):
    embeddings = unit_rows(np.random.default_rng(8), 5)
    embeddings[3] = wrong

    with pytest.raises(PrototypeError, match="Embedding 3 of 5"):
        make_prototypes(embeddings, np.zeros((5, 2)), np.zeros(5), CONFIG)
