"""Regions and towns: what they are called and where; boundaries come by load_regions."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from geoweb.admin.point_map import PointMap, map_of
from geoweb.admin.read_only import ReadOnly
from predictor.models import Place, Region


@admin.register(Region)
class RegionAdmin(PointMap, ReadOnly):
    list_display = ("name", "level", "code", "parent", "area_km2", "source")
    list_filter = ("level", "source")
    search_fields = ("name", "code", "country_code")
    fields = ("name", "level", "code", "country_code", "parent", "area_km2", "source", "where")
    ordering = ("level", "name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Region]:
        """Without outlines: some are megabytes."""
        found = super().get_queryset(request).select_related("parent")
        return found.defer("geom", "parent__geom")

    @admin.display(description=_("Where its name is written"))
    def where(self, region: Region) -> SafeString:
        return map_of(region.label_point)


@admin.register(Place)
class PlaceAdmin(PointMap, ReadOnly):
    list_display = ("name", "country_code", "population")
    search_fields = ("search_name",)
    fields = ("name", "geoname_id", "country_code", "admin1_code", "population", "where")
    show_full_result_count = False

    @admin.display(description=_("Where"))
    def where(self, place: Place) -> SafeString:
        return map_of(place.point)
