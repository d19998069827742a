"""Reads of games; whoever may see one is its player."""

from django.db.models import Exists, OuterRef, QuerySet

from geoweb.models import Deck, Game, Player


def games_of(player: Player | None) -> QuerySet[Game]:
    """Newest first; without a player there are none."""
    if player is None:
        return Game.objects.none()
    games = Game.objects.filter(player=player).select_related("deck__dealt_for", "player")
    return games.order_by("-started_at", "-id")


def challenges() -> QuerySet[Deck]:
    """Decks that somebody has played to the end: until then the link is nobody's business."""
    played = Game.objects.filter(deck=OuterRef("pk"), finished_at__isnull=False)
    return Deck.objects.filter(Exists(played)).select_related("dealt_for")
