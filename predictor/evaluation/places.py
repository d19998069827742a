"""Points on the map: what they count for, which are on land, which lie in a cell."""

from typing import Any, Final

import numpy as np
from django.db import connection

from predictor import sql
from predictor.errors import HomingError
from predictor.geodesy import Floats, from_unit_vector
from predictor.models import RegionPiece
from predictor.regions import COAST_M
from predictor.resampling import Ints

# A third of the globe is land: seldom more than two rounds.
DRAWN_PER_POINT: Final = 5
MOST_ROUNDS: Final = 100


class NoRegionsError(HomingError):
    """Nothing to be right about: countries and provinces are missing."""


def rows_of(statement: str, latlng_N2: Floats, **parameters: Any) -> list[tuple[Any, ...]]:
    points = {
        "lats": latlng_N2[:, 0].tolist(),
        "lngs": latlng_N2[:, 1].tolist(),
        **parameters,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.load(statement), points)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def counted_regions(latlng_N2: Floats) -> Floats:
    """Ids of country and province, NaN for none and for points that are NaN."""
    found = np.full((len(latlng_N2), 2), np.nan)
    given = np.isfinite(latlng_N2).all(axis=1)
    rows = rows_of("regions_of_points", latlng_N2[given], coast_m=COAST_M)
    found[given] = np.array(rows, dtype=np.float64).reshape(-1, 2)
    return found


def cells_of_answers(cell_set_id: int, numbers_N: Ints, truth_N2: Floats) -> tuple[Floats, Floats]:
    """Centroids of the cells, and 1 where the photo lies in its cell; every cell must exist."""
    rows = rows_of(
        "cells_of_answers",
        truth_N2,
        numbers=numbers_N.tolist(),
        cell_set=cell_set_id,
        coast_m=COAST_M,
    )
    columns = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return columns[:, :2], columns[:, 2]


def random_land(count: int, seed: int) -> Floats:
    """Points spread evenly over the area of all regions."""
    if not RegionPiece.objects.exists():
        raise NoRegionsError("No regions are loaded. Run: manage.py load_regions")
    rng = np.random.default_rng(seed)
    kept = np.empty((0, 2))
    for _ in range(MOST_ROUNDS):
        vectors = rng.normal(size=(DRAWN_PER_POINT * count, 3))
        drawn = np.array([from_unit_vector(each) for each in vectors]).reshape(-1, 2)
        on_land = np.array([row[0] for row in rows_of("points_on_land", drawn)], dtype=bool)
        kept = np.concatenate([kept, drawn[on_land]])
        if len(kept) >= count:
            return kept[:count]
    raise NoRegionsError(f"The regions hold too little land for {count} points. Load more of them.")
