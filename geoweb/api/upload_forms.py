"""What is sent with an upload, as a program writes it."""

from typing import Any, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from geoweb.api.fields import lat_field, lng_field
from geoweb.domain.receiving import Parcel
from geoweb.models.uploads import MAX_VIEWS
from geoweb.visitors import address_of
from predictor.geodesy import LatLng

KEY: Final = "Idempotency-Key"
KEY_SHAPE: Final = r"^[!-~]{1,100}$"
KEY_PARAMETER: Final = OpenApiParameter(
    KEY,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    pattern=KEY_SHAPE,
    description=_("One for each upload, of your making: sent twice, it is taken once."),
)


@extend_schema_field(OpenApiTypes.BINARY)
class PhotoField(serializers.FileField):
    pass


class UploadForm(serializers.Serializer[dict[str, Any]]):
    photos = serializers.ListField(
        child=PhotoField(allow_empty_file=True),
        min_length=1,
        max_length=MAX_VIEWS,
        help_text=_("One to four views of one place: JPEG, PNG or WebP."),
    )
    lat = lat_field(required=False, help_text=_("Where it was taken, if you know."))
    lng = lng_field(required=False, help_text=_("Sent together with lat."))
    use_exif_place = serializers.BooleanField(
        default=False, help_text=_("Take the place that the photo's file names.")
    )
    may_be_played = serializers.BooleanField(
        default=False, help_text=_("Others may guess its place, after a review.")
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("lat" in attrs) != ("lng" in attrs):
            missing = "lng" if "lat" in attrs else "lat"
            raise serializers.ValidationError({missing: _now("A place needs both lat and lng.")})
        return attrs


class KeyHeader(serializers.Serializer[dict[str, str]]):
    def get_fields(self) -> dict[str, Any]:
        return {KEY: serializers.RegexField(KEY_SHAPE, required=False, trim_whitespace=False)}


def parcel_of(request: Request) -> Parcel:
    form = UploadForm(data=request.data)
    form.is_valid(raise_exception=True)
    header = KeyHeader(data={KEY: request.headers[KEY]} if KEY in request.headers else {})
    header.is_valid(raise_exception=True)
    said = form.validated_data
    return Parcel(
        views=[photo.read() for photo in said["photos"]],
        truth=LatLng(said["lat"], said["lng"]) if "lat" in said else None,
        use_exif_place=said["use_exif_place"],
        may_be_played=said["may_be_played"],
        idempotency_key=header.validated_data.get(KEY, ""),
        address=address_of(request._request),  # noqa: SLF001 - DRF's name for what it wraps
    )
