"""The pages of a game: begun, guessed, revealed, summed up; and what is refused."""

import uuid

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from geoweb.domain.dealing import deal
from geoweb.domain.playing import current_round, serve, start
from geoweb.enums import GameMode
from geoweb.models import Deck, Game, Guess, Player, Round
from geoweb.visitors import COOKIE
from predictor.models import Photo, Split
from tests.album import add_region
from tests.geoweb.dealt import add_playable
from tests.geoweb.sent import add_player
from tests.geoweb.views.conftest import FORGERIES, as_player

pytestmark = pytest.mark.django_db
PIN = {"lat": "45.0", "lng": "5.0"}


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()


@pytest.fixture
def photos():
    return add_playable(8)


@pytest.fixture
def game(photos, ada):
    return start(deal(ada, mode=GameMode.CLASSIC), ada)


def at(game, number=1):
    return f"/games/{game.public_id}/rounds/{number}/"


def html(client, address, **options):
    return client.get(address, **options).content.decode()


def play_out(client, game):
    for number in range(1, 6):
        client.get(at(game, number))
        client.post(at(game, number), PIN)
    return Game.objects.get(pk=game.pk)


# --- Beginning


def test_a_stranger_plays_with_one_press(photos, client):
    answer = client.post("/play/", {"mode": "classic"})

    game = Game.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/games/{game.public_id}/")
    assert client.get(answer["Location"])["Location"] == at(game)
    assert client.get(at(game)).status_code == 200


def test_looking_at_the_page_makes_no_player(photos, client):
    assert client.get("/play/").status_code == 200
    assert Player.objects.filter(kind="human").count() == 0


def test_an_empty_site_says_what_to_do(client, db):
    told = html(client, "/play/")

    assert "There is nothing to play yet" in told
    assert "make run" in told


def test_beginning_without_photos_is_refused(client, db):
    answer = client.post("/play/", {"mode": "classic"})

    assert answer.status_code == 409
    assert "There are not enough photos to play." in answer.content.decode()
    assert Game.objects.count() == 0


@pytest.mark.parametrize(
    "wish",
    [{}, {"mode": "chess"}, {"mode": "pack"}, {"mode": "pack", "pack": "country-XX"},
     {"mode": "challenge"}, {"mode": "classic", "time_limit": "1"}],
)  # fmt: skip
def test_an_unknown_game_is_refused(photos, client, wish):
    assert client.post("/play/", wish).status_code == 422
    assert Game.objects.count() == 0


def test_a_pack_deals_its_country_only(photos, client):
    Photo.objects.filter(split=Split.TEST).update(region=add_region("FR", "France"))

    assert "France" in html(client, "/play/")
    client.post("/play/", {"mode": "pack", "pack": "country-FR", "time_limit": "60"})

    assert (Deck.objects.get().pack, Deck.objects.get().time_limit_s) == ("country-FR", 60)


def test_the_daily_game_goes_on_where_it_was_left(photos, client):
    for _ in range(2):
        client.post("/play/", {"mode": "daily"})

    assert Game.objects.count() == 1
    assert "A game of yours is not finished." in html(client, "/play/")


def test_the_second_daily_game_is_practice(photos, client):
    client.post("/play/", {"mode": "daily"})
    play_out(client, Game.objects.get())
    client.post("/play/", {"mode": "daily"})

    assert "as practice" in html(client, "/play/")
    assert "1 day in a row" in html(client, "/play/")
    assert "practice" in html(client, at(Game.objects.latest("pk")))


# --- Before the guess


def test_the_round_shows_the_seal_and_a_form_that_needs_no_script(game, adas):
    told = html(adas, at(game))

    assert Round.objects.get(number=1).seal_sha256 in told
    assert 'name="lat"' in told
    assert "Photo 1 of 5" in told
    assert adas.get(at(game))["Cache-Control"] == "private, no-store"


def test_looking_starts_the_clock_once(game, adas):
    Deck.objects.update(time_limit_s=30)
    adas.get(at(game))
    first = Round.objects.get(number=1).deadline

    assert f'data-deadline="{first.isoformat()[:19]}' in html(adas, at(game))
    assert Round.objects.get(number=1).deadline == first


