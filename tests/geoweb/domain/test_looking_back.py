"""Days in a row, others beside you, and games that end by themselves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from geoweb.domain.beginning import begin, days_in_a_row, is_practice, seconds_to_next_day
from geoweb.domain.comparing import standings
from geoweb.domain.dealing import deal
from geoweb.domain.pack_sizes import pack_sizes
from geoweb.domain.playing import current_round, guess, serve, settle, start
from geoweb.domain.revealing import reveal
from geoweb.domain.summing import sum_up
from geoweb.enums import GameMode
from geoweb.models import Deck, Game, Guess
from predictor.geodesy import LatLng
from predictor.models import Photo, RegionPiece, Split
from predictor.models.points import to_latlng, to_point
from tests.album import add_photo, add_region
from tests.geoweb.dealt import add_account, add_playable
from tests.geoweb.sent import add_player

pytestmark = pytest.mark.django_db
TODAY = date(2027, 5, 2)


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()


@pytest.fixture
def player():
    add_playable(5)
    return add_account()


def played_daily(player, *days_ago):
    for ago in days_ago:
        deck = Deck.objects.create(mode=GameMode.DAILY, day=TODAY - timedelta(days=ago))
        game = Game.objects.create(deck=deck, mode=GameMode.DAILY, player=player)
        Game.objects.filter(pk=game.pk).update(finished_at=game.started_at)


@pytest.mark.parametrize(
    ("days_ago", "length"),
    [((), 0), ((0,), 1), ((1,), 1), ((2,), 0), ((0, 1, 2), 3), ((1, 2, 4), 2), ((0, 2), 1)],
)
def test_days_in_a_row_may_end_yesterday(player, days_ago, length):
    played_daily(player, *days_ago)

    assert days_in_a_row(player, TODAY) == length


def test_nobody_has_no_days(db):
    assert days_in_a_row(None, TODAY) == 0


def test_the_next_day_begins_at_midnight_utc():
    assert seconds_to_next_day(datetime(2027, 5, 2, 23, 59, 30, tzinfo=UTC)) == 30


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Asia/Kolkata"])
def test_a_day_is_one_of_utc_wherever_the_player_is(player, zone):
    with timezone.override(zone):
        game = begin(player, mode=GameMode.DAILY)

    assert game.deck.day == datetime.now(UTC).date()


def test_a_daily_game_counts_for_its_day_not_for_the_day_of_its_end(player):
    played_daily(player, 1)
    Game.objects.update(finished_at=datetime(2027, 5, 2, 0, 30, tzinfo=UTC))

    assert [days_in_a_row(player, TODAY + timedelta(days=n)) for n in (-1, 0, 1)] == [1, 1, 0]


def guess_at(game, pin, number=1):
    played = serve(game.rounds.get(number=number))
    return guess(game.player, played.public_id, pin).guess


def north_of(truth, degrees):
    return LatLng(truth.lat + degrees, truth.lng)


def others_guess(deck, number, *degrees):
    for each in degrees:
        game = start(deck, add_player(f"{each} off"))
        truth = to_latlng(game.rounds.get(number=number).photo.point)
        guess_at(game, north_of(truth, each), number)


def test_closer_than_counts_the_others_who_were_farther_off(player):
    game = start(deal(player, mode=GameMode.CLASSIC), player)
    others_guess(game.deck, 1, 0.5, 0.9, 2, 3, 4)
    made = guess_at(game, north_of(to_latlng(game.rounds.get(number=1).photo.point), 1))

    assert reveal(made).closer_than_percent == 60


def test_closer_than_says_nothing_of_four(player):
    game = start(deal(player, mode=GameMode.CLASSIC), player)
    others_guess(game.deck, 1, 1, 2, 3, 4)

    assert reveal(guess_at(game, LatLng(45, 5))).closer_than_percent is None


def test_evidence_shows_public_photos_only(player):
    game = start(deal(player, mode=GameMode.CLASSIC), player)
    played = game.rounds.get(number=1)
    photos = [add_photo("open"), add_photo("hidden", split=Split.TEST)]
    members = [{"photo_id": each.pk, "latlng": [1, 2], "weight": 0.5} for each in photos]
    played.photo.predictions.update(evidence={"members": members})

    told = reveal(guess_at(game, LatLng(45, 5)))

    assert [each.public_id for each in told.similar] == [str(photos[0].public_id)]


def test_a_corrected_label_moves_the_truth_that_is_shown(player):
    game = start(deal(player, mode=GameMode.CLASSIC), player)
    made = guess_at(game, LatLng(45, 5))
    Photo.objects.update(point=to_point(LatLng(1, 2)))

    assert reveal(Guess.objects.get(pk=made.pk)).truth == LatLng(1, 2)


def test_sums_are_those_of_the_rounds(player):
    game = start(deal(player, mode=GameMode.CLASSIC), player)
    for number in range(1, 6):
        guess_at(game, LatLng(45, 5), number)
    told = sum_up(Game.objects.get())

    by_model = sum(each.models[0].score for each in told.rounds)
    assert told.points == Game.objects.get().points
    assert {total.points for total in told.totals} == {told.points, by_model}


def test_only_the_first_game_of_each_player_stands(player):
    deck = deal(player, mode=GameMode.CLASSIC)
    games = [start(deck, player) for _ in range(2)]
    for game, pin in zip(games, (LatLng(0, 0), LatLng(44, 4.5)), strict=True):
        for number in range(1, 6):
            guess_at(game, pin, number)

    (standing,) = standings(deck, player)

    assert standing.points == Game.objects.get(pk=games[0].pk).points
    assert (standing.is_you, standing.has_dealt, len(standing.scores)) == (True, True, 5)
    assert [is_practice(game) for game in games] == [False, True]


def test_a_streak_ends_with_the_last_photo_there_is(player):
    france = add_region("FR", "France")
    square = "SRID=4326;POLYGON ((4 43, 5 43, 5 45, 4 45, 4 43))"
    RegionPiece.objects.create(region=france, level=0, geom=square)
    Photo.objects.update(region=france)
    game = begin(player, mode=GameMode.STREAK)
    while (played := current_round(game)) is not None:
        guess(player, serve(played).public_id, LatLng(44.0, 4.5))

    assert game.rounds.count() == 5
    assert Game.objects.get().finished_at is not None


def test_a_game_without_photos_left_is_over(player):
    game = start(deal(player, mode=GameMode.CLASSIC), player)
    Photo.objects.update(file="")

    assert settle(game).finished_at is not None
    assert Guess.objects.count() == 0


def test_packs_with_fewer_than_five_photos_are_not_offered(player):
    france, spain = add_region("FR", "France"), add_region("ES", "Spain")
    Photo.objects.update(region=france)
    Photo.objects.filter(pk__in=list(Photo.objects.values_list("pk", flat=True)[:1])).update(
        region=spain
    )

    assert pack_sizes().codes == {"continent-EU"}
    assert pack_sizes().photos == 5
