"""Reads of rounds; whoever may see one is its player."""

from django.db.models import QuerySet

from geoweb.models import Player, Round


def rounds_of(player: Player | None) -> QuerySet[Round]:
    if player is None:
        return Round.objects.none()
    rounds = Round.objects.filter(game__player=player)
    known = rounds.select_related("game__deck__dealt_for", "game__player", "photo__region")
    return known.defer("photo__facts", "photo__region__geom")  # coasts of a megabyte


def photos_served(player: Player | None) -> QuerySet[Round]:
    """No more of a round than its photo needs to be shown."""
    if player is None:
        return Round.objects.none()
    rounds = Round.objects.filter(game__player=player, served_at__isnull=False)
    return rounds.select_related("photo").only("photo__public_id", "photo__file")
