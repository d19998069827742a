"""How good embeddings are before any head: nearest neighbours, and countries by their captions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from predictor.geodesy import Floats, haversine_km
from predictor.nn.examples import Numbers
from predictor.similarity import nearest_rows


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Shares of photos, and kilometres; `chance` answers with the commonest reference country."""

    photos: int
    neighbour_country: float
    neighbour_median_km: float
    zero_shot_country: float
    chance_country: float
    chance_median_km: float


@dataclass(frozen=True, slots=True)
class Placed:
    embeddings_ND: Numbers  # unit rows
    latlng_N2: Floats
    countries: Sequence[str]


def retrieval(
    queries: Placed, references: Placed, prompts_CD: Numbers, prompted: Sequence[str], seed: int
) -> Retrieval:
    """`prompts_CD`: one unit row for each country of `prompted`."""
    near_N = nearest_rows(queries.embeddings_ND, references.embeddings_ND)
    told = np.array(prompted)[nearest_rows(queries.embeddings_ND, prompts_CD)]
    truth, known = np.array(queries.countries), np.array(references.countries)
    commonest = max(sorted(set(references.countries)), key=references.countries.count)
    random_N = np.random.default_rng(seed).integers(0, len(known), len(truth))
    return Retrieval(
        photos=len(truth),
        neighbour_country=share(known[near_N] == truth),
        neighbour_median_km=median_km(queries.latlng_N2, references.latlng_N2[near_N]),
        zero_shot_country=share(told == truth),
        chance_country=share(truth == commonest),
        chance_median_km=median_km(queries.latlng_N2, references.latlng_N2[random_N]),
    )


def share(right_N: np.ndarray) -> float:
    return round(float(right_N.mean()), 4)


def median_km(a_N2: Floats, b_N2: Floats) -> float:
    return round(float(np.median(haversine_km(a_N2, b_N2))), 1)
