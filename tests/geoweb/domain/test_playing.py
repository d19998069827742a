"""Games from the first round to the last, by the server's clock and under its locks."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from geoweb.domain.dealing import daily_deck, deal
from geoweb.domain.playing import (
    GuessedAlready,
    NoSuchRound,
    NotInTheWorld,
    NotServed,
    TooLate,
    Withdrawn,
    current_round,
    guess,
    miss_expired,
    serve,
    start,
)
from geoweb.domain.sealing import digest, holds
from geoweb.enums import GameMode, Unranked
from geoweb.models import Game, Guess, Player, Result, Round, UploadPhoto
from predictor.geodesy import LatLng, distance_km
from predictor.models import Photo, RegionPiece, Split
from predictor.models.points import to_latlng
from predictor.scoring import SCORE_MAX, SCORE_VERSION, score
from tests.album import add_region
from tests.geoweb.dealt import add_account, add_playable
from tests.geoweb.sent import add_player, add_upload

pytestmark = pytest.mark.django_db(transaction=True)
PIN = LatLng(45.0, 5.0)


@pytest.fixture
def player(transactional_db):
    add_playable()
    return add_account()


def begin(player, mode=GameMode.CLASSIC, **options):
    return start(deal(player, mode=mode, **options), player)


def served(game):
    return serve(current_round(game))


def play_out(game, pin=PIN):
    while (played := current_round(game)) is not None:
        guess(game.player, serve(played).public_id, pin)
    return Game.objects.get(pk=game.pk)


def test_a_classic_game_has_five_rounds_and_ends(player):
    game = play_out(begin(player))

    guesses = Guess.objects.filter(round__game=game)
    assert guesses.count() == 5
    assert game.finished_at is not None
    assert game.points == sum(each.score for each in guesses)


def test_a_guess_is_measured_on_the_sphere(player):
    played = served(begin(player))

    made = guess(player, played.public_id, PIN).guess

    apart = distance_km(PIN, to_latlng(played.photo.point))
    assert made.distance_km == pytest.approx(apart)
    assert (made.score, made.score_version) == (score(apart), SCORE_VERSION)


def test_a_guess_beyond_the_antimeridian_is_wrapped(player):
    made = guess(player, served(begin(player)).public_id, LatLng(10.0, 190.0)).guess

    assert to_latlng(made.point) == LatLng(10.0, -170.0)


@pytest.mark.parametrize(
    "pin", [(91, 0), (-91, 0), (float("nan"), 0), (0, float("nan")), (0, float("inf"))]
)
def test_what_is_no_place_is_refused_and_nothing_stored(player, pin):
    played = served(begin(player))

    with pytest.raises(NotInTheWorld):
        guess(player, played.public_id, LatLng(*map(float, pin)))
    assert Guess.objects.count() == 0


def test_another_players_round_does_not_exist(player):
    played = served(begin(player))

    with pytest.raises(NoSuchRound):
        guess(add_account("bo"), played.public_id, PIN)
    assert Guess.objects.count() == 0


def test_a_round_that_was_not_looked_at_takes_no_guess(player):
    game = begin(player)

    with pytest.raises(NotServed):
        guess(player, game.rounds.get(number=2).public_id, PIN)


def test_the_same_guess_twice_is_one_and_another_is_refused(player):
    played = served(begin(player))
    first = guess(player, played.public_id, PIN)
    again = guess(player, played.public_id, PIN)

    assert (again.guess, first.is_new, again.is_new) == (first.guess, True, False)
    with pytest.raises(GuessedAlready):
        guess(player, played.public_id, LatLng(1.0, 1.0))
    assert Guess.objects.get().score == first.guess.score


def test_fifty_guesses_at_once_are_one(player):
    played, found = served(begin(player)), []

    def send():
        found.append(guess(Player.objects.get(pk=player.pk), played.public_id, PIN))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Guess.objects.count() == Result.objects.count() == 1
    assert sorted(each.is_new for each in found) == [False] * 49 + [True]
    assert Game.objects.get().points == found[0].guess.score


def at(played, *, late_s):
    """As if time had run out so many seconds ago."""
    Round.objects.filter(pk=played.pk).update(
        served_at=timezone.now() - timedelta(seconds=60),
        deadline=timezone.now() - timedelta(seconds=late_s),
    )


def test_a_guess_that_was_on_its_way_counts(player):
    played = served(begin(player, time_limit_s=30))
    at(played, late_s=1)

    assert guess(player, played.public_id, PIN).guess.score > 0


def test_after_the_deadline_the_round_is_missed_and_never_worth_points(player):
    played = served(begin(player, time_limit_s=30))
    at(played, late_s=3)

    for _ in range(2):
        with pytest.raises(TooLate):
            guess(player, played.public_id, PIN)

    made = Guess.objects.get()
    assert (made.point, made.distance_km, made.score) == (None, None, 0)
    assert Result.objects.get().score == 0


def test_reloading_does_not_set_the_clock_back(player):
    game = begin(player, time_limit_s=30)
    first = served(game)

    assert serve(first).deadline == first.deadline
    assert first.deadline - first.served_at == timedelta(seconds=30)


def test_what_expired_while_nobody_looked_is_missed(player):
    game = begin(player, time_limit_s=30)
    at(served(game), late_s=3)

    miss_expired(game)
    miss_expired(game)

    assert Guess.objects.get().score == 0
    assert current_round(game).number == 2


def test_a_withdrawn_photo_takes_no_guess_and_the_game_goes_on(player):
    game = begin(player)
    played = served(game)
    played.photo.file = ""
    played.photo.save()

    with pytest.raises(Withdrawn):
        guess(player, played.public_id, PIN)
    assert current_round(game).number == 2
    assert Guess.objects.count() == 0


def test_only_accounts_count_and_only_at_first_sight(player):
    guest = add_player("guest")
    play_out(begin(guest))
    assert set(Guess.objects.values_list("unranked", flat=True)) == {Unranked.ANONYMOUS}

    play_out(begin(player))
    play_out(begin(player))  # of eight photos two are seen again

    told = list(Guess.objects.filter(player=player).values_list("unranked", flat=True))
    assert sorted(told) == [""] * 8 + [Unranked.SEEN] * 2
    assert Result.objects.count() == 8


def test_a_deck_counts_once_a_player(player):
    deck = deal(player, mode=GameMode.CLASSIC)

    games = [start(deck, player) for _ in range(2)]

    assert [game.is_ranked for game in games] == [True, False]


def test_an_uploaders_own_photo_does_not_count(player):
    upload = add_upload(player)
    game = begin(player)
    played = served(game)
    UploadPhoto.objects.filter(upload=upload).update(photo=played.photo)

    made = guess(player, played.public_id, PIN).guess

    assert made.unranked == Unranked.OWN


def test_the_daily_game_is_the_same_for_everybody_and_counts_once(player):
    other = add_account("bo")
    games = [start(daily_deck(), each) for each in (player, other, player)]

    photos = [
        list(game.rounds.order_by("number").values_list("photo", flat=True)) for game in games
    ]
    assert photos[0] == photos[1] == photos[2]
    assert [game.is_ranked for game in games] == [True, True, False]


def test_a_streak_goes_on_while_the_country_is_right(player):
    france = add_region("FR", "France")
    square = "SRID=4326;POLYGON ((4 45, 5 45, 5 46, 4 46, 4 45))"
    RegionPiece.objects.create(region=france, level=0, geom=square)
    Photo.objects.filter(split=Split.TEST).update(region=france)
    game = begin(player, GameMode.STREAK)

    guess(player, served(game).public_id, LatLng(45.5, 4.5))  # inside the square of France
    assert current_round(game).number == 2
    guess(player, served(game).public_id, LatLng(-45.0, 100.0))

    assert current_round(game) is None
    assert Game.objects.get(pk=game.pk).finished_at


def test_the_model_has_sealed_its_guess_before_the_photo_is_served(player):
    game = begin(player)

    for played in game.rounds.all():
        assert played.served_at is None
        assert holds(played)
        assert digest(played.seal_salt, played.sealed) == played.seal_sha256
        assert '"model":"pigeon 1"' in played.sealed


def test_a_changed_guess_breaks_the_seal(player):
    played = begin(player).rounds.first()
    played.sealed = played.sealed.replace("4", "5")

    assert not holds(played)


def test_a_perfect_guess_is_worth_everything(player):
    played = served(begin(player))

    made = guess(player, played.public_id, to_latlng(played.photo.point)).guess

    assert made.score == SCORE_MAX
