"""LatLng to GEOS and back, and the constraint that keeps points in the world.

Points are geometry, not geography: geography silently clamps a latitude of 95 to 85, geometry
keeps it for the constraint to refuse. Distances cast to geography, and so do their indexes.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.gis.db.models import PointField
from django.contrib.gis.geos import Point
from django.contrib.postgres.indexes import GistIndex
from django.db.models import CheckConstraint, F, FloatField, Func, Q
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from predictor.geodesy import LatLng

WGS84 = 4326


def to_point(latlng: LatLng) -> Point:
    return Point(latlng.lng, latlng.lat, srid=WGS84)


def to_latlng(point: Point) -> LatLng:
    return LatLng(lat=point.y, lng=point.x)


def in_world(field: str, name: str) -> CheckConstraint:
    """NaN fails too: PostgreSQL sorts it above every number. A null point passes."""
    lat = Func(F(field), function="ST_Y", output_field=FloatField())
    lng = Func(F(field), function="ST_X", output_field=FloatField())
    return CheckConstraint(
        name=name,
        condition=Q(GreaterThanOrEqual(lat, -90.0))
        & Q(LessThanOrEqual(lat, 90.0))
        & Q(GreaterThanOrEqual(lng, -180.0))
        & Q(LessThanOrEqual(lng, 180.0)),
        violation_error_message="Latitude must be in [-90, 90] and longitude in [-180, 180].",
    )


def distance_index(
    field: str | Func, name: str, geography: Callable[..., Any] = PointField
) -> GistIndex:
    """For nearest-first and within-distance searches in metres on the spheroid."""
    return GistIndex(Cast(field, geography(geography=True, srid=WGS84)), name=name)
