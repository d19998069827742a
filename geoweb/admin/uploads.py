"""Uploads: the queue of photos that may be played, the log, the kill switch."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from geoweb.admin.point_map import PointMap, map_of
from geoweb.admin.read_only import ReadOnly, user_of
from geoweb.domain import reviewing
from geoweb.domain.refusals import Refusal
from geoweb.domain.removal import delete_upload, take_down_upload
from geoweb.domain.switches import switch_uploads
from geoweb.enums import Review, UploadAct
from geoweb.models import Switch, Takedown, Upload, UploadEvent


@admin.register(Upload)
class UploadAdmin(PointMap, ReadOnly):
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
        "offered_map",
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

    @admin.display(description=_("Map"))
    def offered_map(self, upload: Upload) -> SafeString:
        return map_of(upload.truth if upload.may_be_played else None)

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
