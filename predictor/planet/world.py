"""Land, countries and provinces as the plan needs them: plain shapes in, codes out."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, NamedTuple, Protocol

import numpy as np
import shapely
from numpy.typing import ArrayLike

from predictor.geodesy import EARTH_RADIUS_KM, Floats


class Area(NamedTuple):
    """Where a point lies; all empty at sea."""

    country_code: str
    region_code: str
    region_name: str


AT_SEA: Final = Area("", "", "")


class World(Protocol):
    @property
    def area_km2(self) -> Mapping[str, float]:
        """Land surface by country code."""

    def locate(self, latlng_N2: ArrayLike) -> list[Area]: ...


class Outlines:
    """A World made of first-level provinces, each with its outline as WKB in (lng, lat) degrees."""

    def __init__(self, provinces: Iterable[tuple[Area, bytes]]) -> None:
        pairs = sorted(provinces)
        self._areas = [area for area, _ in pairs]
        self._shapes = shapely.from_wkb([wkb for _, wkb in pairs])
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)

    @cached_property
    def area_km2(self) -> Mapping[str, float]:
        flat = shapely.transform(self._shapes, _equal_area)
        totals: dict[str, float] = {}
        for area, km2 in zip(self._areas, shapely.area(flat), strict=True):
            totals[area.country_code] = totals.get(area.country_code, 0.0) + float(km2)
        return totals

    def locate(self, latlng_N2: ArrayLike) -> list[Area]:
        points = np.atleast_2d(np.asarray(latlng_N2, dtype=np.float64))
        lat, lng = points[:, 0], points[:, 1]
        point_index, shape_index = self._tree.query(shapely.points(lng, lat))
        inside = shapely.contains_xy(self._shapes[shape_index], lng[point_index], lat[point_index])
        found = [AT_SEA] * len(points)
        for point, shape in zip(point_index[inside], shape_index[inside], strict=True):
            found[point] = self._areas[shape]
        return found


def _equal_area(lnglat_N2: Floats) -> Floats:
    """Lambert's cylinder: areas of shapes are areas on the sphere."""
    x = np.radians(lnglat_N2[:, 0]) * EARTH_RADIUS_KM
    y = np.sin(np.radians(lnglat_N2[:, 1])) * EARTH_RADIUS_KM
    return np.column_stack([x, y])
