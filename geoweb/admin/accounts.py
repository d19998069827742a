"""Accounts, their tokens, and players: human or not."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from geoweb.admin.read_only import ReadOnly
from geoweb.models import Player, Token, User

admin.site.register(User, UserAdmin)


@admin.register(Token)
class TokenAdmin(ReadOnly):
    """Nobody sees a key here, but anyone's can be ended."""

    list_display = ("user", "note", "created_at", "expires_at")
    search_fields = ("user__username", "note")
    fields = ("user", "note", "created_at", "expires_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(Player)
class PlayerAdmin(ReadOnly):
    list_display = ("name", "kind", "user", "locator", "created_at")
    list_filter = ("kind",)
    list_select_related = ("user", "locator")
    search_fields = ("name", "public_id", "user__username")
    date_hierarchy = "created_at"
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Player]:
        return super().get_queryset(request).defer("locator__config", "locator__metrics")