def test_later_rounds_wait_for_their_turn(game, adas):
    answer = adas.get(at(game, 3))

    assert (answer.status_code, answer["Location"]) == (302, f"/games/{game.public_id}/")
    assert Round.objects.get(number=3).served_at is None


def test_the_photo_is_shown_from_the_moment_it_is_served(game, adas):
    address = at(game) + "photo.jpg"
    before = adas.get(address).status_code
    adas.get(at(game))
    answer = adas.get(address)

    assert (before, answer.status_code) == (404, 200)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"] == 'inline; filename="round.jpg"'
    assert "ETag" not in answer


@pytest.mark.parametrize("page", ["", "rounds/1/", "rounds/1/photo.jpg", "summary/"])
def test_anothers_game_does_not_exist(game, adas, page):
    play_out(adas, game)
    address = f"/games/{game.public_id}/{page}"

    for stranger in (Client(), as_player(add_player("Bo"))):
        assert stranger.get(address).status_code == 404


# --- The guess


def test_a_guess_leads_to_the_truth(game, adas):
    adas.get(at(game))
    answer = adas.post(at(game), PIN)

    assert (answer.status_code, answer["Location"]) == (303, at(game))
    told = html(adas, at(game))
    assert "away</h1>" in " ".join(told.split()).replace(" </h1>", "</h1>")
    assert "Model pigeon 1" in told
    assert "The seal holds" in told
    assert Round.objects.get(number=1).seal_salt in told


