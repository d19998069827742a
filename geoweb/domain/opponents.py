"""Who else guessed a photo: each version of a model, the crowd, and chance as a baseline."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Final

import numpy as np
from django.db import connection
from django.db.models import Q

from geoweb.enums import PlayerKind
from geoweb.kept import KeptRead
from geoweb.models import Player, Round
from geoweb.sql import load
from predictor.evaluation.places import NoRegionsError, random_land
from predictor.geodesy import Floats, LatLng, distance_km
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


@dataclass(frozen=True, slots=True)
class Others:
    """People who guessed a photo at first sight, but for one."""

    count: int
    farther: int  # than a given distance; whoever missed was
    pins: Floats  # of the first of them


Machines = dict[str, Player]  # by the names of locators with their versions, and their own


def opponent_guesses(
    played: Round, others: Others | None = None, machines: Machines | None = None
) -> list[OpponentGuess]:
    """Of everybody who is no human, models first; the crowd is that of the other people."""
    photo, known = played.photo, known_machines() if machines is None else machines
    crowd = crowd_guess(photo, others or others_at(photo, but=played.game.player), known)
    found = [crowd, chance_guess(photo, known)]
    return model_guesses(played, known) + [each for each in found if each]


def known_machines() -> Machines:
    players = machine_players.all()
    return {str(each.locator) if each.locator else each.name: each for each in players}


machine_players = KeptRead(
    lambda: Player.objects.filter(
        Q(kind=PlayerKind.CROWD, name=CROWD)
        | Q(kind=PlayerKind.BASELINE, name=CHANCE)
        | Q(locator__isnull=False)
    ).select_related("locator")
)


def others_at(photo: Photo, *, but: Player | None, distance_km: float | None = None) -> Others:
    values = {"photo": photo.pk, "player": but.pk if but else None}
    with connection.cursor() as cursor:
        cursor.execute(
            load("others_at_photo"),
            values | {"distance_km": distance_km, "most_pins": MOST_CROWD},
        )
        count, farther, lats, lngs = cursor.fetchone()
    return Others(count, farther, np.array([lats, lngs], dtype=np.float64).T)


def model_guesses(played: Round, machines: Machines | None = None) -> list[OpponentGuess]:
    """What was sealed with the round, not what a model would say today."""
    sealed = json.loads(played.sealed or "[]")
    players = machines or {}
    unknown = [guess["model"] for guess in sealed if guess["model"] not in players]
    players = players | model_players(unknown) if unknown else players
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


def crowd_guess(
    photo: Photo, others: Others | None = None, machines: Machines | None = None
) -> OpponentGuess | None:
    """In the middle of what people pinned at first sight."""
    pins = (others or others_at(photo, but=None)).pins
    if len(pins) < LEAST_CROWD:
        return None
    crowd = (machines or {}).get(CROWD) or artificial(PlayerKind.CROWD, CROWD)
    return measured(crowd, spherical_median(pins), photo)


def chance_guess(photo: Photo, machines: Machines | None = None) -> OpponentGuess | None:
    """The same for everybody and for ever; None while no land is known."""
    try:
        point = chance_point(photo.public_id)
    except NoRegionsError:
        return None
    chance = (machines or {}).get(CHANCE) or artificial(PlayerKind.BASELINE, CHANCE)
    return measured(chance, point, photo)


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
