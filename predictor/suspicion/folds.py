"""Folds that no group spans: what judges a photo learnt from none of its near-duplicates."""

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np

from predictor.resampling import Ints

FOLDS: Final = 5


def folds_of(names: Sequence[str]) -> Ints:
    """By the name of the group alone, so that a photo that comes later moves nobody."""
    return np.array([fold_of(name) for name in names], dtype=np.int64)


def fold_of(name: str) -> int:
    digest = hashlib.sha256(name.encode()).digest()
    return int.from_bytes(digest[:8]) % FOLDS
