"""What the label desk tells those who work at it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from geoweb.api.fields import Point
from geoweb.api.upload_answers import NearPlace
from geoweb.domain.desk.cases import Case, Hypothesis, Neighbour
from geoweb.domain.desk.statistics import Annotator, Pair, Statistics
from geoweb.domain.suspicion_words import one_in_words
from geoweb.enums import ProposalState, Verdict
from geoweb.models import LabelEvent, Proposal
from predictor.models import Photo
from predictor.models.points import to_latlng


class GeosPoint(serializers.Field[Any, Any, Any, Any]):
    def to_representation(self, value: Any) -> dict[str, float]:
        lat, lng = to_latlng(value)
        return {"lat": lat, "lng": lng}


@extend_schema_field(Point(allow_null=True))
class PointField(GeosPoint):
    pass


class RegionName(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()


class Reason(serializers.Serializer[Mapping[str, Any]]):
    reason = serializers.CharField()
    text = serializers.SerializerMethodField(help_text=_("The reason in words."))
    weight = serializers.FloatField()
    numbers = serializers.SerializerMethodField(help_text=_("What it was weighed by."))

    def get_text(self, kept: Mapping[str, Any]) -> str:
        return one_in_words(kept)

    def get_numbers(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in kept.items() if name not in {"reason", "weight"}}


class HypothesisAnswer(serializers.Serializer[Hypothesis]):
    number = serializers.IntegerField(help_text=_("Of its pin, from 1 to 9."))
    kind = serializers.CharField()
    place = Point()
    share = serializers.FloatField()
    near = NearPlace()
    from_label_km = serializers.FloatField(allow_null=True)


class NeighbourAnswer(serializers.Serializer[Neighbour]):
    photo_url = serializers.SerializerMethodField()
    place = Point()
    near = NearPlace()

    def get_photo_url(self, neighbour: Neighbour) -> str:
        return reverse("photo-file", args=[neighbour.photo.public_id])


class CaseAnswer(serializers.Serializer[Case]):
    id = serializers.UUIDField(source="photo.public_id")
    url = serializers.SerializerMethodField()
    photo_url = serializers.SerializerMethodField()
    dataset = serializers.CharField(source="photo.dataset")
    # `label` is an attribute of every field of Django REST framework.
    label_place = Point(source="label", allow_null=True, help_text=_("Where it is said to be."))
    near = NearPlace(allow_null=True)
    score = serializers.FloatField(help_text=_("Estimated chance that the label is wrong."))
    reasons = Reason(many=True)
    hypotheses = HypothesisAnswer(many=True)
    neighbours = NeighbourAnswer(many=True)
    is_second = serializers.BooleanField(
        help_text=_("Somebody has given an opinion. Which one, nobody is told.")
    )
    held_until = serializers.DateTimeField(allow_null=True, help_text=_("For you; null: not."))

    def get_url(self, case: Case) -> str:
        return reverse("api-desk-photo", args=[case.photo.public_id])

    def get_photo_url(self, case: Case) -> str:
        return reverse("api-desk-photo-file", args=[case.photo.public_id])


class ProposalAnswer(serializers.Serializer[Proposal]):
    id = serializers.UUIDField(source="public_id")
    photo = serializers.UUIDField(source="photo.public_id")
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    place = PointField(source="point", allow_null=True)
    region = RegionName(allow_null=True)
    precision_km = serializers.FloatField()
    why = serializers.CharField()
    created_at = serializers.DateTimeField()


class SettledProposal(ProposalAnswer):
    state = serializers.ChoiceField(
        choices=ProposalState.choices,
        help_text=_("accepted, disputed: there was another opinion, and it was compared."),
    )


class NamedProposal(ProposalAnswer):
    annotator = serializers.CharField(source="annotator.username")


class Disagreement(serializers.Serializer[Photo]):
    id = serializers.UUIDField(source="public_id")
    url = serializers.SerializerMethodField()
    dataset = serializers.CharField()
    label_place = PointField(source="point", allow_null=True)
    region = RegionName(allow_null=True)
    proposals = NamedProposal(source="opinions", many=True)

    def get_url(self, photo: Photo) -> str:
        return reverse("api-desk-photo", args=[photo.public_id])


class Disagreements(serializers.Serializer[Any]):
    disagreements = Disagreement(many=True)
    next_page = serializers.IntegerField(allow_null=True)


class EventAnswer(serializers.Serializer[LabelEvent]):
    id = serializers.UUIDField(source="public_id")
    photo = serializers.UUIDField(source="photo.public_id")
    dataset = serializers.CharField(source="photo.dataset")
    version = serializers.IntegerField(source="version.number", allow_null=True, default=None)
    before = PointField(allow_null=True)
    after = PointField(allow_null=True)
    region_before = RegionName(allow_null=True)
    region_after = RegionName(allow_null=True)
    actor = serializers.CharField(source="actor.username", allow_null=True, default=None)
    annotators = serializers.SerializerMethodField()
    why = serializers.CharField()
    reverts = serializers.UUIDField(source="reverts.public_id", allow_null=True, default=None)
    is_latest = serializers.SerializerMethodField(help_text=_("It can be reverted."))
    created_at = serializers.DateTimeField()

    def get_annotators(self, event: LabelEvent) -> list[str]:
        return [each.annotator.username for each in event.proposals.all()]

    def get_is_latest(self, event: LabelEvent) -> bool:
        return bool(getattr(event, "latest", event.pk) == event.pk)


class Decided(serializers.Serializer[Any]):
    event = EventAnswer(allow_null=True, help_text=_("Null: the label stays."))


class AnnotatorAnswer(serializers.Serializer[Annotator]):
    name = serializers.CharField()
    proposals = serializers.IntegerField()
    accepted = serializers.IntegerField()
    rejected = serializers.IntegerField()
    checks = serializers.IntegerField(help_text=_("Photos whose place is certain."))
    checks_right = serializers.IntegerField()
    seconded = serializers.IntegerField(help_text=_("Photos that another has spoken on, too."))
    median_km = serializers.FloatField(allow_null=True, help_text=_("From the others."))
    alpha_country = serializers.FloatField(
        allow_null=True, help_text=_("Krippendorff's alpha: 1 is agreement, 0 is chance.")
    )
    per_hour = serializers.FloatField(allow_null=True, help_text=_("Decisions, while at it."))


class PairAnswer(serializers.Serializer[Pair]):
    names = serializers.ListField(child=serializers.CharField())
    photos = serializers.IntegerField()
    median_km = serializers.FloatField(allow_null=True)
    alpha_country = serializers.FloatField(allow_null=True)


class StatisticsAnswer(serializers.Serializer[Statistics]):
    annotators = AnnotatorAnswer(many=True)
    pairs = PairAnswer(many=True)
    alpha_country = serializers.FloatField(allow_null=True)


class Imported(serializers.Serializer[Any]):
    proposals = serializers.IntegerField(help_text=_("Each waits for a second opinion."))
