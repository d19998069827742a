"""What programs and pages send to the label desk."""

from typing import Any, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from geoweb.api.fields import DegreesField
from geoweb.domain.desk.agreement import MOST_KM
from geoweb.domain.desk.proposing import Said
from geoweb.domain.desk.queue import Wish
from geoweb.enums import Verdict
from predictor.geodesy import LatLng

MOST_LETTERS: Final = 2000
LEAST_KM: Final = 0.001


class WishForm(serializers.Serializer[dict[str, str]]):
    region = serializers.CharField(
        default="", allow_blank=True, max_length=32, help_text=_("Code of a country or province.")
    )
    reason = serializers.CharField(
        default="", allow_blank=True, max_length=40, help_text=_("Why the label is suspected.")
    )
    dataset = serializers.CharField(default="", allow_blank=True, max_length=64)

    def wish(self) -> Wish:
        self.is_valid(raise_exception=True)
        return Wish(**self.validated_data)


class ProposalForm(serializers.Serializer[dict[str, Any]]):
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    lat = DegreesField(required=False, help_text=_("With verdict place."))
    lng = DegreesField(required=False)
    region = serializers.CharField(
        required=False, max_length=32, help_text=_("With verdict region: its code.")
    )
    precision_km = serializers.FloatField(
        default=1.0,
        min_value=LEAST_KM,
        max_value=MOST_KM,
        help_text=_("How far off you may be: two who agree within it are one."),
    )
    why = serializers.CharField(default="", allow_blank=True, max_length=MOST_LETTERS)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        verdict = attrs["verdict"]
        if verdict == Verdict.PLACE and not {"lat", "lng"} <= set(attrs):
            missing = "lng" if "lat" in attrs else "lat"
            raise serializers.ValidationError({missing: _now("A place needs both lat and lng.")})
        if verdict == Verdict.REGION and "region" not in attrs:
            raise serializers.ValidationError({"region": _now("Say which region.")})
        return attrs

    def said(self) -> Said:
        self.is_valid(raise_exception=True)
        found = self.validated_data
        is_place = found["verdict"] == Verdict.PLACE
        return Said(
            verdict=Verdict(found["verdict"]),
            place=LatLng(found["lat"], found["lng"]) if is_place else None,
            region=found.get("region", ""),
            precision_km=found["precision_km"],
            why=found["why"].strip(),
        )


class DecisionForm(serializers.Serializer[dict[str, Any]]):
    proposal = serializers.UUIDField(
        required=False, allow_null=True, help_text=_("The one that is right; null: the label is.")
    )
    why = serializers.CharField(default="", allow_blank=True, max_length=255)


class WhyForm(serializers.Serializer[dict[str, str]]):
    why = serializers.CharField(default="", allow_blank=True, max_length=MOST_LETTERS)


class HistoryQuery(serializers.Serializer[dict[str, Any]]):
    photo = serializers.UUIDField(required=False, help_text=_("Of this photo alone."))


FORMATS: Final = ("csv", "geojson", "parquet")


class ExportQuery(serializers.Serializer[dict[str, str]]):
    def get_fields(self) -> dict[str, Any]:
        """`as` is a word of Python."""
        return {"as": serializers.ChoiceField(choices=FORMATS, default="csv")}


class ImportForm(serializers.Serializer[dict[str, Any]]):
    file = serializers.FileField(
        allow_empty_file=True,
        help_text=_("CSV with a header, or GeoJSON: photo, or dataset and source_id; lat, lng."),
    )
