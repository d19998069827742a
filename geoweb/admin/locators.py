"""Locators: which one answers. Publishing and retiring go through the rules."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from geoweb.admin.read_only import ReadOnly
from geoweb.domain import locators as rules
from geoweb.domain.refusals import Refusal
from geoweb.models import Review, ReviewRefresh
from predictor.evaluation.locators import title
from predictor.models import Locator


@admin.register(Locator)
class LocatorAdmin(ReadOnly):
    list_display = ("name", "version", "state", "cell_set", "created_at", "review")
    list_filter = ("state", "name")
    list_select_related = ("cell_set",)
    search_fields = ("name", "content_hash")
    fields = (
        *("name", "version", "state", "review", "cell_set", "checkpoint", "content_hash"),
        *("metrics", "config", "created_at"),
    )
    ordering = ("name", "-version")
    actions = ("publish", "retire")

    @admin.display(description=_("Review"))
    def review(self, locator: Locator) -> SafeString:
        address = f"{reverse('review')}?locator={title(locator)}"
        return format_html('<a href="{}">{}</a>', address, _("How right it is"))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("predictor.change_locator")

    @admin.action(description=_("Publish: it answers from now on"), permissions=["publish"])
    def publish(self, request: HttpRequest, chosen: QuerySet[Locator]) -> None:
        self.each(request, chosen, rules.publish)

    @admin.action(description=_("Retire: it answers no more"), permissions=["publish"])
    def retire(self, request: HttpRequest, chosen: QuerySet[Locator]) -> None:
        self.each(request, chosen, rules.retire)

    def each(
        self, request: HttpRequest, chosen: QuerySet[Locator], act: Callable[[Locator], None]
    ) -> None:
        for locator in chosen.order_by("name", "version"):
            try:
                act(locator)
            except Refusal as refusal:
                self.message_user(request, f"{locator}: {refusal.text}", messages.ERROR)
                continue
            self.log_change(request, locator, f"{act.__name__}: {locator.state}")
            self.message_user(request, f"{locator}: {locator.get_state_display()}")


@admin.register(Review)
class ReviewAdmin(ReadOnly):
    list_display = ("locator", "dataset", "version", "photos", "unasked", "refreshed_at", "took_s")
    list_select_related = ("locator",)
    fields = (*list_display, "headline", "previous", "paired", "paired_photos")


@admin.register(ReviewRefresh)
class ReviewRefreshAdmin(ReadOnly):
    list_display = ("at", "is_full", "outcomes", "reviews", "took_s")
    list_filter = ("is_full",)
