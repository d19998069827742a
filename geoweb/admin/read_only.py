"""What the pages of all families share: rows that rules write, and who acts."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from geoweb.models import User


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """What rules write is not edited by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def user_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
