"""Areas with few photos join neighbours of their country until each group has enough."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from predictor.cells.areas import AdminArea
from predictor.geodesy import Floats, unit_vectors

Integers = NDArray[np.int64]


@dataclass(slots=True)
class Group:
    areas: list[int]  # positions, ascending
    photos: int
    parents: set[str]
    neighbours: set[int]  # keys of groups with a shared border
    vectors: Floats  # vertices of all outlines


def merged_areas(
    areas: Sequence[AdminArea], photo_counts: Integers, min_photos: int
) -> list[list[int]]:
    """Positions of the areas of each group. A country with fewer photos is one group."""
    countries: dict[str, list[int]] = defaultdict(list)
    for position, area in enumerate(areas):
        countries[area.country_code].append(position)
    touching = shared_borders(areas)
    result: list[list[int]] = []
    for code in sorted(countries):
        groups = {
            at: Group(
                [at],
                int(photo_counts[at]),
                {areas[at].parent_code},
                touching[at],
                outline_vectors(areas[at].shape),
            )
            for at in countries[code]
        }
        merge(groups, min_photos)
        result += [group.areas for _, group in sorted(groups.items())]
    return result


def merge(groups: dict[int, Group], min_photos: int) -> None:
    """The smallest group goes first. A merged group keeps the smaller key."""
    while len(groups) > 1:
        key = min(groups, key=lambda at: (groups[at].photos, at))
        if groups[key].photos >= min_photos:
            return
        other = partner(groups, key)
        join(groups, min(key, other), max(key, other))


def partner(groups: dict[int, Group], key: int) -> int:
    """A neighbour of the same parent, else any neighbour, else the nearest across the water."""
    group = groups[key]
    if group.neighbours:
        return min(
            group.neighbours,
            key=lambda at: (not groups[at].parents & group.parents, groups[at].photos, at),
        )
    others = [at for at in groups if at != key]
    relatives = [at for at in others if groups[at].parents & group.parents]
    return nearest_group(groups, group.vectors, relatives or others)


def nearest_group(groups: dict[int, Group], vectors: Floats, candidates: list[int]) -> int:
    """By the vertices of the outlines."""
    owner = np.repeat(candidates, [len(groups[at].vectors) for at in candidates])
    tree = cKDTree(np.concatenate([groups[at].vectors for at in candidates]))
    distance, vertex = (np.asarray(found) for found in tree.query(vectors))
    return int(owner[vertex[np.argmin(distance)]])


def join(groups: dict[int, Group], keep: int, gone: int) -> None:
    lost, kept = groups.pop(gone), groups[keep]
    for at in lost.neighbours:
        groups[at].neighbours.discard(gone)
        groups[at].neighbours.add(keep)
    kept.neighbours = (kept.neighbours | lost.neighbours) - {keep, gone}
    groups[keep].neighbours.discard(keep)
    kept.areas = sorted(kept.areas + lost.areas)
    kept.photos += lost.photos
    kept.parents |= lost.parents
    kept.vectors = np.concatenate([kept.vectors, lost.vectors])


def shared_borders(areas: Sequence[AdminArea]) -> list[set[int]]:
    """Areas of one country that share a line; meeting in a point is not enough."""
    shapes = np.array([area.shape for area in areas], dtype=object)
    countries = np.array([area.country_code for area in areas])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = (first < second) & (countries[first] == countries[second])
    first, second = first[pairs], second[pairs]
    borders = shapely.boundary(shapes)
    shared = shapely.length(shapely.intersection(borders[first], borders[second])) > 0
    touching: list[set[int]] = [set() for _ in areas]
    for one, other in zip(first[shared].tolist(), second[shared].tolist(), strict=True):
        touching[one].add(other)
        touching[other].add(one)
    return touching


def outline_vectors(shape: shapely.Geometry) -> Floats:
    return unit_vectors(shapely.get_coordinates(shape)[:, ::-1])
