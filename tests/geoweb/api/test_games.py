"""Games by programs: the same rules as on the pages, and the same refusals."""

import uuid

import pytest
from django.core.cache import cache
from django.test import Client

from geoweb.domain.dealing import deal
from geoweb.domain.players import make_player
from geoweb.domain.playing import start
from geoweb.domain.tokens import issue_token
from geoweb.enums import GameMode
from geoweb.models import Game, Guess, Round, User
from geoweb.visitors import COOKIE
from predictor.models import Photo
from tests.geoweb.dealt import add_playable
from tests.geoweb.sent import add_player
from tests.geoweb.views.conftest import FORGERIES

pytestmark = pytest.mark.django_db
PIN = {"lat": 45.0, "lng": 5.0}
JSON = "application/json"


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()


@pytest.fixture
def photos(db):
    return add_playable(8)


@pytest.fixture
def program(photos, bearer):
    return Client(headers=bearer)


@pytest.fixture
def other(db):
    key, _token = issue_token(user=User.objects.create_user("bo"))
    return Client(headers={"Authorization": f"Bearer {key}"})


def post(client, address, body):
    return client.post(address, body, content_type=JSON)


@pytest.fixture
def game(program):
    return post(program, "/api/games/", {"mode": "classic"}).json()


@pytest.fixture
def served(program, game):
    return program.get(game["round_url"]).json()


def code(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def said(answer, words):
    """What is wrong, and what to do about it."""
    told = answer.json()
    return words in told["detail"] and bool(told.get("remedy"))


def test_a_whole_game(program, game):
    while game["round_url"]:
        played = program.get(game["round_url"]).json()
        assert program.get(played["photo_url"])["Content-Type"] == "image/jpeg"
        told = post(program, played["guess_url"], PIN).json()
        assert told["seal"]["sha256"] == played["seal_sha256"]
        game = program.get(game["url"]).json()
    summed = program.get(game["summary_url"]).json()

    assert (len(summed["rounds"]), game["is_ranked"]) == (5, True)
    assert summed["points"] == game["points"] == sum(each["score"] for each in summed["rounds"])
    assert {"model", "human"} <= {total["kind"] for total in summed["totals"]}


def test_a_round_says_nothing_of_its_photo(served):
    assert set(served) == {
        "id", "number", "served_at", "deadline", "seal_sha256", "photo_url", "guess_url"
    }  # fmt: skip


def test_looking_again_is_the_same_round(program, game, served):
    assert program.get(game["round_url"]).json() == served


def test_nothing_is_kept_on_the_way(program, served):
    for address in (served["photo_url"], f"/api/games/{Game.objects.get().public_id}/"):
        assert program.get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("body", "status"),
    [({"lat": 91, "lng": 0}, 422), ({"lat": "nan", "lng": 0}, 400), ({"lat": 1}, 400), ({}, 400),
     ({"lat": None, "lng": None}, 400), ({"lat": "1e999", "lng": 0}, 400),
     ({"lat": 0, "lng": "1e999"}, 400), ('{"lat": NaN, "lng": 0}', 400), ([1, 2], 400)],
)  # fmt: skip
def test_what_is_no_place_is_refused_and_nothing_stored(program, served, body, status):
    answer = post(program, served["guess_url"], body)

    assert code(answer)[0] == status
    assert answer.json()["detail"]
    assert status == 400 or said(answer, "This is no place on the globe.")
    assert Guess.objects.count() == 0


