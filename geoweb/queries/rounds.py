"""Reads of rounds; whoever may see one is its player."""

import uuid

from django.db.models import QuerySet

from geoweb.kept import KeptRead
from geoweb.models import Guess, Player, Round

SAMPLES = {"player": -7_000_001, "game": uuid.UUID(int=7_000_001), "number": 7001}


def rounds_of(player: Player | int | None) -> QuerySet[Round]:
    if player is None:
        return Round.objects.none()
    rounds = Round.objects.filter(game__player=player)
    known = rounds.select_related("game__deck__dealt_for", "game__player", "photo__region")
    return known.defer("photo__facts", "photo__region__geom")  # coasts of a megabyte


def photos_served(player: int, game: uuid.UUID, number: int) -> QuerySet[Round]:
    """No more of a round than its photo needs to be shown."""
    rounds = Round.objects.filter(game__player=player, served_at__isnull=False)
    named = rounds.filter(game__public_id=game, number=number)
    return named.select_related("photo").only("photo__public_id", "photo__file")


def guesses_made(player: int, game: uuid.UUID, number: int) -> QuerySet[Guess]:
    made = Guess.objects.filter(
        player=player, round__game__player=player, round__game__public_id=game
    )
    # Of some photos nobody knows any more where they were taken: there is nothing to tell.
    known = made.filter(round__number=number, round__photo__point__isnull=False)
    known = known.select_related("round__photo")
    return known.defer("round__photo__facts")


kept_rounds = KeptRead(
    lambda player, game, number: rounds_of(player).filter(game__public_id=game, number=number),
    **SAMPLES,
)
kept_photos = KeptRead(photos_served, **SAMPLES)
kept_guesses = KeptRead(guesses_made, **SAMPLES)
