"""Places, distances and waits in words."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from predictor.geodesy import LatLng
from predictor.models import Photo
from predictor.models.points import to_latlng

register = template.Library()

MINUTE_S, HOUR_S = 60, 3600


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


@register.filter
def degrees(latlng: LatLng) -> str:
    """To about a metre, as one types it; never for what is only known coarsely."""
    return f"{latlng.lat:.5f}, {latlng.lng:.5f}"


@register.filter
def roughly(latlng: LatLng) -> str:
    return latlng_text(latlng)


@register.filter
def km(distance_km: float) -> str:
    decimals = 1 if distance_km < 10 else 0
    number = number_format(distance_km, decimals, use_l10n=True, force_grouping=True)
    return _("%(number)s km") % {"number": number}


@register.filter
def wait(seconds: int) -> str:
    """Rounded up: who comes back then is not sent away again."""
    if seconds < 2 * MINUTE_S:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    if seconds < 2 * HOUR_S:
        minutes = -(-seconds // MINUTE_S)
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = -(-seconds // HOUR_S)
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}


@register.filter
def ago(moment: datetime) -> str:
    """The largest unit is enough: it is read, not reckoned with."""
    if timezone.now() - moment < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}


@register.filter
def seconds_until(start: datetime, end: datetime) -> str:
    return number_format((end - start).total_seconds(), 1)