def test_the_same_guess_again_is_the_same_and_another_is_refused(program, served):
    answers = [post(program, served["guess_url"], PIN) for _ in range(2)]
    other_pin = post(program, served["guess_url"], {"lat": 1.0, "lng": 1.0})

    assert [each.status_code for each in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
    assert code(other_pin) == (409, "guessed_already")
    assert said(other_pin, "You have guessed this round already")
    assert Guess.objects.get().point.coords == (5.0, 45.0)


def test_longitudes_are_wrapped(program, served):
    assert post(program, served["guess_url"], {"lat": 10, "lng": 190}).json()["pin"] == {
        "lat": 10.0,
        "lng": -170.0,
    }


@pytest.mark.parametrize("who", ["other", "stranger"])
def test_anothers_round_does_not_exist(request, served, who, game):
    client = request.getfixturevalue("other") if who == "other" else Client()
    round_url = f"/api/rounds/{served['id']}/"

    reads = [client.get(each) for each in (
        game["url"], game["round_url"], f"{game['url']}summary/",
        served["photo_url"], f"{round_url}result/",
    )]  # fmt: skip

    assert {code(answer) for answer in reads} == {(404, "not_found")}
    refused = post(client, served["guess_url"], PIN)
    assert (refused.status_code, refused.json()["detail"]) == (404, "You have no such round.")
    assert Guess.objects.count() == 0


def test_a_later_round_is_neither_shown_nor_guessed(program, served):
    later = Round.objects.get(number=2).public_id

    assert code(program.get(f"/api/rounds/{later}/photo.jpg")) == (409, "not_served")
    assert code(post(program, f"/api/rounds/{later}/guess/", PIN)) == (409, "not_served")


def test_results_wait_for_the_guess(program, game, served):
    result = f"/api/rounds/{served['id']}/result/"
    before = code(program.get(result))
    post(program, served["guess_url"], PIN)

    assert before == (409, "not_guessed")
    assert program.get(result).json()["score"] == Guess.objects.get().score
    assert code(program.get(f"{game['url']}summary/")) == (409, "not_over")


def test_a_withdrawn_photo_is_gone(program, served):
    Photo.objects.update(file="")

    refused = post(program, served["guess_url"], PIN)

    assert code(refused) == (410, "withdrawn")
    assert said(refused, "This photo was withdrawn")
    assert code(program.get(served["photo_url"])) == (404, "not_found")
    assert Guess.objects.count() == 0


def test_after_the_deadline_the_round_is_missed(program, photos):
    wish = {"mode": "classic", "time_limit_s": 5}
    game = post(program, "/api/games/", wish).json()
    played = program.get(game["round_url"]).json()
    Round.objects.filter(number=1).update(deadline="2020-01-01T00:00Z")

    refused = post(program, played["guess_url"], PIN)

    assert code(refused) == (409, "too_late")
    assert said(refused, "Time was up before your guess arrived.")
    assert (Guess.objects.get().point, Guess.objects.get().score) == (None, 0)
    assert program.get(f"/api/rounds/{played['id']}/result/").json()["pin"] is None


@pytest.mark.parametrize(
    "wish",
    [{}, {"mode": "chess"}, {"mode": "pack"}, {"mode": "pack", "pack": "country-XX"},
     {"mode": "challenge"}, {"mode": "classic", "time_limit_s": 4},
     {"mode": "classic", "time_limit_s": 601}],
)  # fmt: skip
def test_an_unknown_wish_is_refused(program, wish):
    assert code(post(program, "/api/games/", wish)) == (400, "invalid")
    assert Game.objects.count() == 0


@pytest.mark.parametrize(
    ("which", "status"), [("game", 404), ("unfinished", 404), ("random", 404), ("nonsense", 400)]
)
def test_an_unknown_challenge_does_not_exist(program, game, which, status):
    named = {
        "game": game["id"],
        "unfinished": Game.objects.get().deck.public_id,
        "random": uuid.uuid4(),
    }
    wish = {"mode": "challenge", "challenge": str(named.get(which, which))}

    answer = post(program, "/api/games/", wish)

    assert code(answer) == (status, "not_found" if status == 404 else "invalid")
    assert answer.json()["detail"]
    assert Game.objects.count() == 1


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_cookie_guesses_for_nobody(photos, forge):
    guest = Client()
    played = guest.get(post(guest, "/api/games/", {"mode": "classic"}).json()["round_url"]).json()
    forger = Client()
    forger.cookies[COOKIE] = forge(Game.objects.get().player)

    assert code(post(forger, played["guess_url"], PIN)) == (404, "not_found")
    assert Guess.objects.count() == 0
    assert post(guest, played["guess_url"], PIN).status_code == 201


@pytest.mark.parametrize("forge", FORGERIES)
def test_who_forges_a_cookie_begins_as_somebody_new(photos, forge):
    client, victim = Client(), add_player("victim")
    client.cookies[COOKIE] = forge(victim)

    answer = post(client, "/api/games/", {"mode": "classic"})

    assert answer.status_code == 201
    assert Game.objects.get().player != victim
    assert client.cookies[COOKIE].value.startswith(str(Game.objects.get().player.public_id))


def test_a_challenge_is_the_same_deck(program, game, other):
    while game["round_url"]:
        post(program, program.get(game["round_url"]).json()["guess_url"], PIN)
        game = program.get(game["url"]).json()
    wish = {"mode": "challenge", "challenge": game["challenge_id"]}

    answer = post(other, "/api/games/", wish)

    assert (answer.status_code, answer.json()["mode"]) == (201, "challenge")
    assert len(set(Game.objects.values_list("deck", flat=True))) == 1


def test_an_empty_site_has_nothing_to_play(bearer):
    answer = post(Client(headers=bearer), "/api/games/", {"mode": "classic"})

    assert code(answer) == (409, "nothing_to_play")


def test_a_guest_plays_with_cookies(photos, stranger):
    game = post(stranger, "/api/games/", {"mode": "daily"}).json()
    played = stranger.get(game["round_url"]).json()
    proof = {"X-CSRFToken": stranger.cookies["csrftoken"].value}

    without = post(stranger, played["guess_url"], PIN)
    answer = stranger.post(played["guess_url"], PIN, content_type=JSON, headers=proof)

    assert code(without) == (403, "csrf")
    assert (answer.status_code, game["is_ranked"]) == (201, False)


def test_pages_and_api_share_one_game(program, ada):
    player = make_player(ada)
    game = start(deal(player, mode=GameMode.CLASSIC), player)

    assert program.get(f"/api/games/{game.public_id}/").json()["round_number"] == 1
