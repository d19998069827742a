"""The board's page: everybody in one table, one's own row first, nothing about photos."""

import pytest
from django.test import Client

from geoweb.domain.board import refresh
from geoweb.models import Player, Scope
from tests.geoweb.board.league import add_league
from tests.geoweb.dealt import add_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    people, _ = add_league()
    refresh()
    return people


def text_of(path, client=None):
    response = (client or Client()).get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_board_says_what_to_do():
    assert "Play a game with an account" in text_of("/board/")


def test_everybody_is_in_one_table(people):
    told = text_of("/board/")

    for name in ["player 0", "player 5", "pigeon 1", "The crowd", "A random place on land"]:
        assert name in told
    assert "Worked out" in told


def test_people_stand_against_the_model_in_the_headline(people):
    told = text_of("/board/")

    assert "People \N{MINUS SIGN} pigeon 1" in told
    assert "95 % interval" in told


@pytest.mark.parametrize(("kind", "shown"), [("human", "player 0"), ("model", "pigeon 1")])
def test_a_kind_is_shown_alone(people, kind, shown):
    told = text_of(f"/board/?kind={kind}")

    names = {"player 0", "pigeon 1", "The crowd"}
    assert {name for name in names if f">{name}</a>" in told} == {shown}


def test_every_scope_has_its_page(people):
    for code in Scope.objects.values_list("code", flat=True):
        assert "<table" in text_of(f"/board/?scope={code}")


def test_ones_own_row_stands_first(people):
    client = Client()
    client.force_login(people[5].user)

    told = text_of("/board/", client)

    assert told.index("player 5") < told.index("player 0")
    assert 'class="pinned"' in told
    assert 'class="pinned"' not in text_of("/board/")


@pytest.mark.parametrize(
    "query", ["scope=nowhere", "kind=robot", "page=0", "page=9", "page=x", "against=5"]
)
def test_what_does_not_exist_is_not_found(people, query):
    assert Client().get(f"/board/?{query}").status_code == 404


def test_few_shared_photos_are_marked(people):
    assert "provisional" in text_of("/board/")


def test_the_board_costs_the_same_however_many_players(people, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        text_of("/board/")


def test_a_profile_adds_up_and_says_nothing_of_single_photos(people):
    told = text_of(f"/players/{people[0].public_id}/")

    assert "Mean points by day" in told
    assert "own-guesses" not in told
    assert "Your games" not in told


def test_ones_own_profile_has_the_map_and_the_games(people):
    client = Client()
    client.force_login(people[0].user)

    told = text_of(f"/players/{people[0].public_id}/", client)

    assert 'id="own-guesses"' in told
    assert "Your games" in told


def test_a_guest_is_nobodys_business(people):
    guest = Player.objects.create(kind="human", name="Guest")

    assert Client().get(f"/players/{guest.public_id}/").status_code == 404


def test_models_have_a_profile_too(people):
    model = Player.objects.get(kind="model")

    assert "pigeon 1" in text_of(f"/players/{model.public_id}/")


def test_who_has_not_played_is_told_what_to_do():
    ada = add_account("ada")

    assert "Nothing of this player is on the board yet" in text_of(f"/players/{ada.public_id}/")
