"""How long a guess takes does not tell whether it is right: neither by what is asked of the
database, nor by the clock."""

import random
import re
import time
from functools import partial

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from scipy.stats import wilcoxon

from geoweb.domain import playing
from geoweb.domain.playing import current_round, guess, serve, start
from geoweb.enums import GameMode
from geoweb.models import Deck, DeckPhoto, Guess
from predictor.geodesy import LatLng
from predictor.models.points import to_latlng
from predictor.scoring import score
from tests.geoweb.dealt import add_account, add_playable

pytestmark = pytest.mark.django_db
WRONG = LatLng(-10.0, 100.0)
PAIRS, WARM_UPS = 60, 5
SHARE, CHANCE = 0.25, 0.001
SLEEP_S = 0.06  # found on a busy machine, too, where a guess takes a tenth of a second


@pytest.fixture
def deck(db):
    deck = Deck.objects.create(mode=GameMode.CLASSIC)
    DeckPhoto.objects.create(deck=deck, number=1, photo=add_playable(1)[0])
    return deck


def truth_of(deck):
    return to_latlng(deck.cards.get().photo.point)


def test_a_right_guess_asks_what_a_wrong_one_does(deck):
    asked = []
    for name, pin in (("right", truth_of(deck)), ("wrong", WRONG)):
        game = start(deck, add_account(name))
        played = serve(current_round(game))
        with CaptureQueriesContext(connection) as queries:
            guess(game.player, played.public_id, pin)
        asked.append([re.sub(r"[\d.'-]+", "", each["sql"])[:60] for each in queries])

    assert asked[0] == asked[1]


def waiting_round(deck, name):
    """A browser that is logged in, and the address where its guess goes."""
    player = add_account(name)
    game = start(deck, player)
    serve(current_round(game))
    client = Client()
    client.force_login(player.user)
    return partial(client.post, f"/games/{game.public_id}/rounds/1/")


def seconds(send, pin):
    began = time.perf_counter()
    answer = send({"lat": repr(pin.lat), "lng": repr(pin.lng)})
    took = time.perf_counter() - began
    assert answer.status_code == 303
    return took


def timed_pairs(deck, pairs=PAIRS):
    """Seconds of a right and of a wrong guess, a pair a row; which comes first is drawn.

    A machine that is busy for a while is so for both of a pair.
    """
    draw, truth, rows = random.Random(0), truth_of(deck), []
    for number in range(WARM_UPS + pairs):
        sends = [waiting_round(deck, f"{word} {number}") for word in ("right", "wrong")]
        took = {}
        for is_wrong in draw.sample([0, 1], 2):
            took[is_wrong] = seconds(sends[is_wrong], WRONG if is_wrong else truth)
        rows.append((took[0], took[1]))
    return np.array(rows[WARM_UPS:])


def tells(seconds_N2):
    """A difference that is as large as a quarter of a guess, and no accident."""
    apart = abs(np.median(seconds_N2[:, 0] - seconds_N2[:, 1]))
    is_large = apart > SHARE * np.median(seconds_N2)
    return bool(is_large and wilcoxon(*seconds_N2.T).pvalue < CHANCE)


def test_the_clock_does_not_tell_right_from_wrong(deck):
    took = timed_pairs(deck)

    assert not tells(took), np.median(took, axis=0)
    right = Guess.objects.filter(distance_km__lt=0.001).count()
    assert right == Guess.objects.count() / 2 == PAIRS + WARM_UPS


def test_a_right_guess_that_lingers_would_be_noticed(deck, monkeypatch):
    def lingering(apart):
        time.sleep(SLEEP_S if apart < 1 else 0)
        return score(apart)

    monkeypatch.setattr(playing, "score", lingering)

    assert tells(timed_pairs(deck))
