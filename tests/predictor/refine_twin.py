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
    query_D = halved(query_D)
    chances = dict(zip(cell_numbers_K.tolist(), np.maximum(probabilities_K, 1e-100), strict=True))
    apart = prototypes_apart(world, query_D, chances) if config.method != "none" else {}
    cells_of = world.clusters.cell_numbers_P.tolist()
    best = {}
    for prototype, d in apart.items():
        best[cells_of[prototype]] = min(d, best.get(cells_of[prototype], d))
    least, mean = (min(best.values()), np.mean([*best.values()])) if best else (0.0, 0.0)

    def score(cell, distance):
        return chances[cell] * np.exp((least - distance) / config.temperature)

    scores = {cell: score(cell, best.get(cell, mean)) for cell in chances}
    order = sorted(scores, key=lambda cell: (-scores[cell], cell))
    cells = [(cell, scores[cell] / sum(scores.values())) for cell in order]
    centroid = world.centroids_C2[order[0]]
    if not best:
        return Twin(tuple(centroid), False, cells, [])

    ranked = sorted(apart, key=lambda p: (-score(cells_of[p], apart[p]), cells_of[p], apart[p], p))
    counted = members(world, query_D, ranked[: config.prototypes], config)
    weights = shares(counted, config)
    point = middle(counted, weights)
    is_refined = cells_of[ranked[0]] == order[0] and haversine_km(point, centroid) <= config.max_km
    rows = [(photo, d, w * is_refined) for (d, photo, _), w in zip(counted, weights, strict=True)]
    return Twin(tuple(point if is_refined else centroid), bool(is_refined), cells, rows)


def prototypes_apart(world, query_D, chances):
    return {
        prototype: distance(world.clusters.embeddings_PD[prototype], query_D)
        for cell in chances
        for prototype in np.flatnonzero(world.clusters.cell_numbers_P == cell).tolist()
    }


def members(world, query_D, prototypes, config):
    """(distance, photo, point): the anchor, then the nearest of those that are close to it."""
    found = [
        [member(world, query_D, row) for row in world.clusters.members[prototype]]
        for prototype in prototypes
    ]
    anchor = min(found[0])
    others = sorted(each for group in found for each in group if each != anchor)
    close = [each for each in others if haversine_km(each[2], anchor[2]) <= config.within_km]
    return [anchor, *close][: config.members]


def member(world, query_D, row):
    point = tuple(world.latlng_N2[row].tolist())
    return distance(world.embeddings_ND[row], query_D), int(world.photo_ids_N[row]), point


def shares(counted, config):
    distances = np.array([each[0] for each in counted])
    weights = np.exp((distances.min() - distances) * config.alpha)
    if config.method == "nearest":
        weights = np.arange(len(counted)) == 0
    return (weights / weights.sum()).tolist()


def middle(counted, weights):
    if weights[0] == 1.0:
        return counted[0][2]
    mean = np.array(weights) @ unit_vectors([point for _, _, point in counted])
    return from_unit_vector(mean) if np.linalg.norm(mean) > 1e-12 else counted[0][2]


def distance(embedding_D, query_D):
    return float(np.linalg.norm(halved(embedding_D) - query_D))


def halved(embedding_D):
    """What half precision leaves of it."""
    return embedding_D.astype(np.float16).astype(np.float64)
