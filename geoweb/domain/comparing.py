"""Everybody who played the same photos, side by side."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from geoweb.models import Deck, Game, Guess, Player

SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Standing:
    player: Player
    points: int
    scores: tuple[int | None, ...]  # by round; None where there was none
    is_you: bool
    has_dealt: bool


def first_games(deck: Deck) -> QuerySet[Game]:
    """Of each player the first that was played to the end: later ones are practice."""
    finished = Game.objects.filter(deck=deck, finished_at__isnull=False)
    return finished.order_by("player", "pk").distinct("player")


def standings(deck: Deck, you: Player | None) -> list[Standing]:
    """The best, and in any case you and who dealt."""
    first = Game.objects.filter(pk__in=first_games(deck).values("pk")).select_related("player")
    best = list(first.order_by("-points", "finished_at")[:SHOWN])
    known = {game.player_id for game in best}
    missing = {player.pk for player in (you, deck.dealt_for) if player} - known
    games = [*best, *first.filter(player__in=missing).order_by("-points")]
    scores = scores_of(games)
    rounds = range(1, max((max(made, default=0) for made in scores.values()), default=0) + 1)
    return [
        Standing(
            game.player,
            game.points,
            tuple(scores[game.pk].get(number) for number in rounds),
            is_you=game.player == you,
            has_dealt=game.player_id == deck.dealt_for_id,
        )
        for game in games
    ]


def scores_of(games: list[Game]) -> dict[int, dict[int, int]]:
    made: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Guess.objects.filter(round__game__in=games).values_list(
        "round__game", "round__number", "score"
    )
    for game, number, score in rows:
        made[game][number] = score
    return made
