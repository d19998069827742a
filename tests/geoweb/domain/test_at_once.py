"""What one visitor does twice at once, or on two devices: each rule holds in every order."""

import threading

import pytest
from django.db import connection

from geoweb.domain.accounts import delete_account, log_in, sign_up
from geoweb.domain.beginning import accept, begin
from geoweb.domain.dealing import daily_deck, deal
from geoweb.domain.playing import NoSuchRound, current_round, guess, serve, settle, start
from geoweb.enums import GameMode, Unranked
from geoweb.models import Deck, Game, Guess, Player, Result, Round, User
from predictor.geodesy import LatLng
from tests.geoweb.dealt import add_account, add_playable
from tests.geoweb.sent import add_player

pytestmark = pytest.mark.django_db(transaction=True)
PIN = LatLng(45.0, 5.0)
TIMES = 8


def at_once(*doings):
    """What each gave, or the refusal it met; any other fault is one of the test."""
    barrier, given = threading.Barrier(len(doings)), {}

    def run(number, doing):
        barrier.wait()
        try:
            given[number] = doing()
        except NoSuchRound as refusal:
            given[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == len(doings)
    return [given[number] for number in range(len(doings))]


def same(player):
    return Player.objects.get(pk=player.pk)


def test_the_daily_game_begun_twice_at_once_is_one():
    add_playable(8)
    player = add_account()

    games = at_once(*[lambda: begin(same(player), mode=GameMode.DAILY)] * TIMES)

    assert len({game.pk for game in games}) == Game.objects.count() == 1
    assert Game.objects.get().is_ranked


def test_of_games_started_at_once_one_is_ranked():
    add_playable(5)
    player, deck = add_account(), daily_deck()

    at_once(*[lambda: start(deck, same(player))] * TIMES)

    assert sorted(Game.objects.values_list("is_ranked", flat=True)) == [False] * 7 + [True]
    firsts = Round.objects.filter(is_first_look=True)
    assert set(firsts.values_list("game__is_ranked", flat=True)) == {True}
    assert firsts.count() == 5


def test_the_first_players_of_a_day_make_one_deck():
    add_playable(12)
    people = [add_account(f"{number}") for number in range(TIMES)]

    at_once(*[lambda each=each: begin(each, mode=GameMode.DAILY) for each in people])

    assert Deck.objects.get().cards.count() == 5
    assert Game.objects.filter(is_ranked=True).count() == TIMES


def test_games_begun_at_once_show_no_photo_twice():
    add_playable(5 * TIMES)
    player = add_account()

    at_once(*[lambda: begin(same(player), mode=GameMode.CLASSIC)] * TIMES)

    shown = list(Round.objects.values_list("photo", flat=True))
    assert len(shown) == len(set(shown)) == 5 * TIMES


def test_no_photo_comes_again_while_unseen_ones_remain():
    add_playable(12)
    player = add_account()

    for _ in range(3):
        begin(player, mode=GameMode.CLASSIC)

    *first, last = (
        set(game.rounds.values_list("photo", flat=True)) for game in Game.objects.order_by("pk")
    )
    assert len(first[0] | first[1]) == 10
    assert len(last - first[0] - first[1]) == 2


def test_a_challenge_taken_twice_at_once_is_one_game():
    add_playable(5)
    deck, player = deal(add_account("sender"), mode=GameMode.CLASSIC), add_account()

    at_once(*[lambda: accept(deck, same(player))] * TIMES)

    assert Game.objects.get().is_ranked


# --- Accounts, while a game is open


@pytest.fixture
def open_game():
    """Of a guest, at its second round."""
    add_playable(15)
    game = begin(add_player("guest"), mode=GameMode.CLASSIC)
    guess(game.player, serve(current_round(game)).public_id, PIN)
    return game


def play_on(game):
    played = serve(current_round(game))
    return guess(game.player, played.public_id, PIN)


def check_sums(player):
    """Every guess is the player's, in a game of that player, and counted once."""
    assert set(Guess.objects.values_list("player", flat=True)) == {player.pk}
    for game in Game.objects.all():
        assert game.player == player
        assert game.points == sum(each.score for each in Guess.objects.filter(round__game=game))


def test_signing_up_in_the_middle_of_a_game_claims_it(open_game):
    remembered = str(open_game.player.public_id)

    at_once(
        lambda: sign_up(user=User(username="ada"), remembered=remembered),
        lambda: play_on(open_game),
    )

    player = Player.objects.get(user__username="ada")
    assert Guess.objects.count() == 2
    check_sums(player)
    while current_round(open_game):
        play_on(Game.objects.select_related("player").get(pk=open_game.pk))
    assert Result.objects.count() == 0
    told = set(Guess.objects.values_list("unranked", flat=True))
    assert told == {Unranked.ANONYMOUS, Unranked.PRACTICE}


def test_what_was_seen_as_a_guest_counts_no_more(open_game):
    player = sign_up(user=User(username="ada"), remembered=str(open_game.player.public_id))
    again = start(open_game.deck, player)
    fresh = begin(player, mode=GameMode.CLASSIC)

    for game in (again, fresh):
        play_on(game)

    told = dict(Guess.objects.values_list("round__game", "unranked"))
    assert (told[again.pk], told[fresh.pk]) == (Unranked.SEEN, "")
    assert (again.is_ranked, fresh.is_ranked) == (False, True)


@pytest.mark.parametrize("attempt", range(5))
def test_a_guess_while_the_guest_joins_an_account_is_kept_or_refused(open_game, attempt):
    account = add_account("ada")
    remembered = str(open_game.player.public_id)

    _, made = at_once(
        lambda: log_in(user=account.user, remembered=remembered), lambda: play_on(open_game)
    )

    is_refused = isinstance(made, NoSuchRound)
    assert Guess.objects.count() == (1 if is_refused else 2)
    check_sums(account)
    assert Result.objects.count() == 0


def test_deleting_the_account_in_the_middle_of_a_game_leaves_whole_sums(open_game):
    account = add_account("ada")
    game = begin(account, mode=GameMode.CLASSIC)

    at_once(lambda: delete_account(account.user), lambda: play_on(game))

    game = Game.objects.get(pk=game.pk)
    assert (game.player.user, User.objects.count()) == (None, 0)
    assert game.points == sum(each.score for each in Guess.objects.filter(round__game=game))
    assert settle(game).finished_at is None
