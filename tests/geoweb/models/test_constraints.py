"""What the database refuses of players, games, uploads and labels, whoever writes."""

import pytest
from django.contrib.gis.geos import Point
from django.db import IntegrityError, transaction

from geoweb.models import Deck, Game, Guess, Player, Proposal, Round, Upload, UploadPhoto, User
from predictor.models import CellSet, Locator, Photo

pytestmark = pytest.mark.django_db


def refused(constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


@pytest.fixture
def ann():
    return Player.objects.create(kind="human", name="Ann")


@pytest.fixture
def photo():
    return Photo.objects.create(dataset="test", source_id="1", point=Point(2, 48), split="test")


@pytest.fixture
def game_round(ann, photo):
    deck = Deck.objects.create(mode="classic")
    game = Game.objects.create(mode="classic", deck=deck, player=ann)
    return Round.objects.create(game=game, number=1, photo=photo)


def guess(game_round, player, **fields):
    whole = {"point": Point(2, 48), "distance_km": 0.0, "score": 5000, "score_version": 1}
    return Guess.objects.create(round=game_round, player=player, **(whole | fields))


def test_guess_is_one_per_round_and_player(game_round, ann):
    guess(game_round, ann)
    refused("guess_one_per_round_and_player", lambda: guess(game_round, ann))


def test_guess_of_the_model_stands_beside_it(game_round, ann):
    cells = CellSet.objects.create(recipe="test", hash="0" * 64)
    locator = Locator.objects.create(name="pigeon", version=1, cell_set=cells)
    model = Player.objects.create(kind="model", name="pigeon 1", locator=locator)
    guess(game_round, ann)
    assert guess(game_round, model).pk


def test_expired_guess_scores_nothing(game_round, ann):
    refused(
        "guess_expired_scores_nothing", lambda: guess(game_round, ann, point=None, distance_km=None)
    )
    assert guess(game_round, ann, point=None, distance_km=None, score=0).pk


def test_guess_with_a_point_has_a_distance(game_round, ann):
    refused("guess_expired_scores_nothing", lambda: guess(game_round, ann, distance_km=None))


def test_guess_never_scores_more_than_the_maximum(game_round, ann):
    refused("guess_score_in_range", lambda: guess(game_round, ann, score=5001))


def test_guess_outside_the_world_is_refused(game_round, ann):
    refused("guess_point_in_world", lambda: guess(game_round, ann, point=Point(0, 91)))


def test_round_shows_a_photo_once_per_game(game_round):
    fields = {"game": game_round.game, "photo": game_round.photo}
    refused("round_photo_once_per_game", lambda: Round.objects.create(number=2, **fields))


def test_model_player_needs_a_locator():
    refused("player_kind_matches_its_parts", lambda: Player.objects.create(kind="model", name="x"))


def test_crowd_has_no_account():
    user = User.objects.create(username="ann")
    fields = {"kind": "crowd", "name": "x", "user": user}
    refused("player_kind_matches_its_parts", lambda: Player.objects.create(**fields))


@pytest.mark.parametrize("number", [0, 5])
def test_upload_has_one_to_four_views(photo, number):
    fields = {"upload": Upload.objects.create(), "photo": photo, "number": number}
    refused("uploadphoto_one_to_four_views", lambda: UploadPhoto.objects.create(**fields))


def test_upload_state_is_known():
    refused("upload_state_known", lambda: Upload.objects.create(state="lost"))


def test_annotator_has_one_open_proposal_a_photo(photo):
    fields = {
        "photo": photo,
        "annotator": User.objects.create(username="ann"),
        "point": Point(1, 1),
    }
    Proposal.objects.create(**fields, state="rejected")
    Proposal.objects.create(**fields)
    refused("proposal_one_open_per_annotator", lambda: Proposal.objects.create(**fields))
