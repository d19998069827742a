"""From embeddings and their likely cells to points with evidence, by the one query refine.sql."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import DataError, connection
from numpy.typing import NDArray
from psycopg import Cursor

from predictor.config import Refine
from predictor.errors import HomingError
from predictor.geodesy import EARTH_RADIUS_KM, LatLng, wrap_lng
from predictor.regions import (
    COAST_M,
    PLACE_CANDIDATES,
    TENFOLD_KM,
    NamedRegion,
    NearPlace,
    near_place,
)
from predictor.sql import load

Array = NDArray[Any]


class RefinementError(HomingError):
    """Embeddings or cells that are not those of the locator."""


@dataclass(frozen=True, slots=True)
class LikelyCell:
    number: int
    probability: float  # after the prototypes had their say; sums to one over the candidates


@dataclass(frozen=True, slots=True)
class Member:
    """A known photo that looks alike; weights sum to one, or are all 0 beside a centroid."""

    photo_id: int
    latlng: LatLng
    distance: float  # Euclidean, between unit embeddings
    weight: float  # its share in the answer


@dataclass(frozen=True, slots=True)
class Refined:
    latlng: LatLng
    is_refined: bool  # False: the centroid of the first cell
    cells: tuple[LikelyCell, ...]  # most likely first
    members: tuple[Member, ...]  # the anchor first, the others nearest first
    country: NamedRegion | None  # None at sea
    province: NamedRegion | None
    place: NearPlace | None


def refine(
    embeddings_ND: Array,
    cell_numbers_NK: Array,
    probabilities_NK: Array,
    locator_id: int,
    config: Refine,
) -> list[Refined]:
    """One round trip for all; one answer for each row, in their order."""
    refuse_misfits(embeddings_ND, cell_numbers_NK, probabilities_NK)
    if not len(embeddings_ND):
        return []
    # Of fixed types, whatever the values: each mix of types would be a statement of its own.
    values = choices(config) | {
        "locator": np.int64(locator_id),
        "embeddings": halfvecs(embeddings_ND),
        "numbers": list(cell_numbers_NK.astype(np.int32).ravel()),
        "probabilities": probabilities_NK.astype(np.float64).ravel().tolist(),
        "width": np.int32(cell_numbers_NK.shape[1]),
    }
    rows = fetch(values)
    if len(rows) < len(embeddings_ND):
        raise RefinementError(
            f"Locator {locator_id} has none of the cells asked for: fit it again."
        )
    return [refined(row) for row in rows]


def halfvecs(embeddings_ND: Array) -> list[str]:
    """As text: five digits tell any two half-precision numbers apart, and are soonest read."""
    form = f"[{','.join(['%.5g'] * embeddings_ND.shape[1])}]"
    return [form % tuple(row) for row in embeddings_ND.astype(np.float16).tolist()]


def choices(config: Refine) -> dict[str, Any]:
    return {
        "method": config.method,
        "temperature": float(config.temperature),
        "prototypes": np.int32(config.prototypes),
        "members": np.int32(config.members),
        "alpha": float(config.alpha),
        "within_chord": chord(config.within_km),
        "max_km": float(config.max_km),
        "coast_m": float(COAST_M),
        "place_candidates": np.int32(PLACE_CANDIDATES),
        "tenfold_km": float(TENFOLD_KM),
    }


def chord(along_km: float) -> float:
    """Straight through the unit sphere; two radii for distances of half the globe and more."""
    return 2 * math.sin(min(along_km / EARTH_RADIUS_KM, math.pi) / 2)


def fetch(values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    try:
        # Prepared: to plan it takes as long as to run it (settings.py has the threshold).
        with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
            cursor.execute(load("refine"), values, prepare=True)
            return cursor.fetchall()
    except DataError as error:
        raise RefinementError(f"These embeddings are not of this locator: {error}.") from error


def refined(row: tuple[Any, ...]) -> Refined:
    lat, lng, is_refined, numbers, probabilities, *evidence = row
    country, province = named_regions(*evidence[5:12])
    return Refined(
        LatLng(lat, wrap_lng(lng)),
        is_refined,
        tuple(map(LikelyCell, numbers, probabilities)),
        tuple(members(*evidence[:5])),
        country,
        province,
        near_place(tuple(evidence[12:])),
    )


def members(photo_ids: Sequence[int] | None, *columns: Sequence[float]) -> Iterator[Member]:
    if photo_ids is None:
        return
    for photo_id, lat, lng, distance, weight in zip(photo_ids, *columns, strict=True):
        yield Member(photo_id, LatLng(lat, lng), distance, weight)


def named_regions(*row: Any) -> tuple[NamedRegion | None, NamedRegion | None]:
    country_id, country_code, country_name, region_id, code, name, level = row
    country = NamedRegion(country_id, 0, country_code, country_name) if country_id else None
    province = NamedRegion(region_id, level, code, name) if level else None
    return country, province


def refuse_misfits(embeddings_ND: Array, cell_numbers_NK: Array, probabilities_NK: Array) -> None:
    if not np.isfinite(embeddings_ND).all() or not np.isfinite(probabilities_NK).all():
        raise RefinementError(
            "An embedding or a probability is not a number: check the checkpoint of the locator."
        )
    count, width = cell_numbers_NK.shape
    if probabilities_NK.shape != (count, width) or len(embeddings_ND) != count or width < 1:
        raise ValueError(
            f"Embeddings {embeddings_ND.shape}, cells {cell_numbers_NK.shape} and probabilities "
            f"{probabilities_NK.shape} are not of as many photos and cells."
        )
