"""The control that knows the facts a photo was drawn from, yet never saw a picture.

What it cannot beat by much, no picture tells: two villages of one plain share every fact.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from predictor.geodesy import Floats, haversine_km
from predictor.resampling import Ints

# Names of places, regions and populations are left out: they would tell the place itself.
NEIGHBOURS: Final = 3
# What one step of disagreement counts, chosen on the tune split (docs/evaluation.md).
PER_DEGREE_C: Final = 1.0 / 3.0
PER_METRE: Final = 1.0 / 100.0
PER_MONTH: Final = 0.25
OTHER_CLIMATE: Final = 4.0
OTHER_SURROUNDINGS: Final = 0.25

Facts = Mapping[str, Any]


def knows_enough(facts: Sequence[Facts]) -> bool:
    return bool(facts) and all("country" in each and "temperature_c" in each for each in facts)


def oracle(train: Sequence[Facts], train_latlng_M2: Floats, test: Sequence[Facts]) -> Floats:
    """The middle one of the few train photos in the same country with the most similar facts."""
    codes = np.array([str(each["country"]) for each in train])
    languages = np.array([str(each["language"]) for each in train])
    columns = fact_columns(train)
    points = np.empty((len(test), 2))
    for number, facts in enumerate(test):
        rows = alike_rows(codes, languages, facts)
        gaps = disagreement(columns, rows, facts)
        nearest = rows[np.argsort(gaps, kind="stable")[:NEIGHBOURS]]
        points[number] = medoid(train_latlng_M2[nearest])
    return points


def alike_rows(codes: NDArray[Any], languages: NDArray[Any], facts: Facts) -> Ints:
    """Of the country; where no photo teaches it, of the language; else all."""
    for column, key in ((codes, "country"), (languages, "language")):
        rows = np.flatnonzero(column == str(facts[key]))
        if len(rows):
            return rows
    return np.arange(len(codes))


def fact_columns(facts: Sequence[Facts]) -> dict[str, NDArray[Any]]:
    names = ("temperature_c", "elevation_m", "month", "climate", "surroundings")
    return {name: np.array([each[name] for each in facts]) for name in names}


def disagreement(columns: Mapping[str, NDArray[Any]], rows: Ints, facts: Facts) -> Floats:
    months = np.abs(columns["month"][rows] - facts["month"])
    gaps: Floats = (
        PER_DEGREE_C * np.abs(columns["temperature_c"][rows] - facts["temperature_c"])
        + PER_METRE * np.abs(columns["elevation_m"][rows] - facts["elevation_m"])
        + PER_MONTH * np.minimum(months, 12 - months)
        + OTHER_CLIMATE * (columns["climate"][rows] != facts["climate"])
        + OTHER_SURROUNDINGS * (columns["surroundings"][rows] != facts["surroundings"])
    )
    return gaps


def medoid(latlng_K2: Floats) -> Floats:
    """The point with the least distance to the others: unlike a mean it lies on a road."""
    total_km = haversine_km(latlng_K2[:, None], latlng_K2[None, :]).sum(axis=1)
    middle: Floats = latlng_K2[int(np.argmin(total_km))]
    return middle
