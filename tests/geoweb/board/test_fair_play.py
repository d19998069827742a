"""Odd play is put before reviewers; ordinary play is not."""

from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone

from geoweb.domain.board import refresh
from geoweb.domain.fair_play import look_for_signals, review
from geoweb.enums import SignalKind, SignalState
from geoweb.models import Game, Player, Result, Signal
from tests.geoweb.board.league import add_game, add_guess, add_league, near
from tests.geoweb.dealt import add_account, add_playable

pytestmark = pytest.mark.django_db


def kinds_of(player):
    return set(Signal.objects.filter(player=player).values_list("kind", flat=True))


def test_ordinary_play_gives_no_signal():
    add_league()
    Player.objects.update(created_at=timezone.now() - timedelta(days=30))
    refresh()

    assert look_for_signals() == 0


def test_good_guesses_that_are_too_fast_are_listed_and_nothing_is_removed():
    quick, slow, wild = (add_account(name) for name in ("quick", "slow", "wild"))
    for photo in add_playable(5):
        add_guess(quick, photo, near(photo, 20), took_ms=900)
        add_guess(slow, photo, near(photo, 20), took_ms=9000)
        add_guess(wild, photo, near(photo, 4000), took_ms=900)

    look_for_signals()

    assert [kinds_of(each) for each in (quick, slow, wild)] == [{SignalKind.TOO_FAST}, set(), set()]
    assert Result.objects.filter(player=quick).count() == 5


def test_exact_far_more_often_than_others_is_listed():
    cards, cheat = add_playable(40), add_account("cheat")
    draw = np.random.default_rng(0)
    for number in range(8):
        player = add_account(f"honest {number}")
        for photo in cards:
            add_guess(player, photo, near(photo, 30 + draw.exponential(500)))
    for photo in cards:
        add_guess(cheat, photo, near(photo, 1))
    refresh()

    look_for_signals()

    assert SignalKind.TOO_EXACT in kinds_of(cheat)
    assert Signal.objects.filter(kind=SignalKind.TOO_EXACT).count() == 1


def test_new_accounts_that_meet_on_one_link_are_listed():
    people = [add_account(f"sock {number}") for number in range(3)]
    old = add_account("old")
    Player.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=9))
    deck = add_game(people[0]).deck
    for player in [*people[1:], old]:
        Game.objects.create(mode="challenge", deck=deck, player=player)

    look_for_signals()

    assert [kinds_of(each) for each in [*people, old]] == [{SignalKind.MANY_ACCOUNTS}] * 3 + [set()]


def test_what_was_reviewed_is_not_brought_up_again():
    quick = add_account("quick")
    for photo in add_playable(5):
        add_guess(quick, photo, near(photo, 20), took_ms=900)
    assert look_for_signals() == 1
    review(Signal.objects.all(), state=SignalState.DISMISSED, actor=quick.user)

    assert look_for_signals() == 0
    signal = Signal.objects.get()
    assert (signal.state, signal.reviewed_by) == (SignalState.DISMISSED, quick.user)
