"""Two hundred players in full games through real gunicorn, thinking for 2 to 5 s between steps."""

import sys
from collections.abc import Iterator
from json import loads
from typing import Any

import numpy as np

from tests.bench.figure import Figure
from tests.bench.site import python, site
from tests.faults.house import House

PLAYERS, GAMES = 200, 2
STEPS = ("round", "photo", "guess", "revealed")
AIMS = {"round": "<= 150", "guess": "<= 150"}
# Half of them have accounts: their guesses count, and are written twice.
SESSIONS = """
import django, sys
django.setup()
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from geoweb.domain.players import make_player
from geoweb.models import User
SessionStore = import_module(settings.SESSION_ENGINE).SessionStore
for number in range(int(sys.argv[1])):
    user = User.objects.create(username=f"bench {number}", password="!")
    make_player(user)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print(session.session_key)
"""
FORGET = """
import django
django.setup()
from django.contrib.sessions.models import Session
from geoweb.models import Deck, Game, Player, Result, StaleResult, User
Result.objects.filter(guess__isnull=False).delete()
Game.objects.all().delete()
Deck.objects.all().delete()
Player.objects.filter(kind="human").delete()
User.objects.all().delete()
Session.objects.all().delete()
StaleResult.objects.all().delete()
"""


def run() -> Iterator[Figure]:
    with site() as house:
        python(house, FORGET)
        house.start_web()
        measured = crowd(house, PLAYERS, GAMES)
        python(house, FORGET)
    yield from figures(measured)


def crowd(house: House, players: int, games: int) -> Any:
    sessions = python(house, SESSIONS, str(players // 2)).split()
    ask = [sys.executable, "-m", "tests.bench.play_crowd", str(house.port)]
    return loads(house.run(*ask, str(players), str(games), *sessions))


def figures(measured: Any) -> Iterator[Figure]:
    took_ms, errors = measured["took_ms"], measured["errors"]
    for error in sorted(set(errors)):
        print(error, file=sys.stderr)
    for step in STEPS:
        count = len(took_ms[step])
        yield Figure(f"play.{step}_p50_ms", quantile(took_ms[step], 50), "ms", count, "")
        yield Figure(
            f"play.{step}_p95_ms", quantile(took_ms[step], 95), "ms", count, AIMS.get(step, "")
        )
    requests = sum(map(len, took_ms.values()))
    yield Figure("play.errors", len(errors), "", requests, "<= 0")
    per_s = round(requests / measured["took_s"], 1)
    yield Figure("play.requests_per_s", per_s, "requests/s", requests, "")


def quantile(values: list[float], share: int) -> float:
    return round(float(np.percentile(np.array(values), share)), 1)
