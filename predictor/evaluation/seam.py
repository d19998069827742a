"""What evaluation asks of whoever locates photos; it imports no such module itself."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from predictor.geodesy import LatLng
from predictor.models import Locator, Photo

Place = Sequence[Photo]  # one photo, or the views of one place


class Answer(Protocol):
    @property
    def point(self) -> LatLng: ...
    @property
    def cells(self) -> Sequence[tuple[int, float]]: ...  # number, probability; likeliest first
    @property
    def evidence(self) -> Any: ...
    @property
    def timings_ms(self) -> Any: ...


class Locate(Protocol):
    def __call__(self, places: Sequence[Place], locator: Locator) -> Sequence[Answer | None]:
        """One answer a place, in their order; None where there is none."""
        ...


class Embed(Protocol):
    def __call__(self, places: Sequence[Place], locator: Locator) -> np.ndarray:
        """(N, D) unit vectors, one a place, in their order."""
        ...
