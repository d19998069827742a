"""Train, tune and test kept a kilometre apart: no photo has a neighbour on the other side."""

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, Literal

from predictor.geodesy import EARTH_RADIUS_KM, LatLng, unit_vectors

Split = Literal["train", "tune", "test"]
SHARES: Final[dict[Split, float]] = {"train": 0.7, "test": 0.2, "tune": 0.1}
APART_KM: Final = 1.0

Cube = tuple[int, int, int]
_AROUND: Final = tuple(product((-1, 0, 1), repeat=3))


class Splitter:
    """Gives each route a split as it comes; earlier answers never change.

    All routes of a town share one, and so does whatever comes near. Space is cut into cubes of
    a kilometre: points nearer than that lie in the same cube or in touching ones.
    """

    def __init__(self) -> None:
        self._of_town: dict[int, Split] = {}
        self._of_cube: dict[Cube, Split] = {}
        self._photos: dict[Split, int] = dict.fromkeys(SHARES, 0)

    def assign(self, town: int, latlngs: Sequence[LatLng]) -> Split | None:
        """None for a route that would bring two splits together: it cannot be part of the world."""
        cubes = set(_cubes(latlngs))
        met = {
            self._of_cube[near]
            for x, y, z in cubes
            for dx, dy, dz in _AROUND
            if (near := (x + dx, y + dy, z + dz)) in self._of_cube
        }
        if town in self._of_town:
            met.add(self._of_town[town])
        if len(met) > 1:
            return None
        split = met.pop() if met else self._hungriest()
        self._of_town[town] = split
        self._of_cube.update(dict.fromkeys(cubes, split))
        self._photos[split] += len(latlngs)
        return split

    def _hungriest(self) -> Split:
        return min(SHARES, key=lambda split: self._photos[split] / SHARES[split])


def _cubes(latlngs: Sequence[LatLng]) -> Iterator[Cube]:
    for x, y, z in unit_vectors(latlngs) * (EARTH_RADIUS_KM / APART_KM):
        yield math.floor(x), math.floor(y), math.floor(z)
