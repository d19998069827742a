"""The cells of one recipe: which one a point lies in, where its photos are, and a hash of all."""

import hashlib
import struct
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from predictor.cells.errors import CellsError
from predictor.cells.lookup import Lookup
from predictor.geodesy import Floats, LatLng

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cell:
    """A shape is in (lng, lat) degrees and ends at the antimeridian instead of crossing it."""

    number: int
    shape: shapely.MultiPolygon
    country_code: str  # empty where the method knows no countries
    centroid: LatLng  # spherical mean of the photos; without photos a point inside the shape
    photo_count: int
    parent: int | None = None  # number of the cell of the next coarser level
    level: int = 0  # 0 is the coarsest


@dataclass(frozen=True)
class Partition:
    """Numbers are positions in `cells`; those of the finest level come first, so C counts them."""

    cells: tuple[Cell, ...]

    def __post_init__(self) -> None:
        if not self.cells:
            raise CellsError("A partition has no cells: give the recipe photos with coordinates.")
        if [cell.number for cell in self.cells] != list(range(len(self.cells))):
            raise CellsError("Cells are not numbered 0, 1, 2, ...: order them by number.")

    @cached_property
    def finest(self) -> tuple[Cell, ...]:
        level = max(cell.level for cell in self.cells)
        found = tuple(cell for cell in self.cells if cell.level == level)
        if found != self.cells[: len(found)]:
            raise CellsError("Cells of the finest level do not come first: number them again.")
        return found

    @cached_property
    def centroids_C2(self) -> Floats:  # noqa: N802 -- shape suffix
        return np.array([cell.centroid for cell in self.finest], dtype=np.float64)

    @cached_property
    def counts_C(self) -> Integers:  # noqa: N802 -- shape suffix
        return np.array([cell.photo_count for cell in self.finest], dtype=np.int64)

    @cached_property
    def lookup(self) -> Lookup:
        return Lookup([cell.shape for cell in self.finest])

    def assign(self, latlng_N2: Floats) -> Integers:
        """Number of the finest cell around each point; the nearest one for a point in none."""
        return self.lookup.find(latlng_N2)

    def ancestors(self, level: int) -> Integers:
        """For each finest cell, the number of the cell above it at a coarser level."""
        return np.array([self._above(cell, level) for cell in self.finest], dtype=np.int64)

    def _above(self, cell: Cell, level: int) -> int:
        while cell.level > level:
            if cell.parent is None:
                raise CellsError(f"Cell {cell.number} has no parent at level {level}.")
            cell = self.cells[cell.parent]
        return cell.number

    def hash(self) -> str:
        """Changes with any number, shape, centroid, count, country or parent."""
        digest = hashlib.sha256()
        for cell in self.cells:
            digest.update(_packed(cell))
        return digest.hexdigest()


def _packed(cell: Cell) -> bytes:
    parent = -1 if cell.parent is None else cell.parent
    code = cell.country_code.encode()
    shape: bytes = shapely.to_wkb(cell.shape, byte_order=1, output_dimension=2)
    numbers = (cell.number, parent, cell.level, cell.photo_count, len(code), len(shape))
    return struct.pack("<6q2d", *numbers, *cell.centroid) + code + shape


def as_multi(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Keeps the areas of a result of overlay and drops points and lines."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return shapely.multipolygons(polygons)
