"""Pictures of one split that look like a picture of another: hashes find them, detail decides."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from predictor.auditing.hamming import Hashes, near_hashes
from predictor.auditing.offenders import Kind, Offender
from predictor.auditing.photos import Columns, stored_thumbnail
from predictor.perceptual import SAYS_NOTHING, Thumbnail, look_alike

# Of 63. Measured in docs/evaluation.md: none of the copies lost more, few strangers have less.
NEAR_BITS: Final = 6


class Pictures:
    """Thumbnails of the photos of an audit, each read once."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.seen: dict[int, Thumbnail | None] = {}

    def small(self, row: int) -> Thumbnail | None:
        if row not in self.seen:
            self.seen[row] = stored_thumbnail(self.columns.files[row])
        return self.seen[row]

    def are_alike(self, left: int, right: int) -> bool:
        """A file that cannot be read clears nobody: the hashes then have the last word."""
        a, b = self.small(left), self.small(right)
        return a is None or b is None or look_alike(a, b)


class Hashed:
    """The photos of one split by their hash, without bare surfaces.

    A black frame is like every other, and gives no place away.
    """

    def __init__(self, columns: Columns, split: str) -> None:
        rows = columns.rows_of(split)
        rows = rows[columns.hash_N[rows] != SAYS_NOTHING]
        hashes = columns.hash_N[rows]
        self.values: Hashes
        self.values, counts = np.unique(hashes, return_counts=True)
        ranked = rows[np.argsort(hashes, kind="stable")]
        self.members = np.split(ranked, np.cumsum(counts)[:-1])

    def first(self, value: int) -> int:
        return int(self.members[value][0])


def find_duplicates(
    columns: Columns, pictures: Pictures, one: str, other: str
) -> Iterator[Offender]:
    """Each photo that has any with its nearest. Equal hashes of one split stand for each other."""
    a, b = Hashed(columns, one), Hashed(columns, other)
    nearest_of_a: dict[int, tuple[int, int]] = {}
    nearest_of_b: dict[int, tuple[int, int]] = {}
    for bits, left, right in near_values(a, b):
        if pictures.are_alike(a.first(left), b.first(right)):
            nearest_of_a.setdefault(left, (right, bits))
            nearest_of_b.setdefault(right, (left, bits))
    found = {
        (int(row), b.first(right), bits)
        for left, (right, bits) in nearest_of_a.items()
        for row in a.members[left]
    } | {
        (a.first(left), int(row), bits)
        for right, (left, bits) in nearest_of_b.items()
        for row in b.members[right]
    }
    for row_a, row_b, bits in sorted(found):
        ids = (int(columns.ids_N[row_a]), int(columns.ids_N[row_b]))
        yield Offender(Kind.DUPLICATE, ids, (one, other), distance=float(bits))


def near_values(a: Hashed, b: Hashed) -> list[tuple[int, int, int]]:
    """(bits, place in a, place in b), the nearest first."""
    left, right, bits = near_hashes(a.values, b.values, NEAR_BITS)
    return sorted(zip(bits.tolist(), left.tolist(), right.tolist(), strict=True))
