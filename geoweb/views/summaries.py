"""A game after its last round, the challenge that it becomes, and the page about seals."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from geoweb.domain.beginning import (
    accept,
    days_in_a_row,
    is_practice,
    seconds_to_next_day,
    unfinished,
)
from geoweb.domain.comparing import standings
from geoweb.domain.refusals import Refusal
from geoweb.domain.sealing import SALT_BYTES
from geoweb.domain.summing import sum_up
from geoweb.enums import GameMode
from geoweb.models import Deck
from geoweb.queries.games import challenges, games_of
from geoweb.queries.places import has_regions
from geoweb.views.game_words import summary_map
from geoweb.views.play import own
from geoweb.views.rounds import own_game
from geoweb.views.see_other import SeeOther
from geoweb.views.sharing import share_text
from geoweb.visitors import address_of, ensured_player, known_player
from predictor.scoring import SCORE_MAX


@require_safe
@own
def summary(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    game = own_game(request, public_id)
    if game.finished_at is None:
        return redirect("game", public_id)
    told = sum_up(game)
    link = request.build_absolute_uri(reverse("challenge", args=[game.deck.public_id]))
    context = {
        "game": game,
        "told": told,
        "map_data": summary_map(told),
        "share": share_text(game, told, link),
        "link": link,
        "standings": standings(game.deck, game.player),
        "most_points": SCORE_MAX * len(told.rounds),
        "is_practice": is_practice(game),
        "is_streak": game.mode == GameMode.STREAK,
        "has_regions": has_regions(),
        **about_days(game.deck, request),
    }
    return render(request, "games/summary.html", context)


def about_days(deck: Deck, request: HttpRequest) -> dict[str, int]:
    """Of a daily game: for how many days in a row, and when the next one comes."""
    if deck.day is None:
        return {}
    return {
        "days_in_a_row": days_in_a_row(known_player(request), deck.day),
        "next_daily_s": seconds_to_next_day(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@own
def challenge(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    deck = get_object_or_404(challenges(), public_id=public_id)
    if request.method != "POST":
        return challenge_page(request, deck)
    try:
        game = accept(deck, ensured_player(request), address=address_of(request))
    except Refusal as refusal:
        return challenge_page(request, deck, refusal)
    return SeeOther(reverse("game", args=[game.public_id]))


def challenge_page(
    request: HttpRequest, deck: Deck, refusal: Refusal | None = None
) -> HttpResponse:
    """Who has not played yet sees the score to beat, but not what it is made of."""
    player = known_player(request)
    own_games = games_of(player).filter(deck=deck)
    finished = own_games.filter(finished_at__isnull=False).last()
    context = {
        "deck": deck,
        "refusal": refusal,
        "finished": finished,
        "unfinished": unfinished(deck, player) if player else None,
        "standings": standings(deck, player),
        "photos": deck.cards.count(),
        "is_streak": deck.mode == GameMode.STREAK,
    }
    status = refusal.status if refusal else 200
    return render(request, "games/challenge.html", context, status=status)


@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    return render(request, "games/seals.html", {"salt_bits": 8 * SALT_BYTES})
