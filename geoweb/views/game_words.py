"""What the pages of a game say, and what their maps show."""

from typing import Any

from django.utils import timezone

from geoweb.domain.beginning import is_practice
from geoweb.domain.revealing import Revealed
from geoweb.domain.summing import GameSummary
from geoweb.enums import GameMode
from geoweb.models import Round
from geoweb.views.answers import lnglat
from predictor.models import Region
from predictor.scoring import SCORE_MAX


def about_round(played: Round) -> dict[str, Any]:
    """Nothing of the photo but its number: this is shown before the guess."""
    game = played.game
    return {
        "game": game,
        "played": played,
        "is_streak": game.mode == GameMode.STREAK,
        "round_count": game.rounds.count(),
        "is_practice": is_practice(game),
        "has_regions": Region.objects.exists(),
        "most_points": SCORE_MAX,
        "now": timezone.now(),
    }


def reveal_map(told: Revealed) -> dict[str, Any]:
    return {
        "shades": [
            {"type": "Feature", "properties": {"rank": rank}, "geometry": shade.geometry}
            for rank, shade in enumerate(told.shades, start=1)
        ],
        "rounds": [
            {
                "truth": lnglat(told.truth),
                "you": lnglat(told.pin),
                "models": [lnglat(each.point) for each in told.models],
            }
        ],
    }


def summary_map(summary: GameSummary) -> dict[str, Any]:
    return {
        "shades": [],
        "rounds": [
            {
                "number": each.number,
                "truth": lnglat(each.truth),
                "you": lnglat(each.pin),
                "models": [lnglat(model.point) for model in each.models],
            }
            for each in summary.rounds
        ],
    }
