"""Splits: deterministic shares, whole sequences, neighbours together where it is cheap."""

from collections import Counter

import numpy as np
import pytest

from predictor.geodesy import LatLng, destination, haversine_km
from predictor.splits import (
    BLOCK_KM,
    NEAR_KM,
    Group,
    Neighbour,
    assign_splits,
    block_name,
    group_of,
    hashed_split,
    near_pairs,
    torn_apart,
)

PARIS = LatLng(48.8566, 2.3522)


def sphere(n, seed=0):
    rng = np.random.default_rng(seed)
    lat = np.degrees(np.arcsin(rng.uniform(-1, 1, n)))
    return np.stack([lat, rng.uniform(-180, 180, n)], axis=1)


def sequence_in(split, skip=0):
    """The name of a sequence whose own split that is."""
    names = (f"drive {number}" for number in range(1000))
    hits = [name for name in names if hashed_split("d", Group("sequence", name)) == split]
    return Group("sequence", hits[skip])


def test_group_of_takes_sequence_then_author_then_block():
    assert group_of("s", "a", PARIS) == Group("sequence", "s")
    assert group_of("", "a", PARIS) == Group("author", "a")
    assert group_of("", "", PARIS).kind == "block"


def test_hashed_split_never_changes():
    names = ("a", "b", "c", "d", "e", "f", "g", "h")
    splits = [hashed_split("mp16", Group("author", name)) for name in names]

    assert splits == ["test", *["train"] * 7]


def test_hashed_split_gives_four_fifths_to_train():
    counts = Counter(hashed_split("d", Group("author", str(n))) for n in range(20_000))

    assert counts["train"] == pytest.approx(16_000, abs=250)
    assert counts["tune"] == pytest.approx(2_000, abs=200)
    assert counts["test"] == pytest.approx(2_000, abs=200)


def test_hashed_split_differs_between_datasets_and_kinds():
    groups = [Group("author", str(n)) for n in range(100)]

    assert [hashed_split("a", g) for g in groups] != [hashed_split("b", g) for g in groups]
    assert hashed_split("a", Group("x", "y\x1fz")) == hashed_split("a", Group("x", "y\x1fz"))


def test_block_name_is_shared_within_a_block_only():
    points = sphere(400)
    for lat, lng in points:
        start = LatLng(lat, lng)
        assert block_name(start) == block_name(LatLng(lat, lng + 360.0))
        assert block_name(start) != block_name(destination(start, 45.0, 3 * BLOCK_KM))


@pytest.mark.parametrize("lat", [90.0, -90.0, 89.9999, 0.0])
def test_block_name_is_closed_at_poles_and_antimeridian(lat):
    assert block_name(LatLng(lat, 180.0)) == block_name(LatLng(lat, -180.0))


def test_near_pairs_equals_all_distances():
    centres = np.array([[48.85, 2.35], [0.0, 180.0], [90.0, 0.0], [-33.9, 18.4]])
    rng = np.random.default_rng(1)
    points = np.repeat(centres, 5, axis=0) + rng.normal(0, 0.005, (20, 2))
    points[:, 0] = np.minimum(points[:, 0], 90.0)

    distances = haversine_km(points[:, None], points[None])
    expected = [(i, j) for i in range(20) for j in range(i) if distances[i, j] <= NEAR_KM]

    assert near_pairs(points) == expected


def test_near_pairs_stays_small_among_identical_points():
    assert len(near_pairs(np.tile([48.85, 2.35], (500, 1)))) <= 500 * 9


@pytest.mark.parametrize("n", [0, 1])
def test_near_pairs_of_too_few_points_is_empty(n):
    assert near_pairs(np.zeros((n, 2))) == []


def test_assign_splits_keeps_what_is_known():
    train = sequence_in("train")

    assert assign_splits("d", [train, train], sphere(2), {train: "test"}, []) == ["test", "test"]


def test_assign_splits_never_tears_a_sequence():
    groups = [Group("sequence", f"drive {n % 50}") for n in range(1000)]
    around_paris = np.array([PARIS]) + np.random.default_rng(2).normal(0, 0.02, (1000, 2))

    splits = assign_splits("d", groups, around_paris, {}, [])

    assert len(set(zip(groups, splits, strict=True))) == 50


def test_assign_splits_lets_a_neighbour_follow():
    train, test = sequence_in("train"), sequence_in("test")
    points = np.array([PARIS, destination(PARIS, 90.0, 0.5)])

    assert assign_splits("d", [train, test], points, {}, []) == ["train", "train"]
    assert assign_splits("d", [test, train], points, {}, []) == ["test", "test"]


def test_assign_splits_lets_nobody_follow_a_follower():
    train, test, other = sequence_in("train"), sequence_in("test"), sequence_in("test", skip=1)
    points = np.array([destination(PARIS, 90.0, km) for km in (0.0, 0.8, 1.6)])

    assert assign_splits("d", [train, test, other], points, {}, []) == ["train", "train", "test"]


def test_assign_splits_follows_photos_placed_before():
    train, test = sequence_in("train"), sequence_in("test")
    near = [Neighbour(0, train, "train")]

    assert assign_splits("d", [test], np.array([PARIS]), {}, near) == ["train"]
    assert assign_splits("d", [test], np.array([PARIS]), {}, [Neighbour(0, train, "tune")]) == [
        "test"
    ]


def test_assign_splits_keeps_the_shares_in_a_crowd():
    """Chains would end with everybody in the split of the first."""
    groups = [Group("sequence", f"drive {n}") for n in range(4000)]
    town = np.array([PARIS]) + np.random.default_rng(3).normal(0, 0.3, (4000, 2))

    counts = Counter(assign_splits("d", groups, town, {}, []))

    assert 0.7 < counts["train"] / 4000 < 0.9
    assert counts["test"] > 200


def test_torn_apart_counts_both_sides_of_a_border():
    points = np.array([PARIS, destination(PARIS, 0.0, 0.9), destination(PARIS, 0.0, 9.0)])

    assert torn_apart(["train", "test", "test"], points, []) == {0, 1}
    far = Neighbour(2, Group("author", "a"), "train")
    assert torn_apart(["train", "train", "test"], points, [far]) == {2}
