"""Temperatures: found again where they are known, and as good as a fine grid."""

import math

import numpy as np
import pytest
import torch

from predictor.nn.calibration import fit_temperature, golden_section


def drawn(count=4000, cells=7, seed=1):
    """Logits of a perfect forecaster, and the cells drawn from its probabilities."""
    draw = np.random.default_rng(seed)
    logits = draw.normal(0, 2, (count, cells))
    odds = np.exp(logits)
    own = [draw.choice(cells, p=row / row.sum()) for row in odds]
    return torch.from_numpy(logits).float(), torch.tensor(own)


@pytest.mark.parametrize("known", [0.25, 1.0, 3.0])
def test_known_temperature_is_found_again(known):
    logits, own = drawn()

    assert math.isclose(fit_temperature(logits * known, own), known, rel_tol=0.08)


def test_temperature_is_as_good_as_the_best_of_a_grid():
    logits, own = drawn(200)

    def loss(temperature):
        return torch.nn.functional.cross_entropy(logits * 1.7 / temperature, own).item()

    best = min(loss(temperature) for temperature in np.geomspace(0.1, 10, 2001))
    assert loss(fit_temperature(logits * 1.7, own)) <= best + 1e-6


def test_temperature_of_a_head_that_is_always_right_stays_in_range():
    temperature = fit_temperature(torch.eye(4) * 9, torch.arange(4))

    assert 0.04 < temperature < 0.06


@pytest.mark.parametrize("lowest", [-3.0, -0.3, 0.0, 1.234, 4.0])
def test_golden_section_finds_the_lowest_point(lowest):
    found = golden_section(lambda x: abs(x - lowest), -3.0, 4.0)

    assert math.isclose(found, lowest, abs_tol=2e-3)
