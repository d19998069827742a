"""The administrative areas that semantic cells are made from."""

from dataclasses import dataclass

import shapely


@dataclass(frozen=True, slots=True)
class AdminArea:
    """Areas do not overlap; together they are the land."""

    code: str
    parent_code: str  # of the area that contains it: the country, or a province
    country_code: str
    shape: shapely.Geometry  # (lng, lat) degrees, ends at the antimeridian
