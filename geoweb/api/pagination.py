"""Pages of a list that grows at its head."""

from datetime import UTC, datetime
from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor as Position
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class NewestFirst(CursorPagination):
    page_size = 20
    ordering = ("-created_at", "-id")

    def decode_cursor(self, request: Request) -> Position | None:
        """A cursor that was written by hand names no moment, and would fail in the database."""
        cursor: Any = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None:
            try:
                datetime.fromisoformat(cursor.position).astimezone(UTC)
            except (ValueError, OverflowError) as error:
                raise NotFound(self.invalid_cursor_message) from error
        return cursor  # type: ignore[no-any-return]


def page_schema(item: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """What get_paginated_response makes of items, for the schema."""
    return inline_serializer(
        f"{item.__name__}Page",
        {
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": item(many=True),
        },
    )
