"""Odd play is put before reviewers; ordinary play is not."""

from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone

from geoweb.domain.beginning import begin
from geoweb.domain.board import refresh
from geoweb.domain.dealing import daily_deck
from geoweb.domain.fair_play import look_for_signals, review
from geoweb.domain.origins import origin_of
from geoweb.domain.playing import start
from geoweb.enums import GameMode, SignalKind, SignalState
from geoweb.models import Game, Player, Result, Signal
from tests.geoweb.board.league import add_game, add_guess, add_league, near
from tests.geoweb.dealt import add_account, add_playable
from tests.geoweb.sent import add_player

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


def old_accounts(count, name="old"):
    people = [add_account(f"{name} {number}") for number in range(count)]
    Player.objects.update(created_at=timezone.now() - timedelta(days=90))
    return people


@pytest.fixture
def daily():
    add_playable(5)
    return daily_deck()


def test_accounts_that_play_one_deck_from_one_address_are_listed(daily):
    together, apart = old_accounts(3), old_accounts(3, "apart")
    for number, player in enumerate(apart):
        start(daily, player, address=f"10.0.0.{number}")
    for player in together:
        start(daily, player, address="10.1.1.1")

    look_for_signals()

    assert [kinds_of(each) for each in together] == [{SignalKind.MANY_ACCOUNTS}] * 3
    assert [kinds_of(each) for each in apart] == [set()] * 3
    assert Result.objects.count() == 0 < Game.objects.filter(is_ranked=True).count()


def test_the_reason_names_no_address(daily):
    for player in old_accounts(3):
        start(daily, player, address="10.1.1.1")

    look_for_signals()

    detail = Signal.objects.first().detail
    assert detail == "3 accounts from one address on the same photos"
    assert Game.objects.first().started_from == origin_of("10.1.1.1") != ""


def test_two_accounts_guests_and_one_who_plays_again_are_no_reason(daily):
    people = old_accounts(2)
    for player in [*people, people[0], add_player("guest"), add_player("visitor")]:
        start(daily, player, address="10.1.1.1")

    assert look_for_signals() == 0


def test_one_address_on_different_decks_is_no_reason():
    add_playable(8)
    for player in old_accounts(3):
        begin(player, mode=GameMode.CLASSIC, address="10.1.1.1")

    assert look_for_signals() == 0


def test_games_that_know_no_address_are_not_alike(daily):
    for player in old_accounts(3):
        start(daily, player)

    assert look_for_signals() == 0


def test_what_was_reviewed_is_not_brought_up_again():
    quick = add_account("quick")
    for photo in add_playable(5):
        add_guess(quick, photo, near(photo, 20), took_ms=900)
    assert look_for_signals() == 1
    review(Signal.objects.all(), state=SignalState.DISMISSED, actor=quick.user)

    assert look_for_signals() == 0
    signal = Signal.objects.get()
    assert (signal.state, signal.reviewed_by) == (SignalState.DISMISSED, quick.user)
