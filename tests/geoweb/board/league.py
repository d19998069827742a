"""Players, photos and what counts of their guesses, as playing would leave them."""

from datetime import UTC, datetime, timedelta

import numpy as np
from django.utils import timezone

from geoweb.enums import GameMode
from geoweb.models import Deck, Game, Guess, Result, Round
from predictor.geodesy import LatLng, distance_km, wrap_lng
from predictor.models import Photo, Region, RegionPiece
from predictor.models.points import to_latlng, to_point
from predictor.scoring import SCORE_VERSION, score
from tests.album import add_region
from tests.geoweb.dealt import add_account, add_playable

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)


def days_ago(days):
    return NOON - timedelta(days=days)


def add_guess(player, photo, pin, *, at=None, game=None, pack="", took_ms=20_000):
    """A ranked guess in a game of its own, or in one that goes on; pin None: time ran out."""
    game = game or add_game(player, at=at, pack=pack)
    number = game.rounds.count() + 1
    played = Round.objects.create(
        game=game, number=number, photo=photo, seal_sha256="0" * 64, served_at=NOON
    )
    apart = distance_km(pin, to_latlng(photo.point)) if pin else None
    made = Guess.objects.create(
        round=played,
        player=player,
        point=to_point(pin) if pin else None,
        distance_km=apart,
        score=0 if apart is None else score(apart),
        score_version=SCORE_VERSION,
        took_ms=took_ms,
    )
    Guess.objects.filter(pk=made.pk).update(created_at=at or days_ago(2))
    Game.objects.filter(pk=game.pk).update(points=game.points + made.score)
    game.refresh_from_db()
    Result.objects.create(
        player=player, photo=photo, guess=made, distance_km=apart, score=made.score,
        at=at or days_ago(2),
    )  # fmt: skip
    return made


def add_game(player, *, at=None, pack=""):
    mode = GameMode.PACK if pack else GameMode.CLASSIC
    deck = Deck.objects.create(mode=mode, pack=pack, dealt_for=player)
    return Game.objects.create(mode=mode, deck=deck, player=player, is_ranked=True)


def near(photo, km, bearing=1.0):
    """A pin about so far away, in degrees of latitude and longitude."""
    truth = to_latlng(photo.point)
    lat = max(-89.0, min(89.0, truth.lat + km / 111.2 * np.cos(bearing)))
    return LatLng(float(lat), wrap_lng(float(truth.lng + km / 111.2 * np.sin(bearing))))


def add_countries():
    """And half a world of land for the baseline."""
    named = {"FR": "France", "ZA": "South Africa"}
    known = {region.code: region for region in Region.objects.filter(level=0)}
    countries = {code: known.get(code) or add_region(code, name) for code, name in named.items()}
    half = "SRID=4326;POLYGON ((0 -80, 170 -80, 170 80, 0 80, 0 -80))"
    RegionPiece.objects.create(region=countries["FR"], level=0, geom=half)
    return countries


def add_league(players=6, photos=24, each=12, seed=0):
    """Of different strength, on photos of two countries, over three days; some in a pack."""
    draw = np.random.default_rng(seed)
    regions = list(add_countries().values())
    cards = add_playable(photos)
    for number, photo in enumerate(cards):
        Photo.objects.filter(pk=photo.pk).update(region=regions[number % 2])
    people = [add_account(f"player {number}") for number in range(players)]
    for number, player in enumerate(people):
        play_some(draw, player, [cards[n] for n in draw.permutation(photos)[:each]], number)
    return people, cards


def play_some(draw, player, photos, number):
    for start in range(0, len(photos), 5):
        pack = "country-FR" if number % 3 == 0 and start else ""
        at = days_ago(start // 5)
        game = add_game(player, at=at, pack=pack)
        for photo in photos[start : start + 5]:
            km = float(draw.exponential(150 * (number + 1)))
            pin = None if draw.random() < 0.05 else near(photo, km, draw.uniform(0, 6))
            add_guess(player, photo, pin, at=at, game=game)


def yesterday():
    return datetime.now(UTC) - timedelta(days=1)


def all_countries():
    return Region.objects.filter(level=0)
