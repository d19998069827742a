"""Cells with many photos come apart into clusters, each with the land nearest to its photos."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from predictor.cells.clustering import optics_labels
from predictor.cells.lookup import Lookup
from predictor.cells.projection import Azimuthal
from predictor.cells.voronoi import cut, plane_borders
from predictor.config import Cells
from predictor.geodesy import Floats, spherical_mean

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Piece:
    shape: shapely.MultiPolygon
    photos: Floats  # (lat, lng) rows
    country_code: str


def split(piece: Piece, config: Cells) -> list[Piece]:
    """No piece has fewer than the minimum; one that no round can part stays over the maximum."""
    done, large = [], [piece]
    for min_samples, xi in config.optics:
        small, large = split_round(large, config, min_samples, xi)
        done += small
    return done + large


def split_round(
    pieces: list[Piece], config: Cells, min_samples: int, xi: float
) -> tuple[list[Piece], list[Piece]]:
    """Those at most the maximum, and those this round leaves over it."""
    small, large, stack = [], [], pieces[::-1]
    while stack:
        piece = stack.pop()
        if len(piece.photos) <= config.max_photos:
            small.append(piece)
            continue
        parts = divided(piece, config.min_photos, min_samples, xi)
        if len(parts) == 1:
            large.append(piece)
        stack += parts[::-1] if len(parts) > 1 else []
    return small, large


def divided(piece: Piece, min_photos: int, min_samples: int, xi: float) -> list[Piece]:
    """Around each cluster a part, and one for the rest if that is large enough."""
    projection = Azimuthal(spherical_mean(piece.photos))
    km = projection.to_km(piece.photos)
    labels = optics_labels(km, min_samples, xi, min_photos)
    labels[labels < 0] = labels.max() + 1
    while True:
        labels = of_at_least(labels, min_photos)
        count = int(labels.max()) + 1
        if count < 2:
            return [piece]
        shapes = regions(piece, projection, km, labels)
        members = Lookup(shapes).find(piece.photos)
        if np.bincount(members, minlength=count).min() >= min_photos:
            return [
                Piece(shape, piece.photos[members == label], piece.country_code)
                for label, shape in enumerate(shapes)
            ]
        # A photo at sea, or within metres of a border, may change sides: drop what shrank too far.
        labels = np.where(np.bincount(members, minlength=count)[labels] < min_photos, -1, labels)


def of_at_least(labels: Integers, min_photos: int) -> Integers:
    """Labels 0, 1, ... of the large enough clusters; the photos of the others get -1."""
    values, where, counts = np.unique(labels, return_inverse=True, return_counts=True)
    kept = (counts >= min_photos) & (values >= 0)
    numbers = np.where(kept, np.cumsum(kept) - 1, -1)
    return np.asarray(numbers[where], dtype=np.int64)


def regions(
    piece: Piece, projection: Azimuthal, km: Floats, labels: Integers
) -> list[shapely.MultiPolygon]:
    """The shape cut by the Voronoi diagram of its clustered photos."""
    sites, site_labels = distinct_sites(km[labels >= 0], labels[labels >= 0])
    outline = projection.to_km(shapely.get_coordinates(piece.shape)[:, ::-1])
    extent_km = 1.1 * max(float(np.abs(outline).max()), float(np.abs(km).max()))
    borders = plane_borders(sites, site_labels, extent_km, projection)
    label_of = nearest_label(projection, sites, site_labels)
    return list(cut(piece.shape, borders, label_of, int(labels.max()) + 1))


def nearest_label(
    projection: Azimuthal, sites: Floats, labels: Integers
) -> Callable[[Floats], Integers]:
    tree = cKDTree(sites)
    return lambda latlng_N2: np.asarray(labels[tree.query(projection.to_km(latlng_N2))[1]])


def distinct_sites(km: Floats, labels: Integers) -> tuple[Floats, Integers]:
    """Photos at one position are one site, of the lowest of their labels."""
    sites, where = np.unique(km, axis=0, return_inverse=True)
    lowest = np.full(len(sites), labels.max(), dtype=np.int64)
    np.minimum.at(lowest, where.reshape(-1), labels)
    return sites, lowest
