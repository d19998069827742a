"""Clusters of a cell's photos by position, as PIGEON refines by: OPTICS, then means."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from predictor.cells.clustering import optics_labels
from predictor.cells.projection import Azimuthal
from predictor.config import Prototypes
from predictor.errors import HomingError
from predictor.geodesy import Floats, spherical_mean

Array = NDArray[Any]
Numbers = NDArray[np.int64]

# Rounding to half precision moves a norm by less than a thousandth.
NORM_TOLERANCE: Final = 0.01
# Opposite embeddings have no mean direction.
VANISHED: Final = 1e-6


class PrototypeError(HomingError):
    """An embedding that no distance can be taken to."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """P prototypes in the order of their cells; members are rows of the photos given."""

    cell_numbers_P: Numbers
    embeddings_PD: Array
    latlng_P2: Floats
    counts_P: Numbers
    members: tuple[Numbers, ...]


def make_prototypes(
    embeddings_ND: Array, latlng_N2: ArrayLike, cells_N: ArrayLike, config: Prototypes
) -> Clusters:
    """Every photo is a member of exactly one prototype: noise stays, each photo on its own."""
    refuse_unusable(embeddings_ND)
    latlng, cells = np.asarray(latlng_N2, dtype=np.float64), np.asarray(cells_N, dtype=np.int64)
    members = tuple(
        rows[group]
        for rows in groups_of(cells)
        for group in groups_of(cluster_numbers(latlng[rows], config))
    )
    means = [mean_embedding(embeddings_ND[rows]) for rows in members]
    middles = [spherical_mean(latlng[rows]) for rows in members]
    return Clusters(
        np.array([cells[rows[0]] for rows in members], dtype=np.int64),
        np.array(means, dtype=np.float32).reshape(len(members), embeddings_ND.shape[1]),
        np.array(middles, dtype=np.float64).reshape(len(members), 2),
        np.array([len(rows) for rows in members], dtype=np.int64),
        members,
    )


def groups_of(numbers_N: Numbers) -> list[Numbers]:
    """Rows with the same number, in the order of the numbers; rows ascend in a group."""
    if len(numbers_N) == 0:
        return []
    order = np.argsort(numbers_N, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(numbers_N[order])) + 1)


def cluster_numbers(latlng_M2: Floats, config: Prototypes) -> Numbers:
    """OPTICS on the plane around the photos; what it calls noise gets numbers of its own."""
    km_M2 = Azimuthal(spherical_mean(latlng_M2)).to_km(latlng_M2)
    labels = optics_labels(km_M2, config.min_samples, config.xi)
    noise = labels < 0
    own = labels.max() + 1 + np.arange(noise.sum())
    labels[noise] = own
    return labels


def mean_embedding(embeddings_MD: Array) -> Array:
    mean: Array = embeddings_MD.mean(axis=0, dtype=np.float64)
    length = float(np.linalg.norm(mean))
    return mean / length if length > VANISHED else embeddings_MD[0]


def refuse_unusable(embeddings_ND: Array) -> None:
    # Written so that NaN is refused as well.
    lengths = np.linalg.norm(embeddings_ND, axis=1)
    fine = np.abs(lengths - 1.0) <= NORM_TOLERANCE
    if not fine.all():
        row = int(np.argmin(fine))
        raise PrototypeError(
            f"Embedding {row} of {len(fine)} has length {lengths[row]:.3g}, not 1: "
            "embed this photo again, or leave it out."
        )
