"""Which country, province and place a point belongs to."""

import math
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from predictor.geodesy import LatLng
from predictor.regions import Located, NamedRegion, NearPlace, locate_region, nearest_place

# Outlines change with a release, not with the hour.
CACHE_CONTROL = "public, max-age=86400"


class PointQuery(serializers.Serializer[dict[str, float]]):
    lat = serializers.FloatField(min_value=-90.0, max_value=90.0)
    lng = serializers.FloatField(min_value=-180.0, max_value=180.0)

    def validate(self, attrs: dict[str, float]) -> dict[str, float]:
        for name, value in attrs.items():
            # A float may say "nan", which no bound refuses.
            if math.isnan(value):
                raise serializers.ValidationError({name: [_("A valid number is required.")]})
        return attrs


class RegionAt(APIView):
    # Public knowledge: no session is read, so that answers may be kept by anyone.
    authentication_classes = ()

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
