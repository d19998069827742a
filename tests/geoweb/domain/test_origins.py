"""Where a game began is known as a hash, for a month."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from geoweb import tasks
from geoweb.domain.accounts import delete_account
from geoweb.domain.dealing import daily_deck
from geoweb.domain.origins import origin_of
from geoweb.domain.playing import current_round, guess, serve, start
from geoweb.models import Game, User
from predictor.geodesy import LatLng
from tests.geoweb.dealt import add_account, add_playable

pytestmark = pytest.mark.django_db
ADDRESS = "10.9.8.7"
JSON = "application/json"
MAY, JUNE = datetime(2027, 5, 31, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)


@pytest.fixture
def deck():
    add_playable(5)
    return daily_deck()


def test_an_address_is_the_same_within_a_month_only():
    assert origin_of(ADDRESS, MAY) == origin_of(ADDRESS, MAY - timedelta(days=30))
    assert origin_of(ADDRESS, MAY) != origin_of(ADDRESS, JUNE)
    assert origin_of("10.9.8.6", MAY) != origin_of(ADDRESS, MAY)
    assert ADDRESS not in origin_of(ADDRESS, MAY)


def test_without_the_secret_key_nobody_finds_the_address(settings):
    before = origin_of(ADDRESS, MAY)
    settings.SECRET_KEY = "another" * 9

    assert origin_of(ADDRESS, MAY) != before


def test_no_address_has_no_hash():
    assert origin_of("") == ""


def test_page_and_api_note_where_a_game_begins(deck):
    browser, program = Client(REMOTE_ADDR=ADDRESS), Client(REMOTE_ADDR=ADDRESS)
    browser.post("/play/", {"mode": "classic"})
    program.post("/api/games/", {"mode": "classic"}, content_type=JSON)

    assert [game.started_from for game in Game.objects.all()] == [origin_of(ADDRESS)] * 2


def test_a_challenge_notes_it_too(deck):
    game = start(deck, add_account())
    while (played := current_round(game)) is not None:
        guess(game.player, serve(played).public_id, LatLng(1.0, 1.0))
    wish = {"mode": "challenge", "challenge": str(deck.public_id)}

    Client(REMOTE_ADDR=ADDRESS).post(f"/challenge/{deck.public_id}/")
    Client(REMOTE_ADDR=ADDRESS).post("/api/games/", wish, content_type=JSON)

    assert Game.objects.filter(started_from=origin_of(ADDRESS), mode="challenge").count() == 2


def test_after_thirty_days_it_is_forgotten(deck):
    games = [start(deck, add_account(f"{days}"), address=ADDRESS) for days in (29, 31)]
    for game, days in zip(games, (29, 31), strict=True):
        then = timezone.now() - timedelta(days=days)
        Game.objects.filter(pk=game.pk).update(started_at=then)

    tasks.forget_origins()

    kept = Game.objects.order_by("pk").values_list("started_from", flat=True)
    assert list(kept) == [origin_of(ADDRESS), ""]


def test_the_clock_of_the_house_forgets():
    assert "forget_origins" in settings.CELERY_BEAT_SCHEDULE


def test_with_the_account_it_is_forgotten(deck):
    player = add_account()
    start(deck, player, address=ADDRESS)

    delete_account(player.user)

    assert Game.objects.get().started_from == ""


def test_nobody_is_shown_it(deck, client):
    game = start(deck, add_account(), address=ADDRESS)
    client.force_login(User.objects.create_superuser("root"))
    told = client.get(reverse("admin:geoweb_signal_changelist")).content.decode()
    client.force_login(game.player.user)
    for address in (
        f"/api/games/{game.public_id}/",
        f"/games/{game.public_id}/rounds/1/",
        "/board/",
    ):
        told += client.get(address).content.decode()

    assert ADDRESS not in told
    assert origin_of(ADDRESS) not in told
