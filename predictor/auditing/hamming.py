"""Pairs of 64-bit hashes that differ in few bits: multi-index hashing (Norouzi et al. 2012)."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from predictor.resampling import Ints

Hashes = NDArray[np.uint64]
BANDS: Final = 4
BAND_BITS: Final = 16
# Two hashes within 7 bits differ by at most one in some band of 16.
MOST_BITS: Final = 7
MASKS: Final = (0, *(1 << bit for bit in range(BAND_BITS)))
HELD: Final = 4_000_000  # candidates at once


def near_hashes(a: Hashes, b: Hashes, bits: int) -> tuple[Ints, Ints, Ints]:
    """Indices into both and the distance of every pair within so many bits, sorted."""
    if bits > MOST_BITS:
        raise ValueError(f"{bits} bits are too many: at most {MOST_BITS}.")
    found = [near_in_band(a, b, bits, band) for band in range(BANDS)]
    pairs = np.unique(np.concatenate(found), axis=0)
    distances = np.bitwise_count(a[pairs[:, 0]] ^ b[pairs[:, 1]]).astype(np.int64)
    return pairs[:, 0], pairs[:, 1], distances


def near_in_band(a: Hashes, b: Hashes, bits: int, band: int) -> Ints:
    key_a, key_b = band_of(a, band), band_of(b, band)
    order = np.argsort(key_a, kind="stable")
    found = [np.empty((0, 2), dtype=np.int64)]
    for mask in MASKS:
        for left, right in equal_keys(key_a[order], key_b ^ mask):
            rows = order[left]
            near = np.bitwise_count(a[rows] ^ b[right]) <= bits
            found.append(np.stack([rows[near], right[near]], axis=1))
    return np.concatenate(found)


def band_of(hashes: Hashes, band: int) -> Ints:
    shifted = hashes >> np.uint64(band * BAND_BITS)
    return (shifted & np.uint64((1 << BAND_BITS) - 1)).astype(np.int64)


def equal_keys(sorted_a: Ints, keys_b: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Places in both with equal keys, a bounded number at a time however many there are."""
    first = np.searchsorted(sorted_a, keys_b, side="left")
    counts = np.searchsorted(sorted_a, keys_b, side="right") - first
    running = np.concatenate([[0], np.cumsum(counts)])
    for start in range(0, int(running[-1]), HELD):
        number = np.arange(start, min(start + HELD, int(running[-1])))
        right = np.searchsorted(running, number, side="right") - 1
        yield first[right] + number - running[right], right
