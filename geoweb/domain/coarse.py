"""Areas of a fixed grid, about 280 km a side: what may be said of a photo without a known place.

Whatever is told follows from the area alone, so that many answers narrow it down no further.
"""

import math
from dataclasses import dataclass
from typing import Any, Final

from predictor.geodesy import LatLng, wrap_lng

BAND_DEG: Final = 2.5
BANDS: Final = round(180 / BAND_DEG)


@dataclass(frozen=True, slots=True, order=True)
class Area:
    band: int  # from the south pole
    column: int  # from the antimeridian

    @property
    def south(self) -> float:
        return self.band * BAND_DEG - 90.0

    @property
    def north(self) -> float:
        return self.south + BAND_DEG

    @property
    def west(self) -> float:
        return self.column * 360.0 / columns(self.band) - 180.0

    @property
    def east(self) -> float:
        return (self.column + 1) * 360.0 / columns(self.band) - 180.0

    @property
    def centre(self) -> LatLng:
        return LatLng((self.south + self.north) / 2, (self.west + self.east) / 2)

    def as_geojson(self) -> dict[str, Any]:
        south, west, north, east = self.south, self.west, self.north, self.east
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        return {"type": "Polygon", "coordinates": [ring]}


def columns(band: int) -> int:
    """So many that all areas are about as wide as they are high."""
    middle = math.radians((band + 0.5) * BAND_DEG - 90.0)
    return max(1, int(360.0 / BAND_DEG * math.cos(middle)))


def area_of(latlng: LatLng) -> Area:
    band = min(BANDS - 1, int((latlng.lat + 90.0) / BAND_DEG))
    turn = (wrap_lng(latlng.lng) + 180.0) / 360.0
    return Area(band, min(columns(band) - 1, int(turn * columns(band))))
