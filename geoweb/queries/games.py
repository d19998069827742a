"""Reads of games; whoever may see one is its player."""

import uuid

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from geoweb.kept import KeptRead
from geoweb.models import Deck, Game, Player, Round


def games_of(player: Player | None) -> QuerySet[Game]:
    """Newest first; without a player there are none."""
    if player is None:
        return Game.objects.none()
    games = Game.objects.filter(player=player).select_related("deck__dealt_for", "player")
    return games.order_by("-started_at", "-id")


def game_to_show(player: Player | None, public_id: uuid.UUID) -> Game | None:
    """With what its pages say of it: `round_count`, and `is_again` of a deck played before."""
    return None if player is None else kept_games.first(player=player.pk, public_id=public_id)


def counted_games(player: int, public_id: uuid.UUID) -> QuerySet[Game]:
    rounds = Round.objects.filter(game=OuterRef("pk")).order_by().values("game")
    earlier = Game.objects.filter(
        deck=OuterRef("deck"), player=OuterRef("player"), pk__lt=OuterRef("pk")
    )
    games = Game.objects.filter(player=player, public_id=public_id)
    return games.select_related("deck__dealt_for", "player").annotate(
        round_count=Subquery(rounds.annotate(count=Count("pk")).values("count")),
        is_again=Exists(earlier),
    )


kept_games = KeptRead(counted_games, player=-7_000_001, public_id=uuid.UUID(int=7_000_001))


def challenges() -> QuerySet[Deck]:
    """Decks that somebody has played to the end: until then the link is nobody's business."""
    played = Game.objects.filter(deck=OuterRef("pk"), finished_at__isnull=False)
    return Deck.objects.filter(Exists(played)).select_related("dealt_for")
