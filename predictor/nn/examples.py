"""What a head learns from: embeddings, positions, own cells and side facts, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from predictor.errors import HomingError

Integers = NDArray[np.int64]
Numbers = NDArray[np.float32]

UNKNOWN_CLASS: Final = -1
LISTED_ROWS: Final = 5
ROWS_AT_ONCE: Final = 16_384


class TrainingError(HomingError):
    """Numbers that nothing can be learnt from."""


@dataclass(frozen=True, slots=True)
class SideTask:
    """One more thing to tell from the picture. No classes: a number >= 0, learnt as its log."""

    name: str
    weight: float  # beside the cells' loss, which counts one
    classes: tuple[str, ...] = ()

    @property
    def outputs(self) -> int:
        return max(1, len(self.classes))


@dataclass(frozen=True, slots=True)
class Examples:
    """Side facts by task: class numbers (-1 unknown) or float32 numbers (NaN unknown)."""

    embeddings_ND: Numbers  # unit rows; may be empty where images are given instead
    latlng_N2: NDArray[np.float64]
    own_cell_N: Integers
    facts: dict[str, Integers | Numbers] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.latlng_N2)


def class_numbers(values: Sequence[str | None], classes: Sequence[str]) -> Integers:
    """What is not among the classes is unknown and teaches nothing."""
    number = {name: index for index, name in enumerate(classes)}
    return np.array([number.get(value or "", UNKNOWN_CLASS) for value in values], dtype=np.int64)


def check(examples: Examples, cell_count: int, split: str, tasks: Sequence[SideTask] = ()) -> None:
    if not len(examples):
        raise TrainingError(
            f"There are no {split} photos: give some located photos the split {split}."
        )
    own = examples.own_cell_N
    if len(own) != len(examples) or own.min() < 0 or own.max() >= cell_count:
        raise TrainingError(
            f"The {split} photos are not all in cells 0 to {cell_count - 1};"
            " assign them with the partition that the cells come from."
        )
    if not np.isfinite(examples.latlng_N2).all():
        raise TrainingError(f"A {split} photo has no position; leave photos without one out.")
    for task in tasks:
        known = len(examples.facts.get(task.name, ()))
        if known != len(examples):
            raise TrainingError(
                f"The side task {task.name} has {known} facts of {len(examples)} {split} photos;"
                " give one for each, -1 or NaN where it is not known."
            )


def check_embeddings(examples: Examples, split: str) -> None:
    embeddings_ND = examples.embeddings_ND
    if len(embeddings_ND) != len(examples):
        raise TrainingError(
            f"There are {len(embeddings_ND)} embeddings of {len(examples)} {split} photos;"
            " compute one for each."
        )
    broken = broken_rows(embeddings_ND)
    if len(broken):
        listed = ", ".join(str(row) for row in broken[:LISTED_ROWS])
        raise TrainingError(
            f"The embeddings of {len(broken)} of {len(examples)} {split} photos are no numbers"
            f" (rows {listed}); check the encoder's weights and embed these photos again."
        )


def broken_rows(embeddings_ND: Numbers) -> Integers:
    """Looks at a part at a time: a mask of everything would double the memory."""
    fine = [
        np.isfinite(embeddings_ND[first : first + ROWS_AT_ONCE]).all(axis=1)
        for first in range(0, len(embeddings_ND), ROWS_AT_ONCE)
    ]
    return np.flatnonzero(~np.concatenate(fine))
