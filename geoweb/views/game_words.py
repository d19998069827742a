"""What the pages of a game say, and what their maps show."""

from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from geoweb.domain.beginning import is_practice
from geoweb.domain.revealing import Revealed
from geoweb.domain.summing import GameSummary, RoundSummary
from geoweb.enums import GameMode
from geoweb.models import Round
from geoweb.queries.places import has_regions
from geoweb.views.answers import lnglat
from geoweb.views.map_json import map_json
from predictor.scoring import SCORE_MAX


def about_round(played: Round) -> dict[str, Any]:
    """Nothing of the photo but its number: this is shown before the guess."""
    game = played.game
    # Where the game was read to be shown; pages of what was refused are rare.
    rounds, again = getattr(game, "round_count", 0), getattr(game, "is_again", False)
    known = rounds > 0
    return {
        "game": game,
        "played": played,
        "is_streak": game.mode == GameMode.STREAK,
        "round_count": rounds if known else game.rounds.count(),
        "is_practice": not game.is_ranked and again if known else is_practice(game),
        "has_regions": has_regions(),
        "most_points": SCORE_MAX,
        "now": timezone.now(),
    }


def reveal_map(told: Revealed) -> SafeString:
    return map_json("reveal-map", told.shades, rounds=[pins(told)])


def summary_map(summary: GameSummary) -> SafeString:
    rounds = [{"number": each.number, **pins(each)} for each in summary.rounds]
    return map_json("reveal-map", rounds=rounds)


def pins(told: Revealed | RoundSummary) -> dict[str, Any]:
    return {
        "truth": lnglat(told.truth),
        "you": lnglat(told.pin),
        "models": [lnglat(each.point) for each in told.models],
    }
