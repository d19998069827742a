"""Boxes beside the road: their corners, their visible faces, and a canvas in metres on each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import skia

from predictor.planet.scene.palette import Colour, argb
from predictor.planet.scene.stage import Stage

NEAREST_M: Final = 2.2  # faces are cut here, in front of the camera
Corner = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """A box from d to d + long along the road, its front u metres from the centre, deep behind."""

    d: float
    long: float
    u: float
    deep: float
    tall: float
    base: float  # height of its ground above the road

    @property
    def side(self) -> int:
        return 1 if self.u > 0 else -1

    @property
    def back(self) -> float:
        return self.u + self.side * self.deep


def fill_face(
    stage: Stage, block: Block, corners: list[Corner], colour: Colour, lit: float
) -> bool:
    """Paints a face given as (d, u, y above the block's ground), if it is turned towards us."""
    seen = [stage.view.place(max(d, NEAREST_M), u, block.base + y) for d, u, y in corners]
    area = sum(a.x * b.y - b.x * a.y for a, b in zip(seen, seen[1:] + seen[:1], strict=True))
    if abs(area) < 0.5:
        return False
    path = skia.Path()
    path.addPoly([skia.Point(point.x, point.y) for point in seen], True)
    tone = argb(stage.light.seen(colour, lit, max(block.d, 4.0)))
    stage.canvas.drawPath(path, skia.Paint(Color=tone, AntiAlias=True))
    return True


def on_front(stage: Stage, block: Block, drawing: Callable[[Any, float], None]) -> None:
    """Draws on the face along the road; the canvas is in metres, x from its left, y up negative."""
    start = max(block.d, NEAREST_M)
    if start >= block.d + block.long - 0.3:
        return
    ends = ((start, start - block.d), (block.d + block.long, block.long))
    if block.side > 0:
        local = [(block.long - along, d) for d, along in ends[::-1]]
    else:
        local = [(along, d) for d, along in ends]
    draw_mapped(stage, block, local, drawing)


def draw_mapped(
    stage: Stage,
    block: Block,
    local: list[tuple[float, float]],
    drawing: Callable[[Any, float], None],
) -> None:
    source, target = [], []
    for x, d in local:
        for y in (0.0, block.tall):
            seen = stage.view.place(d, block.u, block.base + y)
            source.append(skia.Point(x, -y))
            target.append(skia.Point(seen.x, seen.y))
    matrix = skia.Matrix()
    if not matrix.setPolyToPoly(source, target):
        return
    stage.canvas.save()
    stage.canvas.concat(matrix)
    stage.canvas.clipRect(skia.Rect(local[0][0], -block.tall - 1.5, local[1][0], 0.5))
    drawing(stage.canvas, block.long)
    stage.canvas.restore()


def on_end(stage: Stage, block: Block, drawing: Callable[[Any, float], None]) -> None:
    """Draws on the face towards the camera; same canvas."""
    if block.d < NEAREST_M:
        return
    left = min(block.u, block.back)
    seen = stage.view.place(block.d, left, block.base)
    stage.canvas.save()
    stage.canvas.translate(seen.x, seen.y)
    stage.canvas.scale(seen.scale, seen.scale)
    drawing(stage.canvas, block.deep)
    stage.canvas.restore()
