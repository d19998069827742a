"""Regions an annotator may name: by code, or as what lies around a pin."""

from typing import Final

from geoweb.domain.desk.refusals import NoSuchRegion
from predictor.geodesy import LatLng
from predictor.models import Region
from predictor.regions import locate_region

PROVINCE_HERE: Final = "province-here"
COUNTRY_HERE: Final = "country-here"
AROUND_THE_PIN: Final = (PROVINCE_HERE, COUNTRY_HERE)


def code_around(place: LatLng, wish: str) -> str:
    """At sea there is no region around a pin."""
    found = locate_region(place)
    region = found.province if wish == PROVINCE_HERE else found.country
    if region is None or not found.inside:
        raise NoSuchRegion
    return region.code


def countries() -> list[tuple[str, str]]:
    """Code and name, by name."""
    return list(Region.objects.filter(level=0).order_by("name").values_list("code", "name"))
