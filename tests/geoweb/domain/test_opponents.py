"""Models, the crowd and chance play the photos that people play."""

import pytest

from geoweb.domain.dealing import deal
from geoweb.domain.opponents import (
    chance_guess,
    crowd_guess,
    model_guesses,
    opponent_guesses,
    others_at,
    player_of,
)
from geoweb.domain.playing import guess, serve, start
from geoweb.enums import GameMode, PlayerKind
from geoweb.models import Guess, Player, Round
from predictor.geodesy import LatLng, distance_km
from predictor.models import Locator, Prediction, RegionPiece
from predictor.models.points import to_latlng, to_point
from predictor.scoring import score
from tests.album import add_region
from tests.geoweb.dealt import add_account, add_playable, foretell
from tests.geoweb.sent import add_locator, add_player

pytestmark = pytest.mark.django_db


@pytest.fixture
def played():
    add_playable(5)
    player = add_account()
    return serve(start(deal(player, mode=GameMode.CLASSIC), player).rounds.get(number=1))


def guessed_by(played, name, pin):
    """Another player, at the same photo."""
    player = add_player(name)
    game = start(played.game.deck, player)
    guess(player, serve(game.rounds.get(number=played.number)).public_id, pin)
    return player


def crowd_around(played, *pins):
    return [guessed_by(played, f"person {n}", pin) for n, pin in enumerate(pins)]


SPREAD = [LatLng(45, 5), LatLng(45, 5), LatLng(45.1, 5), LatLng(45, 5.1), LatLng(-30, 150)]


def test_a_model_guesses_what_was_sealed(played):
    sealed = to_latlng(Prediction.objects.get(photo=played.photo).point)
    Prediction.objects.filter(photo=played.photo).update(point=to_point(LatLng(0, 0)))

    (made,) = model_guesses(played)

    assert (made.player.kind, made.player.name) == (PlayerKind.MODEL, "pigeon 1")
    assert made.point == pytest.approx(sealed, abs=1e-6)
    assert made.distance_km == pytest.approx(111.2, abs=0.1)
    assert made.score == score(made.distance_km)


def test_each_version_is_a_player_of_its_own(played):
    Locator.objects.update(state=Locator.State.RETIRED)
    newer = add_locator(version=2)
    foretell(played.photo, LatLng(1, 1), newer)
    player = add_account("bo")
    later = start(played.game.deck, player).rounds.get(number=1)

    (old,), (new,) = model_guesses(played), model_guesses(later)

    assert (old.player.name, new.player.name) == ("pigeon 1", "pigeon 2")
    assert player_of(newer) == new.player == player_of(newer)


def test_a_round_sealed_without_models_has_no_opponent_model(played):
    Round.objects.update(sealed="[]")

    assert model_guesses(Round.objects.get(pk=played.pk)) == []


def test_a_corrected_label_changes_what_a_model_is_worth(played):
    played.photo.point = to_point(model_guesses(played)[0].point)
    played.photo.save()

    (made,) = model_guesses(Round.objects.get(pk=played.pk))

    assert (made.distance_km, made.score) == (pytest.approx(0, abs=1e-3), 5000)


def test_four_people_are_no_crowd(played):
    crowd_around(played, *SPREAD[:4])

    assert crowd_guess(played.photo) is None


def test_the_crowd_stands_in_the_middle_of_five_whoever_is_far_off(played):
    crowd_around(played, *SPREAD)

    made = crowd_guess(played.photo)

    assert made.player == Player.objects.get(kind=PlayerKind.CROWD)
    assert distance_km(made.point, LatLng(45, 5)) < 10


def test_the_crowd_that_one_meets_is_of_the_others(played):
    people = crowd_around(played, *SPREAD)

    assert crowd_guess(played.photo, others_at(played.photo, but=people[0])) is None


def test_second_looks_and_excluded_guesses_are_not_of_the_crowd(played):
    crowd_around(played, *SPREAD)
    Guess.objects.filter(player__name="person 0").update(unranked="excluded")

    assert crowd_guess(played.photo) is None


def test_chance_picks_the_same_land_for_everybody(played):
    square = "SRID=4326;POLYGON ((-60 -30, 60 -30, 60 60, -60 60, -60 -30))"
    RegionPiece.objects.create(region=add_region("FR", "France"), level=0, geom=square)

    first, again = chance_guess(played.photo), chance_guess(played.photo)

    assert first == again
    assert -30 <= first.point.lat <= 60
    assert -60 <= first.point.lng <= 60
    assert first.player.kind == PlayerKind.BASELINE


def test_without_land_there_is_no_chance_and_nobody_else_is_missing(played):
    assert chance_guess(played.photo) is None
    assert [each.player.kind for each in opponent_guesses(played)] == [PlayerKind.MODEL]
