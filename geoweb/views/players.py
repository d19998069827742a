"""Profiles: for everybody what is added up, for oneself also where one's guesses lie."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from geoweb.domain.exclusions import is_excluded
from geoweb.enums import ScopeKind
from geoweb.models import Player
from geoweb.queries.board import (
    pairings_of,
    public_players,
    seen_guesses,
    standings_of,
)
from geoweb.queries.games import games_of
from geoweb.queries.places import has_regions
from geoweb.views.board_words import bar_of, country_names, scale_of, scope_name
from geoweb.views.history import chart_of
from geoweb.visitors import known_player
from predictor.models.points import to_latlng

SHOWN_DAYS = 60
SHOWN_REGIONS = 30
SHOWN_GAMES = 20
SHOWN_GUESSES = 300


@require_safe
@cache_control(private=True, no_store=True)
def player(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    visitor = known_player(request)
    found = get_object_or_404(public_players(visitor), public_id=public_id)
    is_own = visitor == found
    return render(
        request,
        "players/player.html",
        {
            "player": found,
            "is_own": is_own,
            **for_everybody(found),
            **for_own(found, is_own=is_own),
        },
    )


def for_everybody(found: Player) -> dict[str, Any]:
    """Added up only: of no single photo does it say where it is, or how it was guessed."""
    pairs, countries = list(pairings_of(found)), country_names()
    scale = scale_of(pairs)
    regions = standings_of(found, ScopeKind.REGION)[:SHOWN_REGIONS]
    days = list(standings_of(found, ScopeKind.DAY)[:SHOWN_DAYS])
    return {
        "standing": standings_of(found, ScopeKind.ALL).first(),
        "pairs": [{"pairing": each, "bar": bar_of(each, scale)} for each in pairs],
        "regions": [
            {"name": scope_name(each.scope.code, countries), "standing": each} for each in regions
        ],
        "chart": chart_of(days),
    }


def for_own(found: Player, *, is_own: bool) -> dict[str, Any]:
    if not is_own:
        return {}
    guesses = seen_guesses(found)[:SHOWN_GUESSES]
    return {
        "is_excluded": is_excluded(found),
        "games": games_of(found)[:SHOWN_GAMES],
        "has_regions": has_regions(),
        "pins": [[lnglat(each.point), lnglat(each.round.photo.point)] for each in guesses],
    }


def lnglat(point: Any) -> list[float]:
    latlng = to_latlng(point)
    return [round(latlng.lng, 4), round(latlng.lat, 4)]
