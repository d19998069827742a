"""The splits of the rows of one batch, in the light of what is there already."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection

from predictor import sql
from predictor.geodesy import LatLng
from predictor.intake.candidate import Incoming
from predictor.models import Photo
from predictor.splits import (
    MOST_NEIGHBOURS,
    NEAR_KM,
    Group,
    Neighbour,
    assign_splits,
    group_of,
    torn_apart,
)


def place_in_splits(dataset: str, rows: Sequence[Incoming], forced: str) -> set[int]:
    """Sets the splits; the numbers of the rows that still lie within 1 km of another split.

    Call it under the lock of writing.py: the splits of known groups must not change meanwhile.
    """
    groups = [group_of(row.sequence, row.author, row.latlng) for row in rows]
    known = known_splits(dataset, groups)
    neighbours = find_neighbours(dataset, rows)
    latlng_N2 = np.array([row.latlng for row in rows])
    if forced:
        splits = [keep_sequence(group, known, forced) for group in groups]
    else:
        splits = assign_splits(dataset, groups, latlng_N2, known, neighbours)
    for row, split in zip(rows, splits, strict=True):
        row.split = split
    return torn_apart(splits, latlng_N2, neighbours)


def keep_sequence(group: Group, known: dict[Group, str], forced: str) -> str:
    """A sequence never spans splits, whatever was asked for."""
    return known.get(group, forced) if group.kind == "sequence" else forced


def known_splits(dataset: str, groups: Sequence[Group]) -> dict[Group, str]:
    known: dict[Group, str] = {}
    for kind, others in (("sequence", {}), ("author", {"sequence": ""})):
        names = {group.name for group in groups if group.kind == kind}
        photos = Photo.objects.filter(dataset=dataset, split__isnull=False, **others)
        rows = photos.filter(**{f"{kind}__in": names}).values_list(kind, "split").distinct()
        known |= {Group(kind, name): str(split) for name, split in rows}
    return known


def find_neighbours(dataset: str, rows: Sequence[Incoming]) -> list[Neighbour]:
    parameters: dict[str, Any] = {
        "dataset": dataset,
        "numbers": list(range(len(rows))),
        "lats": [row.latlng.lat for row in rows],
        "lngs": [row.latlng.lng for row in rows],
        "distance_m": NEAR_KM * 1000.0,
        "most": MOST_NEIGHBOURS,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.load("photos_nearby"), parameters)
        return [
            Neighbour(number, group_of(sequence, author, LatLng(lat, lng)), split)
            for number, sequence, author, split, lat, lng in cursor.fetchall()
        ]
