"""Who else guessed a photo: each version of a model, the crowd, and chance as a baseline."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Final

import numpy as np
from django.db.models import Q

from geoweb.enums import PlayerKind, Unranked
from geoweb.models import Guess, Player, Round
from predictor.evaluation.places import NoRegionsError, random_land
from predictor.geodesy import LatLng, distance_km
from predictor.medians import spherical_median
from predictor.models import Locator, Photo
from predictor.models.points import to_latlng
from predictor.scoring import score

MOST_CROWD: Final = 500  # more move its middle by little, and somebody waits for it
LEAST_CROWD: Final = 5  # people; of fewer, one could tell what each of them guessed
CROWD: Final = "The crowd"
CHANCE: Final = "A random place on land"
CHANCE_SALT: Final = "homing chance 1"
KEPT_POINTS: Final = 4096  # of chance, in memory: finding land takes several statements


@dataclass(frozen=True, slots=True)
class OpponentGuess:
    player: Player
    point: LatLng
    distance_km: float
    score: int


def opponent_guesses(played: Round) -> list[OpponentGuess]:
    """Of everybody who is no human, models first; the crowd is that of the other people."""
    photo, player = played.photo, played.game.player
    others = [crowd_guess(photo, but=player), chance_guess(photo)]
    return model_guesses(played) + [each for each in others if each]


def model_guesses(played: Round) -> list[OpponentGuess]:
    """What was sealed with the round, not what a model would say today."""
    sealed = json.loads(played.sealed or "[]")
    players = model_players([guess["model"] for guess in sealed])
    return [
        measured(players[guess["model"]], LatLng(guess["lat"], guess["lng"]), played.photo)
        for guess in sealed
        if guess["model"] in players
    ]


def model_players(names: list[str]) -> dict[str, Player]:
    """By the names of locators with their versions; those that were deleted since are left out."""
    split = [name.rpartition(" ") for name in names]
    wanted = [Q(name=name, version=int(version)) for name, _, version in split]
    locators = Locator.objects.filter(reduce(or_, wanted, Q(pk=None))).select_related("player")
    return {str(each): getattr(each, "player", None) or player_of(each) for each in locators}


def player_of(locator: Locator) -> Player:
    """Each version is a player of its own."""
    known = Player.objects.filter(locator=locator).first()
    if known is not None:
        return known
    named = {"kind": PlayerKind.MODEL, "name": str(locator)[:80]}
    return Player.objects.get_or_create(locator=locator, defaults=named)[0]


def crowd_guess(photo: Photo, *, but: Player | None = None) -> OpponentGuess | None:
    """In the middle of what people pinned at first sight."""
    guesses = Guess.objects.filter(
        round__photo=photo, round__is_first_look=True, point__isnull=False
    )
    counted = guesses.exclude(unranked=Unranked.EXCLUDED).exclude(player=but)
    points = counted.order_by("pk").values_list("point", flat=True)[:MOST_CROWD]
    pins = [to_latlng(point) for point in points if point]
    if len(pins) < LEAST_CROWD:
        return None
    return measured(artificial(PlayerKind.CROWD, CROWD), spherical_median(pins), photo)


def chance_guess(photo: Photo) -> OpponentGuess | None:
    """The same for everybody and for ever; None while no land is known."""
    try:
        point = chance_point(photo.public_id)
    except NoRegionsError:
        return None
    return measured(artificial(PlayerKind.BASELINE, CHANCE), point, photo)


@lru_cache(maxsize=KEPT_POINTS)
def chance_point(photo_id: uuid.UUID) -> LatLng:
    digest = hashlib.sha256(f"{CHANCE_SALT} {photo_id}".encode()).digest()
    lat, lng = np.asarray(random_land(1, int.from_bytes(digest[:8], "big")))[0]
    return LatLng(float(lat), float(lng))


def artificial(kind: PlayerKind, name: str) -> Player:
    known = Player.objects.filter(kind=kind, name=name).first()
    return known or Player.objects.get_or_create(kind=kind, name=name)[0]


def measured(player: Player, point: LatLng, photo: Photo) -> OpponentGuess:
    """Against what is held to be true today: labels are corrected."""
    assert photo.point  # noqa: S101 - photos in games have one
    apart = distance_km(point, to_latlng(photo.point))
    return OpponentGuess(player, point, apart, score(apart))
