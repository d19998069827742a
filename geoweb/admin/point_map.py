"""A small map of our own in the admin: Django's takes its tiles from elsewhere."""

from typing import Any

from django.contrib import admin
from django.contrib.gis.geos import GEOSGeometry
from django.utils.html import format_html
from django.utils.safestring import SafeString


class PointMap(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin that shows `map_of` a point among its fields."""

    change_form_template = "admin/with_map.html"


def map_of(point: GEOSGeometry | None) -> SafeString:
    """To be looked at; places are changed at the label desk, with a second opinion."""
    if point is None:
        return SafeString("-")
    place: Any = point
    return format_html(
        '<div class="map point-map" data-map-state="waiting" data-lng="{}" data-lat="{}">'
        '<div class="map-canvas"></div></div><p id="map-hint">{}, {}</p>',
        f"{place.x:.6f}",
        f"{place.y:.6f}",
        f"{place.y:.5f}",
        f"{place.x:.5f}",
    )
