"""What sql/refine.sql says, in numpy and loops, for one photo."""

import dataclasses

import numpy as np

from predictor.geodesy import from_unit_vector, haversine_km, unit_vectors


@dataclasses.dataclass(frozen=True)
class Twin:
    point: tuple[float, float]
    is_refined: bool
    cells: list[tuple[int, float]]
    members: list[tuple[int, float, float]]  # photo, distance, weight


def twin(world, query_D, cell_numbers_K, probabilities_K, config) -> Twin:
    query_D = query_D.astype(np.float16).astype(np.float64)
    chance = dict(zip(cell_numbers_K.tolist(), np.maximum(probabilities_K, 1e-100), strict=True))
    clusters = world.clusters
    apart = {
        number: apart_by(clusters.embeddings_PD[number], query_D)
        for cell in chance
        for number in np.flatnonzero(clusters.cell_numbers_P == cell).tolist()
        if config.method != "none"
    }
    best = {}
    for number, distance in apart.items():
        cell = int(clusters.cell_numbers_P[number])
        best[cell] = min(distance, best.get(cell, np.inf))
    least, mean = (min(best.values()), np.mean(list(best.values()))) if best else (0.0, 0.0)

    def score(cell, distance):
        return chance[cell] * np.exp((least - distance) / config.temperature)

    scores = {cell: score(cell, best.get(cell, mean)) for cell in chance}
    order = sorted(scores, key=lambda cell: (-scores[cell], cell))
    cells = [(cell, scores[cell] / sum(scores.values())) for cell in order]
    centroid = world.centroids_C2[order[0]]
    if not best:
        return Twin(tuple(centroid), False, cells, [])

    def place(number):
        cell = int(clusters.cell_numbers_P[number])
        return -score(cell, apart[number]), cell, apart[number], number

    ranked = sorted(apart, key=place)[: config.prototypes]
    found = [member(world, query_D, row) for number in ranked for row in clusters.members[number]]
    anchor = min(found[: len(clusters.members[ranked[0]])])
    near = [each for each in found if haversine_km(each[2], anchor[2]) <= config.within_km]
    counted = [anchor, *sorted(each for each in near if each != anchor)][: config.members]
    closest = min(distance for distance, _, _ in counted)
    weights = np.array([np.exp((closest - each[0]) * config.alpha) for each in counted])
    if config.method == "nearest":
        weights = np.arange(len(counted)) == 0
    weights = weights / weights.sum()
    point = anchor[2]
    if config.method == "barycentric":
        mean_3 = weights @ unit_vectors([each[2] for each in counted])
        point = from_unit_vector(mean_3) if np.linalg.norm(mean_3) > 1e-12 else point
    same_cell = int(clusters.cell_numbers_P[ranked[0]]) == order[0]
    is_refined = bool(same_cell and haversine_km(point, centroid) <= config.max_km)
    shares = [
        (photo, distance, float(weight) * is_refined)
        for (distance, photo, _), weight in zip(counted, weights, strict=True)
    ]
    return Twin(tuple(point if is_refined else centroid), is_refined, cells, shares)


def apart_by(embedding_D, query_D):
    """Between what half precision leaves of both."""
    return float(np.linalg.norm(embedding_D.astype(np.float16).astype(np.float64) - query_D))


def member(world, query_D, row):
    distance = apart_by(world.embeddings_ND[row], query_D)
    return distance, int(world.photo_ids_N[row]), tuple(world.latlng_N2[row].tolist())
