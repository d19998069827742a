"""Which photos teach, tune and test: whole groups move together, neighbours where it is cheap."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from predictor.geodesy import EARTH_RADIUS_KM, Floats, LatLng, unit_vectors, wrap_lng

SHARES: Final = (("train", 0.8), ("tune", 0.1), ("test", 0.1))
BLOCK_KM: Final = 25.0
NEAR_KM: Final = 1.0
# More neighbours would cost more and decide the same: the nearest ones nearly always agree.
MOST_NEIGHBOURS: Final = 8


class Group(NamedTuple):
    """What must not be torn apart: a drive, else a person's photos, else a patch of ground."""

    kind: str
    name: str


class Neighbour(NamedTuple):
    """A photo placed earlier, within NEAR_KM of the photo with this number."""

    number: int
    group: Group
    split: str


def group_of(sequence: str, author: str, latlng: LatLng) -> Group:
    if sequence:
        return Group("sequence", sequence)
    return Group("author", author) if author else Group("block", block_name(latlng))


def block_name(latlng: LatLng) -> str:
    """Bands of equal height, cut into blocks about as wide as high, closed at the antimeridian."""
    bands = math.ceil(math.pi * EARTH_RADIUS_KM / BLOCK_KM)
    band = min(bands - 1, int((latlng.lat + 90.0) / 180.0 * bands))
    middle = math.radians((band + 0.5) / bands * 180.0 - 90.0)
    columns = max(1, round(2.0 * bands * math.cos(middle)))
    column = int((wrap_lng(latlng.lng) + 180.0) / 360.0 * columns) % columns
    return f"{band}/{column}"


def hashed_split(dataset: str, group: Group) -> str:
    """The same on every machine and in every order of import."""
    digest = hashlib.sha256("\x1f".join((dataset, *group)).encode()).digest()
    draw = int.from_bytes(digest[:8]) / 2.0**64
    for split, share in SHARES:
        if draw < share:
            return split
        draw -= share
    return SHARES[-1][0]


def near_pairs(latlng_N2: Floats) -> list[tuple[int, int]]:
    """Pairs (later, earlier) of numbers within NEAR_KM, among the nearest few of each."""
    if len(latlng_N2) < 2:
        return []
    chord = 2.0 * math.sin(NEAR_KM / EARTH_RADIUS_KM / 2.0)
    vectors = unit_vectors(latlng_N2)
    _, near = cKDTree(vectors).query(
        vectors, k=min(MOST_NEIGHBOURS + 1, len(vectors)), distance_upper_bound=chord
    )
    near_NK = np.asarray(near)
    later, place = np.nonzero(near_NK < len(vectors))  # the tree answers its length for nobody
    pairs = np.sort(np.stack([later, near_NK[later, place]], axis=1), axis=1)[:, ::-1]
    distinct = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    return [(int(later), int(earlier)) for later, earlier in distinct]


def assign_splits(
    dataset: str,
    groups: Sequence[Group],
    latlng_N2: Floats,
    known: Mapping[Group, str],
    neighbours: Sequence[Neighbour],
) -> list[str]:
    """A known group keeps its split; a new one follows an earlier neighbour that stands by its own.

    Following a follower is not allowed: chains would drag whole countries into one split.
    """
    units = [as_unit(group, number) for number, group in enumerate(groups)]
    own = {unit: hashed_split(dataset, group) for unit, group in zip(units, groups, strict=True)}
    order = {unit: at for at, unit in enumerate(own)}
    decided = {unit: known[unit] for unit in own if unit in known}
    leaders = first_leaders(dataset, units, neighbours)
    ahead: dict[Group, set[Group]] = {}
    for later, earlier in near_pairs(latlng_N2):
        a, b = sorted((units[later], units[earlier]), key=order.__getitem__)
        ahead.setdefault(b, set()).add(a)
    for unit, split in own.items():
        if unit not in decided:
            before = sorted(ahead.get(unit, set()) - {unit}, key=order.__getitem__)
            standing = [decided[other] for other in before if decided[other] == own[other]]
            decided[unit] = next(iter([*leaders.get(unit, []), *standing]), split)
    return [decided[unit] for unit in units]


def as_unit(group: Group, number: int) -> Group:
    """Photos of one block are not bound to each other: near the border each follows its own."""
    return Group("photo", str(number)) if group.kind == "block" else group


def first_leaders(
    dataset: str, units: Sequence[Group], neighbours: Sequence[Neighbour]
) -> dict[Group, list[str]]:
    leaders: dict[Group, list[str]] = {}
    for number, group, split in neighbours:
        if hashed_split(dataset, group) == split:
            leaders.setdefault(units[number], []).append(split)
    return leaders


def torn_apart(
    splits: Sequence[str], latlng_N2: Floats, neighbours: Sequence[Neighbour]
) -> set[int]:
    """Numbers of the photos that still lie within NEAR_KM of another split."""
    torn = {number for number, _, split in neighbours if splits[number] != split}
    for pair in near_pairs(latlng_N2):
        if splits[pair[0]] != splits[pair[1]]:
            torn.update(pair)
    return torn
