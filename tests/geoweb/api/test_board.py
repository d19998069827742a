"""The board and players by the API: the numbers of the pages, and no more than those."""

import pytest
from django.test import Client

from geoweb.domain.board import refresh
from geoweb.models import Player, Standing
from tests.geoweb.board.league import add_league

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    people, _ = add_league()
    refresh()
    return people


def test_an_empty_board_is_an_answer():
    answer = Client().get("/api/board/").json()

    assert (answer["players"], answer["standings"], answer["refreshed_at"]) == (0, [], None)


def test_the_board_says_what_its_rows_say(people):
    answer = Client().get("/api/board/?kind=human").json()

    wanted = Standing.objects.filter(scope__code="all", kind="human")
    wanted = wanted.order_by("is_provisional", "-strength", "player")
    assert [row["player"]["id"] for row in answer["standings"]] == [
        str(each.player.public_id) for each in wanted
    ]
    assert [row["mean_points"] for row in answer["standings"]] == [
        each.mean_points for each in wanted
    ]
    assert answer["people"][0]["model"]["name"] == "pigeon 1"


@pytest.mark.parametrize(
    ("query", "status"), [("scope=nowhere", 404), ("kind=robot", 400), ("page=0", 400)]
)
def test_what_is_no_board_is_a_problem(people, query, status):
    response = Client().get(f"/api/board/?{query}")

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


def test_a_player_is_added_up_and_has_no_single_guess(people):
    answer = Client().get(f"/api/players/{people[0].public_id}/").json()

    assert set(answer) == {"player", "standing", "against", "regions", "days"}
    assert answer["standing"]["photos"] == 12
    assert {row["scope"] for row in answer["regions"]} >= {"continent-EU"}


def test_a_guest_is_not_found(people):
    guest = Player.objects.create(kind="human", name="Guest")

    assert Client().get(f"/api/players/{guest.public_id}/").status_code == 404


def test_no_answer_names_a_photo_or_a_place_of_one(people):
    told = "".join(
        Client().get(path).content.decode()
        for path in ("/api/board/", f"/api/players/{people[0].public_id}/", "/board/")
    )

    for row in people[0].results.select_related("photo"):
        assert str(row.photo.public_id) not in told
        assert f"{row.photo.point.y:.4f}" not in told
