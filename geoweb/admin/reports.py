"""What visitors say is wrong with photos."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from geoweb.admin.point_map import PointMap, map_of
from geoweb.models import Flag


@admin.register(Flag)
class FlagAdmin(PointMap):
    list_display = ("created_at", "photo", "reason", "state", "player")
    list_filter = ("state", "reason")
    list_select_related = ("photo", "player")
    fields = ("photo", "where", "player", "reason", "text", "state", "created_at")
    readonly_fields = ("photo", "where", "player", "reason", "text", "created_at")
    search_fields = ("photo__public_id", "text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("Where the photo is said to be"))
    def where(self, flag: Flag) -> SafeString:
        return map_of(flag.photo.point)
