"""Which country, province and place a point belongs to."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.endpoint import Endpoint
from geoweb.api.fields import lat_field, lng_field
from geoweb.api.schema import problems
from predictor.geodesy import LatLng
from predictor.regions import Located, NamedRegion, NearPlace, locate_region, nearest_place

# Outlines change with a release, not with the hour.
CACHE_CONTROL = "public, max-age=86400"


class PointQuery(serializers.Serializer[dict[str, float]]):
    lat = lat_field()
    lng = lng_field()


class Region(serializers.Serializer[dict[str, Any]]):
    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()


class NearestPlace(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField()
    country_code = serializers.CharField()
    population = serializers.IntegerField()
    lat = serializers.FloatField()
    lng = serializers.FloatField()
    distance_km = serializers.FloatField()


class RegionAnswer(serializers.Serializer[dict[str, Any]]):
    country = Region(allow_null=True)
    province = Region(allow_null=True)
    country_code = serializers.CharField(allow_null=True)
    inside = serializers.BooleanField(help_text=_("False: the point is at sea."))
    distance_km = serializers.FloatField(help_text=_("To the country's outline."))
    nearest_place = NearestPlace(allow_null=True)


MASERU = {
    "country": {"id": 120, "code": "LS", "name": "Lesotho"},
    "province": {"id": 2071, "code": "LS-maseru", "name": "Maseru"},
    "country_code": "LS",
    "inside": True,
    "distance_km": 0.0,
    "nearest_place": {
        "name": "Maseru",
        "country_code": "LS",
        "population": 118_355,
        "lat": -29.31667,
        "lng": 27.48333,
        "distance_km": 14.621,
    },
}


class RegionAt(Endpoint):
    # Public knowledge: no session is read, so that answers may be kept by anyone.
    authentication_classes = ()

    @extend_schema(
        operation_id="region_at",
        summary=_("Which country, province and place a point belongs to"),
        tags=["regions"],
        parameters=[PointQuery],
        responses={200: OpenApiResponse(RegionAnswer, _("What lies there."))} | problems(400),
        examples=[OpenApiExample("near Maseru", MASERU, response_only=True, status_codes=["200"])],
    )
    def get(self, request: Request) -> Response:
        query = PointQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        latlng = LatLng(query.validated_data["lat"], query.validated_data["lng"])
        answer = region_answer(locate_region(latlng), nearest_place(latlng))
        return Response(answer, headers={"Cache-Control": CACHE_CONTROL})


def region_answer(located: Located, near: NearPlace | None) -> dict[str, Any]:
    return {
        "country": named(located.country),
        "province": named(located.province),
        "country_code": located.country_code or None,
        "inside": located.inside,
        "distance_km": round(located.distance_km, 3),
        "nearest_place": place_answer(near) if near else None,
    }


def named(region: NamedRegion | None) -> dict[str, Any] | None:
    return {"id": region.id, "code": region.code, "name": region.name} if region else None


def place_answer(near: NearPlace) -> dict[str, Any]:
    return {
        "name": near.name,
        "country_code": near.country_code,
        "population": near.population,
        "lat": near.latlng.lat,
        "lng": near.latlng.lng,
        "distance_km": round(near.distance_km, 3),
    }
