"""A corrected label moves guesses, games, results and the board; the formula stays what it was."""

import pytest

from geoweb.domain.board import refresh
from geoweb.domain.rescoring import rescore
from geoweb.enums import PlayerKind
from geoweb.models import Game, Guess, Result, Standing
from predictor.geodesy import LatLng, distance_km
from predictor.models import Photo
from predictor.models.points import to_latlng, to_point
from predictor.scoring import score
from tests.geoweb.board.league import add_league
from tests.geoweb.board.test_refreshing import assert_full_says_the_same, board

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """A photo that everybody guessed is now elsewhere, in another country."""
    _, cards = add_league(players=9, each=24)
    refresh()
    photo = cards[0]
    other = Photo.objects.get(pk=cards[1].pk).region
    Photo.objects.filter(pk=photo.pk).update(point=to_point(LatLng(-30.0, 25.0)), region=other)
    return photo


def numbers():
    return [
        sorted(Guess.objects.values_list("pk", "distance_km", "score", "score_version")),
        sorted(Game.objects.values_list("pk", "points")),
        sorted(Result.objects.values_list("player", "photo", "distance_km", "score")),
    ]


def test_guesses_are_measured_by_the_new_place(moved):
    rescore([moved.pk])

    for made in Guess.objects.filter(round__photo=moved, point__isnull=False):
        assert made.distance_km == distance_km(to_latlng(made.point), LatLng(-30.0, 25.0))
        assert made.score == score(made.distance_km)


def test_games_add_up_again(moved):
    rescore([moved.pk])

    for game in Game.objects.all():
        own = Guess.objects.filter(round__game=game).values_list("score", flat=True)
        assert game.points == sum(own)


def test_machines_are_measured_again_from_where_they_pointed(moved):
    before = dict(machines_of(moved).values_list("player__kind", "distance_km"))

    rescore([moved.pk])

    after = dict(machines_of(moved).values_list("player__kind", "distance_km"))
    assert set(after) == {PlayerKind.MODEL, PlayerKind.CROWD, PlayerKind.BASELINE}
    assert all(before[kind] != after[kind] for kind in after)


def machines_of(photo):
    return Result.objects.filter(photo=photo).exclude(player__kind=PlayerKind.HUMAN)


def test_twice_is_the_same_as_once(moved):
    rescore([moved.pk])
    once = numbers()

    rescore([moved.pk])

    assert numbers() == once


def test_a_label_that_was_right_changes_nothing():
    _, cards = add_league()
    refresh()
    before, shown = numbers(), board()

    rescore([card.pk for card in cards])
    refresh()

    assert (numbers(), board()) == (before, shown)


def test_the_board_follows_and_the_photo_counts_for_its_new_country(moved):
    before = dict(Standing.objects.filter(scope__code="all").values_list("player", "mean_points"))

    rescore([moved.pk])
    assert_full_says_the_same()

    after = dict(Standing.objects.filter(scope__code="all").values_list("player", "mean_points"))
    assert any(before[player] != after[player] for player in after)
    for code, photos in (("country-FR", 11), ("country-ZA", 13)):
        model = Standing.objects.get(scope__code=code, kind=PlayerKind.MODEL)
        assert model.photos == photos
