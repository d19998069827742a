"""One temperature for the cells' logits, fitted on the tune split (Guo et al. 2017)."""

import math
from collections.abc import Callable
from typing import Final

import torch
from torch.nn import functional as F  # noqa: N812  # as everybody calls it

LEAST: Final = 0.05
MOST: Final = 20.0
PRECISION: Final = 1e-3  # of the logarithm: far below what a tune split can tell apart
MOST_ROWS: Final = 20_000
GOLDEN: Final = (math.sqrt(5) - 1) / 2


def fit_temperature(logits_NC: torch.Tensor, own_cell_N: torch.Tensor) -> float:
    """Makes the photos' own cells most likely; dividing by it changes no ranking."""
    logits_NC, own_cell_N = logits_NC[:MOST_ROWS].float(), own_cell_N[:MOST_ROWS]

    def loss(log_temperature: float) -> float:
        return F.cross_entropy(logits_NC / math.exp(log_temperature), own_cell_N).item()

    return math.exp(golden_section(loss, math.log(LEAST), math.log(MOST)))


def golden_section(loss: Callable[[float], float], low: float, high: float) -> float:
    """The lowest point of a function that falls and then rises, one call a step."""
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    loss_left, loss_right = loss(left), loss(right)
    while high - low > PRECISION:
        if loss_left <= loss_right:
            high, right, loss_right = right, left, loss_left
            left = high - GOLDEN * (high - low)
            loss_left = loss(left)
        else:
            low, left, loss_left = left, right, loss_right
            right = low + GOLDEN * (high - low)
            loss_right = loss(right)
    return (low + high) / 2
