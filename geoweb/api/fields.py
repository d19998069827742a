"""Numbers of places, as callers write them."""

import math
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers


class DegreesField(serializers.FloatField):
    def to_internal_value(self, data: Any) -> float:
        value = super().to_internal_value(data)
        # A float may say "nan", which no bound refuses.
        if math.isnan(value):
            raise serializers.ValidationError(_("A valid number is required."))
        return value


def lat_field(**options: Any) -> DegreesField:
    return DegreesField(min_value=-90.0, max_value=90.0, **options)


def lng_field(**options: Any) -> DegreesField:
    return DegreesField(min_value=-180.0, max_value=180.0, **options)


class Point(serializers.Serializer[Any]):
    lat = lat_field()
    lng = lng_field()
