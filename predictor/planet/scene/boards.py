"""Flat boards with words on them: fitted, aligned and clipped."""

import math
from typing import Any

import skia

from predictor.planet.lettering import EM_PX, outline
from predictor.planet.scene.palette import Colour, argb


def write(  # noqa: PLR0913 - the optional ones are how a line is set
    canvas: Any, text: str, box: Any, colour: Colour, *, language: str = "en",
    bold: bool = True, align: float = 0.5, em: float = math.inf,
) -> None:  # fmt: skip
    """One line as large as the box and em allow; align 0 is left, 1 right."""
    line = outline(text, language, bold)
    if line.width <= 0:
        return
    tall = max(line.bottom - line.top, EM_PX * 0.75)
    size = min(box.width() / line.width, box.height() / tall, em / EM_PX)
    x = box.left() + (box.width() - line.width * size) * align
    middle = (line.top + line.bottom) / 2
    y = box.top() + box.height() / 2 - middle * size
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(size, size)
    canvas.drawPath(line.path, skia.Paint(Color=argb(colour), AntiAlias=True))
    canvas.restore()


def panel(
    canvas: Any, box: Any, fill: Colour, border: Colour | None = None, round_m: float = 0.06
) -> None:
    """A rounded sheet with an inset border, in the canvas's own units (metres)."""
    canvas.drawRoundRect(box, round_m, round_m, skia.Paint(Color=argb(fill), AntiAlias=True))
    if border is None:
        return
    inset = min(box.width(), box.height()) * 0.045
    edge = skia.Paint(Color=argb(border), AntiAlias=True, StrokeWidth=inset * 0.8)
    edge.setStyle(skia.Paint.kStroke_Style)
    inner = skia.Rect(
        box.left() + inset, box.top() + inset, box.right() - inset, box.bottom() - inset
    )
    canvas.drawRoundRect(inner, round_m * 0.7, round_m * 0.7, edge)
