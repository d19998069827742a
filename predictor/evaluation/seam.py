"""What evaluation asks of whoever locates photos; it imports no such module itself."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from predictor.models import Locator, Photo
from predictor.predictions import Answer

__all__ = ["Answer", "Embed", "Locate", "Place"]

Place = Sequence[Photo]  # one photo, or the views of one place


class Locate(Protocol):
    def __call__(self, places: Sequence[Place], locator: Locator) -> Sequence[Answer | None]:
        """One answer a place, in their order; None where there is none."""
        ...


class Embed(Protocol):
    def __call__(self, places: Sequence[Place], locator: Locator) -> np.ndarray:
        """(N, D) unit vectors, one a place, in their order."""
        ...
