"""Reads of rounds; whoever may see one is its player."""

from django.db.models import QuerySet

from geoweb.models import Player, Round


def rounds_of(player: Player | None) -> QuerySet[Round]:
    if player is None:
        return Round.objects.none()
    rounds = Round.objects.filter(game__player=player)
    return rounds.select_related("game__deck__dealt_for", "game__player", "photo__region")
