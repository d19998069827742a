"""Land as a picture of the world: a million points are looked up in no time.

Pixels are 6 km high at most and coasts are widened by two of them: a photo on a beach or in a
bay is no photo at sea.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
import shapely
from PIL import Image, ImageDraw
from scipy.ndimage import binary_dilation

from predictor.geodesy import Floats
from predictor.suspicion.labelled import Booleans

PIXELS_A_DEGREE: Final = 20
WIDTH: Final = 360 * PIXELS_A_DEGREE
HEIGHT: Final = 180 * PIXELS_A_DEGREE
COAST_PIXELS: Final = 2


class Land:
    def __init__(self, mask_HW: Booleans) -> None:
        self.mask_HW = mask_HW

    def __call__(self, latlng_M2: Floats) -> Booleans:
        row_M = ((90.0 - latlng_M2[:, 0]) * PIXELS_A_DEGREE).astype(np.int64)
        column_M = ((latlng_M2[:, 1] + 180.0) * PIXELS_A_DEGREE).astype(np.int64)
        found: Booleans = self.mask_HW[np.clip(row_M, 0, HEIGHT - 1), column_M % WIDTH]
        return found


def land_of(shapes: Iterable[shapely.Geometry]) -> Land:
    """Holes are filled: a photo on a lake is not at sea."""
    picture = Image.new("1", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(picture)
    for shape in shapes:
        for polygon in shapely.get_parts(shape):
            lng_P, lat_P = np.asarray(polygon.exterior.coords)[:, :2].T
            x_P, y_P = (lng_P + 180.0) * PIXELS_A_DEGREE, (90.0 - lat_P) * PIXELS_A_DEGREE
            pen.polygon(np.column_stack([x_P, y_P]).ravel().tolist(), fill=1, outline=1)
    wide_HW = np.pad(np.asarray(picture, bool), ((0, 0), (COAST_PIXELS, COAST_PIXELS)), "wrap")
    grown_HW = binary_dilation(wide_HW, iterations=COAST_PIXELS)
    return Land(grown_HW[:, COAST_PIXELS:-COAST_PIXELS])
