"""GET /api/places/?q=: towns whose name begins with some letters, the largest first."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.endpoint import Endpoint
from geoweb.api.schema import problems
from geoweb.queries.places import FoundPlace, search_places

CACHE_CONTROL: Final = "public, max-age=86400"
MASERU: Final = {
    "name": "Maseru",
    "province": "",
    "country": "Lesotho",
    "country_code": "LS",
    "population": 118_355,
    "lat": -29.31667,
    "lng": 27.48333,
}


class PlaceQuery(serializers.Serializer[dict[str, str]]):
    q = serializers.CharField(max_length=80, help_text=_("Its first letters, in any case."))


class Place(serializers.Serializer[FoundPlace]):
    name = serializers.CharField()
    province = serializers.CharField(help_text=_("Where several places have the same name."))
    country = serializers.CharField()
    country_code = serializers.CharField()
    population = serializers.IntegerField()
    lat = serializers.FloatField(source="latlng.lat")
    lng = serializers.FloatField(source="latlng.lng")


class FoundPlaces(serializers.Serializer[Any]):
    places = Place(many=True)


class Places(Endpoint):
    # The same for everybody, whatever is being played: no session is read.
    authentication_classes = ()

    @extend_schema(
        operation_id="search_places",
        summary=_("Towns by the first letters of their name"),
        tags=["regions"],
        parameters=[PlaceQuery],
        responses={200: OpenApiResponse(FoundPlaces, _("The largest first."))} | problems(400),
        examples=[
            OpenApiExample("mas", {"places": [MASERU]}, response_only=True, status_codes=["200"])
        ],
    )
    def get(self, request: Request) -> Response:
        query = PlaceQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = search_places(query.validated_data["q"])
        answer = FoundPlaces({"places": found}).data
        return Response(answer, headers={"Cache-Control": CACHE_CONTROL})
