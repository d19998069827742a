"""Two hundred players of one challenge who all guess at once, through real web processes."""

import json
import math
import os
import random
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from geoweb.domain.comparing import standings
from geoweb.domain.playing import current_round, guess, serve, start
from geoweb.domain.tokens import digest
from geoweb.enums import GameMode, PlayerKind
from geoweb.models import Deck, DeckPhoto, Game, Guess, Player, Result, Token, User
from predictor.geodesy import LatLng
from predictor.models.points import to_latlng
from tests.geoweb.dealt import add_account, add_playable

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
PLAYERS, ROUNDS = 200, 3
PATIENCE_S = 300


@pytest.fixture
def challenge(transactional_db):
    """Its sender has played it, without a pin in the middle of anything."""
    deck = Deck.objects.create(mode=GameMode.CLASSIC, dealt_for=add_account("sender"))
    for number, photo in enumerate(add_playable(ROUNDS), start=1):
        DeckPhoto.objects.create(deck=deck, number=number, photo=photo)
    game = start(deck, deck.dealt_for)
    while (played := current_round(game)) is not None:
        guess(deck.dealt_for, serve(played).public_id, LatLng(45.0, 5.0))
    return deck


@pytest.fixture
def keys(transactional_db):
    names = [f"crowd-{number}" for number in range(PLAYERS)]
    users = User.objects.bulk_create(User(username=name) for name in names)
    Player.objects.bulk_create(
        Player(kind=PlayerKind.HUMAN, name=user.username, user=user) for user in users
    )
    tomorrow = timezone.now() + timedelta(days=1)
    Token.objects.bulk_create(
        Token(user=user, sha256=digest(user.username), expires_at=tomorrow) for user in users
    )
    return names


@pytest.fixture
def site(transactional_db):
    """Two processes of gunicorn on the test database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    more = {
        "PORT": str(port), "WEB_PROCESSES": "2", "WEB_THREADS": "8",
        "DATABASE_NAME": connection.settings_dict["NAME"], "API_USER_PER_MINUTE": "100000",
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "geoweb.wsgi", "--config", "docker/gunicorn.py"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | more)
    wait_for(f"http://127.0.0.1:{port}/healthz")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    assert server.wait(timeout=20) == 0


def wait_for(address):
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.1)


def ask(site, key, path, body=None):
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(site + path, data, headers)
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        return json.load(answer)


def play(site, key, challenge, together):
    """What was told of each guess. Everybody waits for everybody before each one."""
    wish = {"mode": "challenge", "challenge": str(challenge.public_id)}
    draw, told = random.Random(key), []
    together.wait(PATIENCE_S)
    game = ask(site, key, "/api/games/", wish)
    for _ in range(ROUNDS):
        played = ask(site, key, game["round_url"])
        pin = {"lat": draw.uniform(-90, 90), "lng": draw.uniform(-180, 180)}
        together.wait(PATIENCE_S)
        told.append((key, pin, ask(site, key, played["guess_url"], pin)))
    return told


@pytest.fixture
def told(site, challenge, keys):
    together = threading.Barrier(PLAYERS)
    with ThreadPoolExecutor(PLAYERS) as crowd:
        games = [crowd.submit(play, site, key, challenge, together) for key in keys]
        return [each for game in games for each in game.result()]


def slow_score(pin, truth):
    """By the formulas as they stand in books, without anything of ours."""
    lat, lng, true_lat, true_lng = map(math.radians, (*pin, *truth))
    north, east = (true_lat - lat) / 2, (true_lng - lng) / 2
    chord = math.sin(north) ** 2 + math.cos(lat) * math.cos(true_lat) * math.sin(east) ** 2
    apart_km = 2 * 6371.0088 * math.asin(math.sqrt(chord))
    return round(5000 * math.exp(-apart_km / 1492.7))


def test_nobody_is_lost_and_all_sums_are_right(told, challenge):
    truths = [to_latlng(card.photo.point) for card in challenge.cards.order_by("number")]
    scores, sums = {}, Counter()
    for key, pin, answer in told:
        made = slow_score((pin["lat"], pin["lng"]), truths[answer["number"] - 1])
        scores[key, answer["number"]] = made
        sums[key] += made
        assert answer["score"] == made

    games = Game.objects.filter(mode=GameMode.CHALLENGE).select_related("player")
    assert {game.player.name: game.points for game in games} == sums
    assert len(games) == len(sums) == PLAYERS
    assert all(game.is_ranked and game.finished_at for game in games)
    assert stored_scores() == scores
    assert Result.objects.filter(guess__round__game__in=games).count() == PLAYERS * ROUNDS
    check_comparison(challenge, scores, sums)


def stored_scores():
    """From the pins that were kept, not from the scores beside them."""
    guesses = Guess.objects.filter(round__game__mode=GameMode.CHALLENGE)
    return {
        (made.player.name, made.round.number): slow_score(
            to_latlng(made.point), to_latlng(made.round.photo.point)
        )
        for made in guesses.select_related("player", "round__photo")
    }


def check_comparison(challenge, scores, sums):
    """Everybody finds himself, under the best, with his own scores."""
    best = [points for _, points in sums.most_common(40)]
    for player in Player.objects.filter(name__in=sums):
        listed = standings(challenge, player)
        (own,) = [each for each in listed if each.is_you]
        wanted = tuple(scores[player.name, number] for number in range(1, ROUNDS + 1))
        others = [each.points for each in listed if each.player.name in sums]
        assert (own.points, own.scores) == (sums[player.name], wanted)
        assert others[:40] == best
