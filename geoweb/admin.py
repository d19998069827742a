"""The admin site: accounts, and what operators see and do about uploads."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from geoweb.domain import exclusions, fair_play, reviewing
from geoweb.domain.refusals import Refusal
from geoweb.domain.removal import delete_upload, take_down_upload
from geoweb.domain.switches import switch_uploads
from geoweb.enums import PlayerKind, Review, SignalState, UploadAct
from geoweb.models import (
    BoardRefresh,
    Exclusion,
    Flag,
    Player,
    Signal,
    Switch,
    Takedown,
    Token,
    Upload,
    UploadEvent,
    User,
)

admin.site.register(User, UserAdmin)


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """What rules write is not edited by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Upload)
class UploadAdmin(ReadOnly):
    """Deleting and reviewing go through the domain; of answers, only their state is shown."""

    list_display = ("public_id", "state", "terms", "review", "player", "failure", "created_at")
    list_filter = ("review", "state", "terms", "failure")
    search_fields = ("public_id", "views__received_sha256")
    date_hierarchy = "created_at"
    fields = (
        "public_id",
        "pictures",
        "player",
        "state",
        "terms",
        "may_be_played",
        "review",
        "offered_place",
        "failure",
        "reason",
        "attempts",
        "created_at",
        "answered_at",
    )
    actions = ("approve", "decline", "delete_whole", "take_down")

    @admin.display(description=_("Photos"))
    def pictures(self, upload: Upload) -> SafeString:
        """For reviewers: of private uploads there is nothing to see."""
        if upload.review == Review.NONE:
            return SafeString(_("private"))
        ids = upload.views.exclude(photo__file="").values_list("photo__public_id")
        return format_html_join(
            " ",
            '<a href="{0}"><img src="{0}?w=320" alt="" width="320"></a>',
            ((reverse("review-photo", args=row),) for row in ids),
        )

    @admin.display(description=_("Offered place"))
    def offered_place(self, upload: Upload) -> str:
        """What its uploader says; of a private upload it is nobody's business."""
        if not upload.may_be_played or upload.truth is None:
            return "-"
        return f"{upload.truth.y:.5f}, {upload.truth.x:.5f}"

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("geoweb.change_upload")

    @admin.action(description=_("Take into the game"), permissions=["review"])
    def approve(self, request: HttpRequest, uploads: QuerySet[Upload]) -> None:
        self.each(request, uploads, lambda one: reviewing.approve(one, actor=user_of(request)))

    @admin.action(description=_("Do not take into the game"), permissions=["review"])
    def decline(self, request: HttpRequest, uploads: QuerySet[Upload]) -> None:
        self.each(request, uploads, lambda one: reviewing.decline(one, actor=user_of(request)))

    @admin.action(description=_("Delete for good"), permissions=["review"])
    def delete_whole(self, request: HttpRequest, uploads: QuerySet[Upload]) -> None:
        who = user_of(request)
        self.each(
            request, uploads, lambda one: delete_upload(one, act=UploadAct.TAKEN_DOWN, actor=who)
        )

    @admin.action(
        description=_("Delete, and refuse these bytes from now on"), permissions=["review"]
    )
    def take_down(self, request: HttpRequest, uploads: QuerySet[Upload]) -> None:
        self.each(request, uploads, lambda one: take_down_upload(one, actor=user_of(request)))

    def each(
        self, request: HttpRequest, uploads: QuerySet[Upload], act: Callable[[Upload], object]
    ) -> None:
        done = 0
        for upload in uploads:
            try:
                act(upload)
                done += 1
            except Refusal as refusal:
                self.message_user(request, f"{upload}: {refusal.text}", messages.ERROR)
        said = ngettext("%(count)d upload: done.", "%(count)d uploads: done.", done)
        self.message_user(request, said % {"count": done})


def user_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


@admin.register(UploadEvent)
class UploadEventAdmin(ReadOnly):
    list_display = ("at", "act", "upload_id_was", "player", "actor", "address", "detail")
    list_filter = ("act",)
    search_fields = ("upload_id_was", "address")
    date_hierarchy = "at"


@admin.register(Takedown)
class TakedownAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Deleting a row lets the bytes in again; nothing else can be changed."""

    list_display = ("sha256", "why", "actor", "at")
    search_fields = ("sha256", "why")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # manage.py uploads takedown, or the action on uploads: those delete, too

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Switch)
class SwitchAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The kill switch."""

    list_display = ("name", "is_on", "why", "changed_by", "changed_at")
    fields = ("name", "is_on", "why")

    def get_readonly_fields(self, request: HttpRequest, obj: Switch | None = None) -> list[str]:
        return ["name"] if obj else []

    def save_model(self, request: HttpRequest, obj: Switch, form: Any, change: Any) -> None:
        switch_uploads(on=obj.is_on, why=obj.why, actor=user_of(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not Switch.objects.exists()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        return {"name": "uploads"}


@admin.register(Flag)
class FlagAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("created_at", "photo", "reason", "state", "player")
    list_filter = ("state", "reason")
    readonly_fields = ("photo", "player", "reason", "text", "created_at")
    search_fields = ("photo__public_id", "text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


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


@admin.register(Token)
class TokenAdmin(ReadOnly):
    """Nobody sees a key here, but anyone's can be ended."""

    list_display = ("user", "note", "created_at", "expires_at")
    search_fields = ("user__username", "note")
    fields = ("user", "note", "created_at", "expires_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
