"""Shapes of vehicles, in metres."""

from dataclasses import dataclass
from typing import Final

from predictor.planet.scene.palette import Colour


@dataclass(frozen=True, slots=True)
class Body:
    """Metres. The cabin stands from cabin_from to cabin_to, shares of the length from the rear."""

    width: float
    length: float
    belt: float
    height: float
    cabin_from: float
    cabin_to: float
    taper: float  # how much narrower the roof is


BODIES: Final = {
    "saloon": Body(1.76, 4.5, 0.94, 1.45, 0.10, 0.74, 0.22),
    "hatch": Body(1.72, 3.9, 0.95, 1.5, 0.02, 0.72, 0.2),
    "suv": Body(1.9, 4.6, 1.1, 1.78, 0.02, 0.75, 0.16),
    "pickup": Body(1.9, 5.2, 1.1, 1.8, 0.38, 0.76, 0.18),
    "van": Body(1.95, 5.2, 1.15, 2.25, 0.0, 0.93, 0.12),
    "kei": Body(1.47, 3.4, 0.95, 1.72, 0.0, 0.86, 0.1),
    "truck": Body(2.4, 8.2, 1.1, 3.4, 0.0, 1.0, 0.0),
    "bus": Body(2.5, 11.0, 1.2, 3.1, 0.0, 1.0, 0.05),
    "rickshaw": Body(1.3, 2.6, 0.8, 1.75, 0.05, 0.95, 0.12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vehicle:
    """Its near end is at d; front tells whether that end is its front."""

    kind: str
    d: float
    u: float
    front: bool
    coat: Colour
    roof: Colour

    @property
    def body(self) -> Body:
        return BODIES[self.kind]

    @property
    def far(self) -> float:
        return self.d + self.body.length

    @property
    def cabin(self) -> tuple[float, float]:
        """Where the cabin begins and ends along the road; fronts have the bonnet towards us."""
        body = self.body
        low, high = body.cabin_from, body.cabin_to
        if self.front:
            low, high = 1 - high, 1 - low
        return self.d + low * body.length, self.d + high * body.length

    @property
    def slope(self) -> float:
        """How far the windscreen leans back."""
        return 0.35 if self.body.taper > 0.03 else 0.0
