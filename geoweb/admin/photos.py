"""Photos: what is known of each, and where it is said to have been taken."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from geoweb.admin.point_map import PointMap, map_of
from geoweb.admin.read_only import ReadOnly
from geoweb.domain.desk.photos import note_looks
from geoweb.models import UploadPhoto, User
from predictor.models import Photo, Split


@admin.register(Photo)
class PhotoAdmin(PointMap, ReadOnly):
    """Read only: a place is changed at the label desk. Private uploads are not among them."""

    list_display = ("public_id", "dataset", "split", "region", "label_trust", "created_at")
    list_filter = ("split",)
    search_fields = ("public_id", "source_id", "dataset")
    fields = (
        *("public_id", "picture", "where", "region", "dataset", "source_id", "split"),
        *("label_trust", "author", "sequence", "scene", "heading_deg", "captured_at", "facts"),
        *("licence", "attribution", "width", "height", "created_at", "desk"),
    )
    ordering = ("-pk",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        """Of an upload only what was taken into the game: the rest is its uploader's own."""
        private = UploadPhoto.objects.filter(photo__split=None).values("photo")
        found = super().get_queryset(request).exclude(pk__in=private)
        return found.select_related("region").defer("region__geom")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Whoever looks here has seen where it is."""
        photo = self.get_object(request, object_id)
        if photo is not None and photo.split == Split.TEST:
            assert isinstance(request.user, User)  # noqa: S101 - only such come here
            note_looks(request.user, [photo.pk])
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.display(description=_("Picture"))
    def picture(self, photo: Photo) -> SafeString:
        if not photo.file:
            return SafeString("-")
        name = "photo-file" if photo.split == Split.TRAIN else "reviewed-photo-file"
        address = reverse(name, args=[photo.public_id])
        return format_html('<img src="{}?w=320" alt="" width="320">', address)

    @admin.display(description=_("Where"))
    def where(self, photo: Photo) -> SafeString:
        return map_of(photo.point)

    @admin.display(description=_("Label desk"))
    def desk(self, photo: Photo) -> SafeString:
        try:
            address = reverse("desk-photo", args=[photo.public_id])
        except NoReverseMatch:
            return SafeString("-")
        return format_html('<a href="{}">{}</a>', address, _("Look at its label"))
