"""Odd play, and who was excluded for it; when the board was refreshed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geoweb.admin.read_only import ReadOnly, user_of
from geoweb.domain import exclusions, fair_play
from geoweb.enums import PlayerKind, SignalState
from geoweb.models import BoardRefresh, Exclusion, Player, Signal


@admin.register(Signal)
class SignalAdmin(ReadOnly):
    """The review list. Excluding is a step of its own, with a reason, on the list of players."""

    list_display = ("created_at", "kind", "player", "detail", "deck", "state", "reviewed_by")
    list_filter = ("state", "kind")
    search_fields = ("player__name", "player__public_id", "detail")
    date_hierarchy = "created_at"
    actions = ("uphold", "dismiss")

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("geoweb.change_signal")

    @admin.action(description=_("Uphold"), permissions=["review"])
    def uphold(self, request: HttpRequest, signals: QuerySet[Signal]) -> None:
        fair_play.review(signals, state=SignalState.UPHELD, actor=user_of(request))

    @admin.action(description=_("Dismiss"), permissions=["review"])
    def dismiss(self, request: HttpRequest, signals: QuerySet[Signal]) -> None:
        fair_play.review(signals, state=SignalState.DISMISSED, actor=user_of(request))


@admin.register(Exclusion)
class ExclusionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Adding a row excludes; a reason for lifting lifts. Rows are never deleted."""

    list_display = ("at", "player", "why", "actor", "lifted_at", "lifted_by", "lifted_why")
    list_filter = ("lifted_at",)
    search_fields = ("player__name", "player__public_id", "why")
    raw_id_fields = ("player",)

    def get_fields(self, request: HttpRequest, obj: Exclusion | None = None) -> Any:
        return ["player", "why", "lifted_why"] if obj else ["player", "why"]

    def get_readonly_fields(self, request: HttpRequest, obj: Exclusion | None = None) -> list[str]:
        if obj is None:
            return []
        return ["player", "why", "lifted_why"] if obj.lifted_at else ["player", "why"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "player":
            options["queryset"] = Player.objects.filter(kind=PlayerKind.HUMAN)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def save_model(self, request: HttpRequest, obj: Exclusion, form: Any, change: Any) -> None:
        if change and obj.lifted_why.strip():
            exclusions.lift(obj, why=obj.lifted_why, actor=user_of(request))
        elif not change:
            kept = exclusions.exclude(obj.player, why=obj.why, actor=user_of(request))
            obj.pk = kept.pk

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(BoardRefresh)
class BoardRefreshAdmin(ReadOnly):
    list_display = ("at", "is_full", "players", "scopes", "took_s", "settled_until")
    list_filter = ("is_full",)
