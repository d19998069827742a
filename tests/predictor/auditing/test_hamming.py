"""Near hashes against every pair counted, one by one."""

import numpy as np
import pytest

from predictor.auditing import hamming
from predictor.auditing.hamming import near_hashes


def slow_pairs(a, b, bits):
    return {
        (i, j, (int(x) ^ int(y)).bit_count())
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if (int(x) ^ int(y)).bit_count() <= bits
    }


def as_set(found):
    return set(zip(*(each.tolist() for each in found), strict=True))


def flipped(hashes, bits, rng):
    masks = [sum(1 << int(bit) for bit in rng.choice(64, bits, replace=False)) for _ in hashes]
    return hashes ^ np.array(masks, dtype=np.uint64)


@pytest.mark.parametrize("bits", [0, 1, 4, 6, 7])
@pytest.mark.parametrize("seed", range(4))
def test_near_hashes_equal_a_double_loop(bits, seed):
    rng = np.random.default_rng(seed)
    a = rng.integers(0, 2**63, 61, dtype=np.uint64)
    b = np.concatenate([flipped(a, n, rng)[:7] for n in range(10)])

    found = near_hashes(a, b, bits)

    assert len(found[0]) >= 7 * (bits + 1)
    assert as_set(found) == slow_pairs(a, b, bits)


def test_near_hashes_of_like_pictures_equal_a_double_loop(monkeypatch):
    monkeypatch.setattr(hamming, "HELD", 17)  # many candidates, few at a time
    rng = np.random.default_rng(9)
    a, b = rng.integers(0, 2**9, (2, 45), dtype=np.uint64) << np.uint64(40)

    assert as_set(near_hashes(a, b, 3)) == slow_pairs(a, b, 3)


@pytest.mark.parametrize(("count_a", "count_b"), [(0, 0), (0, 3), (3, 0)])
def test_near_hashes_of_nothing_are_none(count_a, count_b):
    a, b = np.arange(count_a, dtype=np.uint64), np.arange(count_b, dtype=np.uint64)

    assert as_set(near_hashes(a, b, 6)) == set()


def test_near_hashes_refuse_a_radius_they_would_miss_pairs_in():
    nothing = np.empty(0, dtype=np.uint64)

    with pytest.raises(ValueError, match="8 bits are too many"):
        near_hashes(nothing, nothing, 8)
