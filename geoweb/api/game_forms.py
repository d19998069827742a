"""What programs send to play: which game, and where a photo was taken."""

from typing import Any, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from geoweb.api.fields import DegreesField
from geoweb.domain.pack_sizes import pack_sizes
from geoweb.enums import GameMode

SHORTEST_S: Final = 5
LONGEST_S: Final = 600


class GameForm(serializers.Serializer[dict[str, Any]]):
    mode = serializers.ChoiceField(choices=GameMode.choices)
    pack = serializers.CharField(
        required=False,
        max_length=12,
        help_text=_("With mode pack: continent-EU, country-FR."),
    )
    challenge = serializers.UUIDField(
        required=False, help_text=_("With mode challenge: its challenge_id.")
    )
    time_limit_s = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=SHORTEST_S,
        max_value=LONGEST_S,
        help_text=_("For each photo; daily games have none, challenges that of their deck."),
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        mode = attrs["mode"]
        if mode == GameMode.PACK and attrs.get("pack") not in pack_sizes().codes:
            raise serializers.ValidationError({"pack": _now("There is no such pack to play.")})
        if mode == GameMode.CHALLENGE and "challenge" not in attrs:
            raise serializers.ValidationError({"challenge": _now("Say which challenge.")})
        return attrs


class GuessForm(serializers.Serializer[dict[str, float]]):
    """The range is the domain's to check: it wraps longitudes, and refuses the rest."""

    lat = DegreesField()
    lng = DegreesField()
