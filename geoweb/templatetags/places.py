"""Places in words."""

from django import template
from django.utils.translation import gettext as _

from predictor.geodesy import LatLng
from predictor.models import Photo
from predictor.models.points import to_latlng

register = template.Library()


def latlng_text(latlng: LatLng) -> str:
    """Whole degrees: the middle of nowhere needs no decimals."""
    north_south = _("N") if latlng.lat >= 0 else _("S")
    east_west = _("E") if latlng.lng >= 0 else _("W")
    return f"{abs(latlng.lat):.0f}° {north_south}, {abs(latlng.lng):.0f}° {east_west}"


@register.filter
def place_of(photo: Photo) -> str:
    """Province and country; only for photos whose place is no secret."""
    if photo.region is None:
        return latlng_text(to_latlng(photo.point)) if photo.point else ""
    names = [photo.region.name, photo.region.parent.name if photo.region.parent else ""]
    return ", ".join(name for name in names if name)


@register.filter
def credit_of(photo: Photo) -> str:
    return ", ".join(part for part in (photo.attribution, photo.licence) if part)


@register.filter
def latlng_of(photo: Photo) -> LatLng | None:
    return to_latlng(photo.point) if photo.point else None
