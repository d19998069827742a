"""Seeded randomness: equal keys roll equal dice on every machine and in every process."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Choice = TypeVar("Choice")

MASK: Final = (1 << 64) - 1
FULL: Final = 1 << 53
STEP: Final = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=1024)
def hashed(word: str) -> int:
    return crc32(word.encode())


def scramble(value: int) -> int:
    """The splitmix64 finaliser: neighbouring integers become unrelated."""
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def winners(keys: Sequence[int | str], numbers: range, share: float) -> list[int]:
    """The numbers that win a draw, the same draw as Dice(*keys, number).happens(share)."""
    if not numbers:
        return []
    prefix = np.uint64(Dice(*keys).state)
    state = scrambled(np.arange(numbers.start, numbers.stop).astype(np.uint64) ^ prefix)
    units = (scrambled(state + STEP) >> np.uint64(11)) / (1 << 53)
    won: list[int] = (np.flatnonzero(units < share) + numbers.start).tolist()
    return won


def scrambled(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """scramble() for arrays; unsigned numbers wrap by themselves."""
    values = values + STEP
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[np.uint64] = values ^ (values >> np.uint64(31))
    return mixed


class Dice:
    """A stream of random numbers that depends on its keys alone."""

    __slots__ = ("state",)

    def __init__(self, *keys: int | str) -> None:
        state = 0
        for key in keys:
            number = key if isinstance(key, int) else hashed(key)
            state = scramble(state ^ (number & MASK))
        self.state = state

    def unit(self) -> float:
        """In [0, 1). scramble() is written out here: a picture rolls thousands of dice."""
        self.state = value = (self.state + 0x9E3779B97F4A7C15) & MASK
        value = (value + 0x9E3779B97F4A7C15) & MASK
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
        return ((value ^ (value >> 31)) >> 11) / FULL

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.unit()

    def below(self, count: int) -> int:
        return int(self.unit() * count)

    def pick(self, choices: Sequence[Choice]) -> Choice:
        return choices[self.below(len(choices))]

    def happens(self, probability: float) -> bool:
        return self.unit() < probability

    def around(self, spread: float) -> float:
        """Roughly normal around zero, never beyond three spreads."""
        return spread * 2 * (self.unit() + self.unit() + self.unit() - 1.5)


def drift(keys: Sequence[int | str], at: float) -> float:
    """Smooth value noise along a line, in [-1, 1]; neighbouring places get similar values."""
    cell = math.floor(at)
    share = at - cell
    share = share * share * (3 - 2 * share)
    left = Dice(*keys, cell).between(-1, 1)
    right = Dice(*keys, cell + 1).between(-1, 1)
    return left + (right - left) * share
