"""The stage: what every drawing function needs, and the things on it sorted far to near."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import skia

from predictor.planet.scene.light import Light, light_of
from predictor.planet.scene.perspective import Seen, View, view_of
from predictor.planet.scene.terrain import STATIONS, Land, land_of
from predictor.planet.shot import Shot

Drawing = Callable[[], None]


@dataclass(slots=True)
class Stage:
    canvas: Any
    shot: Shot
    view: View
    light: Light
    land: Land
    things: list[tuple[float, int, Drawing]] = field(default_factory=list)
    shadows: list[Drawing] = field(default_factory=list)
    paved_m: float = 0.0  # width of the pavements
    footprints: list[tuple[float, float, float, float]] = field(default_factory=list)

    def foot(self, d: float, u: float) -> Seen:
        """Where the ground is at d metres ahead, u metres right of the road's centre."""
        return self.view.place(d, u, self.land.rise(d + self.view.start_m, u))

    def lift(self, d: float, u: float, y: float) -> Seen:
        """A point y metres above the ground there."""
        return self.view.place(d, u, self.land.rise(d + self.view.start_m, u) + y)

    def add(self, d: float, drawing: Drawing) -> None:
        self.things.append((-d, len(self.things), drawing))

    def is_paved(self, u: float) -> bool:
        """Whether that is on a pavement."""
        return abs(u) < self.view.half_road + self.paved_m

    def is_built(self, d: float, u: float) -> bool:
        """Whether a house stands there."""
        return any(a < d < b and low < u < high for a, b, low, high in self.footprints)

    def perform(self) -> None:
        """Shadows lie on the ground, so they come first; then everything, far to near."""
        if self.light.strength > 0.15:
            for shadow in self.shadows:
                shadow()
        crests = crest_lines(self.view)
        for nearness, _, drawing in sorted(self.things, key=lambda thing: thing[:2]):
            limit = crest_at(crests, self.view, -nearness)
            if limit is None:
                drawing()
                continue
            self.canvas.save()
            self.canvas.clipRect(skia.Rect(-99, -9999, self.view.width + 99, limit))
            drawing()
            self.canvas.restore()


Crests = tuple[list[float], list[float]]


def crest_lines(view: View) -> Crests | None:
    """Distances, and the highest the road has reached on the picture up to there.

    None for the common road that hides nothing of itself.
    """
    distances = STATIONS[::-1].tolist()
    heights = [view.place(d, 0.0).y for d in distances]
    highest = np.minimum.accumulate(heights).tolist()
    return None if highest == heights else (distances, highest)


def crest_at(crests: Crests | None, view: View, d: float) -> float | None:
    """Below which line of the picture a crest hides things at d; None where it hides nothing."""
    if crests is None:
        return None
    distances, highest = crests
    limit = highest[max(bisect_left(distances, d) - 1, 0)]
    return limit if view.place(d, 0.0).y > limit + 1 else None


def stage_of(canvas: Any, shot: Shot) -> Stage:
    view = view_of(shot)
    return Stage(canvas, shot, view, light_of(shot), land_of(shot, view))


def slots(view: View, length_m: float, near_m: float, far_m: float) -> range:
    """Numbers of the road's slots of this length that lie between near and far."""
    first = int((view.start_m + near_m) // length_m) + 1
    return range(first, int((view.start_m + far_m) // length_m) + 1)
