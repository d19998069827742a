"""Noise on the sphere: even, smooth, the same everywhere it is asked for."""

import numpy as np
import pytest

from predictor.geodesy import EARTH_RADIUS_KM, unit_vectors
from predictor.planet.noise import noise, share


@pytest.fixture
def globe():
    rng = np.random.default_rng(3)
    lat = np.degrees(np.arcsin(rng.uniform(-1, 1, 4000)))
    return np.column_stack([lat, rng.uniform(-180, 180, 4000)])


def test_noise_is_nearly_standard_normal(globe):
    values = noise("any", 300.0, globe)

    assert abs(values.mean()) < 0.1
    assert 0.9 < values.std() < 1.1


def test_noise_repeats_and_differs_by_name(globe):
    assert np.array_equal(noise("any", 300.0, globe), noise("any", 300.0, globe))
    assert abs(np.corrcoef(noise("any", 300.0, globe), noise("other", 300.0, globe))[0, 1]) < 0.1


def test_noise_does_not_depend_on_how_many_points_are_asked(globe):
    alone = [float(noise("any", 300.0, point)) for point in globe[:7]]

    assert alone == pytest.approx(noise("any", 300.0, globe)[:7].tolist(), abs=1e-12)


@pytest.mark.parametrize("away_km", [100.0, 300.0, 900.0])
def test_noise_correlates_as_its_scale_says(globe, away_km):
    shifted = globe + np.array([np.degrees(away_km / EARTH_RADIUS_KM), 0.0])
    inside = np.abs(shifted[:, 0]) < 80
    chord_km = np.linalg.norm(unit_vectors(globe) - unit_vectors(shifted), axis=1) * EARTH_RADIUS_KM
    a, b = noise("any", 300.0, globe), noise("any", 300.0, shifted)

    expected = np.exp(-((chord_km[0] / 300.0) ** 2) / 2)

    assert np.corrcoef(a[inside], b[inside])[0, 1] == pytest.approx(expected, abs=0.12)


def test_noise_is_the_same_on_both_sides_of_the_antimeridian():
    assert float(noise("any", 50.0, [10.0, 180.0])) == pytest.approx(
        float(noise("any", 50.0, [10.0, -180.0])), abs=1e-9
    )


def test_shares_are_spread_evenly(globe):
    shares = share("any", 100.0, globe)
    counts, _ = np.histogram(shares, bins=4, range=(0, 1))

    assert (counts > 850).all()
    assert 0.0 <= shares.min() < shares.max() <= 1.0
