"""An upload as JSON: what domain/telling.py tells, and nothing beside it."""

import json
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from geoweb.api.fields import Point
from geoweb.domain.telling import Shade, Similar, Told
from geoweb.enums import Terms, UploadState
from geoweb.models import Upload

WAITING: Final = {UploadState.PENDING, UploadState.CLAIMED}
# Asked often at first, when most answers come, and ever more rarely.
SHORTEST_POLL_MS, LONGEST_POLL_MS = 250, 5000
POLLS_AS_LONG_AS_WAITED: Final = 4
LEAST_MS_AHEAD: Final = 30  # no upload takes less on two cores


class UploadSummary(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    url = serializers.SerializerMethodField(help_text=_("What to ask for the answer."))
    state = serializers.ChoiceField(choices=UploadState.choices)
    created_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)

    def get_url(self, upload: Upload | Told) -> str:
        return reverse("api-upload", args=[upload.public_id])


class Area(serializers.Serializer[Shade]):
    name = serializers.CharField()
    percent = serializers.IntegerField(help_text=_("How likely it is."))


class NearPlace(serializers.Serializer[Any]):
    place = serializers.CharField()
    distance_km = serializers.FloatField()
    province = serializers.CharField()
    country = serializers.CharField()


class DuelResult(serializers.Serializer[Any]):
    truth = Point()
    distance_km = serializers.FloatField(help_text=_("Between the truth and the model's point."))
    score = serializers.IntegerField(help_text=_("Of the model, from 0 to 5000."))


class SimilarPhoto(serializers.Serializer[Similar]):
    id = serializers.UUIDField(source="public_id")
    url = serializers.SerializerMethodField()
    place = Point(source="latlng")
    percent = serializers.IntegerField(help_text=_("How much the answer leans on it."))

    def get_url(self, photo: Similar) -> str:
        return reverse("photo-file", args=[photo.public_id])


class Answer(serializers.Serializer[Told]):
    areas = Area(source="shades", many=True, help_text=_("The likeliest first."))
    areas_url = serializers.SerializerMethodField(help_text=_("The same as GeoJSON."))
    point = Point(allow_null=True, help_text=_("Only told when the terms are duel or exact."))
    near = NearPlace(allow_null=True)
    duel = DuelResult(allow_null=True)
    similar = SimilarPhoto(many=True)
    timings_ms = serializers.DictField(child=serializers.FloatField(), allow_null=True)
    locator = serializers.CharField(help_text=_("The model, with its version."))

    def get_areas_url(self, told: Told) -> str:
        return reverse("api-upload-areas", args=[told.public_id])


class UploadDetail(UploadSummary):
    terms = serializers.ChoiceField(
        choices=Terms.choices, allow_null=True, help_text=_("Null: nothing is told any more.")
    )
    photos = serializers.ListField(
        child=serializers.UUIDField(), source="photo_ids", help_text=_("Of the views, in order.")
    )
    truth = Point(allow_null=True)
    may_be_played = serializers.BooleanField()
    ahead = serializers.IntegerField(help_text=_("Uploads that are looked at first."))
    poll_after_ms = serializers.SerializerMethodField(
        help_text=_("When to ask again; null: there is no more to come.")
    )
    failure = serializers.CharField(allow_blank=True, help_text=_("Why it failed, for people."))
    answer = serializers.SerializerMethodField()

    def get_poll_after_ms(self, told: Told) -> int | None:
        if told.state not in WAITING:
            return None
        waited_ms = (timezone.now() - told.created_at).total_seconds() * 1000
        wish_ms = int(waited_ms) // POLLS_AS_LONG_AS_WAITED
        # Who asks before those ahead are done only takes time from them.
        soonest_ms = SHORTEST_POLL_MS + told.ahead * LEAST_MS_AHEAD
        return min(max(wish_ms, soonest_ms), LONGEST_POLL_MS)

    @extend_schema_field(Answer(allow_null=True))
    def get_answer(self, told: Told) -> dict[str, Any] | None:
        is_told = told.state == UploadState.ANSWERED and told.terms is not None
        return dict(Answer(told).data) if is_told else None


class Outline(serializers.DictField):
    """Kept as text, which pages need; here it becomes part of an answer."""

    def to_representation(self, value: Any) -> dict[str, Any]:
        outline: dict[str, Any] = json.loads(value)
        return outline


class AreaFeature(serializers.Serializer[Shade]):
    type = serializers.ChoiceField(choices=["Feature"], default="Feature")
    geometry = Outline(help_text=_("A polygon or several."))
    properties = Area(source="*")


class AreaCollection(serializers.Serializer[Told]):
    """GeoJSON (RFC 7946)."""

    type = serializers.ChoiceField(choices=["FeatureCollection"], default="FeatureCollection")
    features = AreaFeature(source="shades", many=True)
