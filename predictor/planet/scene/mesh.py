"""Grids of coloured triangles: the ground, the road surface and the mountains."""

from functools import lru_cache
from typing import Any, Final

import numpy as np
import skia
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PLAIN: Final = skia.Paint()


@lru_cache(maxsize=16)
def triangles(rows: int, columns: int, hollow: bool = False) -> list[int]:
    """Indices of two triangles per square, first row first: later rows paint over earlier ones.

    hollow leaves out the middle column of squares.
    """
    row, column = np.meshgrid(np.arange(rows - 1), np.arange(columns - 1), indexing="ij")
    corner = (row * columns + column).ravel()
    if hollow:
        corner = corner[column.ravel() != (columns - 2) // 2]
    below = corner + columns
    faces = np.stack([corner, corner + 1, below, corner + 1, below + 1, below], axis=-1)
    flat: list[int] = faces.ravel().tolist()
    return flat


def packed(rgb_RC3: Floats, alpha_RC: Floats | float = 1.0) -> list[int]:
    """Skia colours of channels in [0, 1]."""
    bytes_RC3 = (np.clip(rgb_RC3, 0, 1) * 255 + 0.5).astype(np.int64)
    alpha = (np.clip(np.broadcast_to(alpha_RC, rgb_RC3.shape[:-1]), 0, 1) * 255).astype(np.int64)
    red, green, blue = np.moveaxis(bytes_RC3, -1, 0)
    argb: list[int] = (alpha << 24 | red << 16 | green << 8 | blue).ravel().tolist()
    return argb


def points(xy_RC2: Floats) -> list[Any]:
    return list(map(skia.Point, xy_RC2[..., 0].ravel().tolist(), xy_RC2[..., 1].ravel().tolist()))


def draw_grid(canvas: Any, xy_RC2: Floats, colours: list[int], hollow: bool = False) -> None:
    """Smoothly shaded squares; rows go from far to near."""
    faces = triangles(*xy_RC2.shape[:2], hollow=hollow)
    mode = skia.Vertices.kTriangles_VertexMode
    mesh = skia.Vertices(mode, points(xy_RC2), None, colours, faces)
    canvas.drawVertices(mesh, PLAIN, skia.BlendMode.kDst)


def draw_grain(  # noqa: PLR0913 - a texture needs its place, its share and its mesh
    canvas: Any,
    xy_RC2: Floats,
    texture_RC2: Floats,
    alpha_RC: Floats,
    paint: Any,
    *,
    hollow: bool = False,
) -> None:
    """A tiled texture over the same squares, fading with alpha."""
    colours = packed(np.ones((*alpha_RC.shape, 3)), alpha_RC)
    faces = triangles(*xy_RC2.shape[:2], hollow=hollow)
    mode = skia.Vertices.kTriangles_VertexMode
    mesh = skia.Vertices(mode, points(xy_RC2), points(texture_RC2), colours, faces)
    canvas.drawVertices(mesh, paint, skia.BlendMode.kModulate)
