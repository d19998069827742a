"""The finest loaded regions, as the areas that semantic cells are made of."""

import shapely

from predictor.cells.areas import AdminArea
from predictor.errors import HomingError
from predictor.models import Region


class NoRegionsError(HomingError):
    """Cells keep borders, and there are none."""


def admin_areas() -> list[AdminArea]:
    """Regions without children: provinces, or whole countries where none are known."""
    leaves = Region.objects.filter(children__isnull=True).select_related("parent")
    leaves = leaves.order_by("country_code", "level", "code")
    areas = [
        AdminArea(
            code=region.code,
            parent_code=region.parent.code if region.parent else "",
            country_code=region.country_code,
            shape=shapely.from_wkb(bytes(region.geom.wkb)),
        )
        for region in leaves.defer("label_point", "parent__geom").iterator(500)
    ]
    if not areas:
        raise NoRegionsError("The database holds no regions. Run: manage.py load_regions")
    return areas
