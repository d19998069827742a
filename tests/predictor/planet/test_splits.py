"""Splits against a double loop over all photos."""

import numpy as np
import pytest

from predictor.geodesy import LatLng, destination, haversine_km
from predictor.planet.splits import APART_KM, SHARES, Splitter


def walk(start, photos=5, step_km=0.02):
    return [destination(start, 90.0, step_km * number) for number in range(photos)]


@pytest.mark.parametrize("middle", [LatLng(0.0, 179.999), LatLng(89.95, 0.0), LatLng(50.0, 8.0)])
def test_splits_are_a_kilometre_apart(middle):
    """A crowded place: many drives by towns of their own within a few kilometres."""
    rng, splitter = np.random.default_rng(1), Splitter()
    kept = []
    for town in range(150):
        path = walk(destination(middle, rng.uniform(0, 360), rng.uniform(0, 12)))
        kept.append((splitter.assign(town, path), path))

    photos = [(split, each) for split, path in kept if split for each in path]
    for split, here in photos:
        others = [each for other, each in photos if other != split]
        assert not others or haversine_km(here, others).min() >= APART_KM
    assert {split for split, _ in photos} == set(SHARES)


def test_drives_of_one_town_share_a_split():
    splitter = Splitter()
    splits = {splitter.assign(7, walk(LatLng(10.0, lng))) for lng in range(20)}

    assert len(splits) == 1


def test_a_drive_between_two_splits_is_refused():
    splitter = Splitter()
    left = splitter.assign(1, walk(LatLng(10.0, 20.0)))
    right = splitter.assign(2, walk(LatLng(10.0, 20.05)))

    assert left != right
    assert splitter.assign(3, walk(LatLng(10.0, 20.0), photos=300)) is None


def test_shares_are_kept():
    splitter = Splitter()
    given = [splitter.assign(town, walk(LatLng(town / 10, 0.0))) for town in range(400)]

    for split, share in SHARES.items():
        assert given.count(split) / 400 == pytest.approx(share, abs=0.01)