def test_a_guess_by_script_is_told_where_to_go(game, adas):
    adas.get(at(game))

    answer = adas.post(at(game), PIN, headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == at(game)


@pytest.mark.parametrize(
    ("lat", "lng"),
    [("", ""), ("91", "5"), ("-90.01", "5"), ("nan", "5"), ("45", "nan"), ("inf", "5"),
     ("45", "inf"), ("45", ""), ("north", "5"), ("4_5", "5"), ("1e999", "5"), ("45", "\x00")],
)  # fmt: skip
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_is_no_place_is_said_and_can_be_mended(game, adas, lat, lng, headers):
    adas.get(at(game))

    answer = adas.post(at(game), {"lat": lat, "lng": lng}, headers=headers)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert Guess.objects.count() == 0


def test_a_missing_body_is_no_guess(game, adas):
    adas.get(at(game))

    assert adas.post(at(game)).status_code == 422
    assert Guess.objects.count() == 0


def test_decimal_commas_and_pairs_are_understood(game, adas):
    adas.get(at(game))

    adas.post(at(game), {"lat": "45.0, 5.0", "lng": ""})

    assert Guess.objects.get().point.coords == (5.0, 45.0)


def test_the_same_guess_twice_is_harmless_and_another_is_refused(game, adas):
    adas.get(at(game))
    again = [adas.post(at(game), PIN).status_code for _ in range(2)]
    other = adas.post(at(game), {"lat": "1", "lng": "1"})

    assert again == [303, 303]
    assert other.status_code == 409
    assert "You have guessed this round already" in other.content.decode()
    assert Guess.objects.get().point.coords == (5.0, 45.0)


def test_a_round_that_was_not_looked_at_takes_no_guess(game, adas):
    answer = adas.post(at(game, 2), PIN)

    assert answer.status_code == 409
    assert "This round has not begun." in answer.content.decode()
    assert Guess.objects.count() == 0


def test_anothers_round_takes_no_guess(game, adas):
    adas.get(at(game))

    answer = as_player(add_player("Bo")).post(at(game), PIN)

    assert answer.status_code == 404
    assert Guess.objects.count() == 0


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_cookie_is_nobody(game, ada, adas, forge):
    adas.get(at(game))
    forger = Client()
    forger.cookies[COOKIE] = forge(ada)

    refused = forger.post(at(game), PIN)

    assert refused.status_code == 404
    assert "<h1>" in refused.content.decode()
    assert Guess.objects.count() == 0


@pytest.mark.parametrize("forge", FORGERIES)
def test_who_forges_a_cookie_begins_as_somebody_new(photos, ada, client, forge):
    client.cookies[COOKIE] = forge(ada)

    client.post("/play/", {"mode": "classic"})

    assert Game.objects.get().player != ada


def test_too_late_is_a_missed_round_and_never_worth_points(game, adas):
    Deck.objects.update(time_limit_s=30)
    adas.get(at(game))
    past = timezone.now() - timezone.timedelta(seconds=3)
    Round.objects.filter(number=1).update(deadline=past)

    answer = adas.post(at(game), PIN)

    assert answer.status_code == 409
    assert "Time was up before your guess arrived." in answer.content.decode()
    assert "Time ran out" in html(adas, at(game))
    assert (Guess.objects.get().score, Guess.objects.get().point) == (0, None)


def test_a_withdrawn_photo_takes_no_guess_and_the_game_goes_on(game, adas):
    adas.get(at(game))
    Photo.objects.filter(pk=Round.objects.get(number=1).photo_id).update(file="")

    answer = adas.post(at(game), PIN)

    assert answer.status_code == 410
    assert "This photo was withdrawn" in answer.content.decode()
    assert Guess.objects.count() == 0
    assert "That photo was withdrawn" in html(adas, at(game), follow=True)
    assert Round.objects.get(number=2).served_at is not None


def test_a_game_whose_photos_were_all_withdrawn_ends(game, adas):
    Photo.objects.update(file="")

    told = html(adas, f"/games/{game.public_id}/", follow=True)

    assert "All photos of this game were withdrawn" in told


def test_forms_of_other_sites_are_refused(game, ada, adas):
    adas.get(at(game))

    answer = as_player(ada, enforce_csrf_checks=True).post(at(game), PIN)

    assert answer.status_code == 403
    assert Guess.objects.count() == 0


# --- After the last guess


def test_the_whole_game_is_summed_up(game, adas):
    finished = play_out(adas, game)
    told = html(adas, f"/games/{game.public_id}/", follow=True)

    assert f"{finished.points:,} of 25,000 points" in told
    assert "Model pigeon 1" in told
    assert f"/challenge/{game.deck.public_id}/" in told
    assert "🟩" in told


def test_the_summary_waits_for_the_last_guess(game, adas):
    assert adas.get(f"/games/{game.public_id}/summary/").status_code == 302


# --- Challenges


def test_a_challenge_deals_the_same_photos(game, adas):
    play_out(adas, game)
    bo = as_player(add_player("Bo"))
    address = f"/challenge/{game.deck.public_id}/"

    before = html(bo, address)
    bo.post(address)
    later = Game.objects.latest("pk")

    assert "A challenge by Ada" in before
    assert later.mode == GameMode.CHALLENGE
    photos = [
        each.rounds.order_by("number").values_list("photo", flat=True) for each in (game, later)
    ]
    assert list(photos[0]) == list(photos[1])


def test_both_are_compared_in_the_end(game, adas):
    play_out(adas, game)
    bo = as_player(add_player("Bo"))
    bo.post(f"/challenge/{game.deck.public_id}/")
    later = play_out(bo, Game.objects.latest("pk"))

    for client, page in ((bo, later), (adas, game)):
        told = html(client, f"/games/{page.public_id}/summary/")
        assert "Who played these photos" in told
        assert "Ada" in told
        assert "Bo" in told


def test_a_challenge_is_nobodys_business_before_its_first_game_is_over(game, adas):
    address = f"/challenge/{game.deck.public_id}/"

    assert (adas.get(address).status_code, adas.post(address).status_code) == (404, 404)


@pytest.mark.parametrize("which", ["game", "random", "nonsense"])
def test_an_unknown_challenge_does_not_exist(client, game, which):
    named = {"game": game.public_id, "random": uuid.uuid4()}
    address = f"/challenge/{named.get(which, which)}/"

    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    assert Game.objects.count() == 1
    assert Player.objects.filter(kind="human").count() == 1


def test_who_has_not_played_sees_no_single_scores(game, adas):
    play_out(adas, game)

    assert "Photo 1" not in html(Client(), f"/challenge/{game.deck.public_id}/")


def test_the_page_about_seals_says_how_to_check(client, db):
    assert "sha256sum" in html(client, "/seals/")


def test_what_the_seals_page_says_is_true(game):
    from subprocess import run

    played = serve(current_round(game))
    command = f"printf '%s\\n%s' '{played.seal_salt}' '{played.sealed}' | sha256sum"

    done = run(["sh", "-c", command], capture_output=True, text=True, check=True)

    assert done.stdout.startswith(played.seal_sha256)
