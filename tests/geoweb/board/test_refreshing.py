"""However the board is brought up to date, it says the same."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from geoweb.domain.board import refresh
from geoweb.models import (
    BoardRefresh,
    Pairing,
    PhotoDifficulty,
    Result,
    Scope,
    StaleResult,
    Standing,
)
from tests.geoweb.board.league import add_guess, add_league, days_ago, near
from tests.geoweb.dealt import add_account, foretell
from tests.geoweb.sent import add_locator

pytestmark = pytest.mark.django_db

STANDING = [
    "scope__code", "player", "kind", "games", "photos", "mean_points", "median_km", "within_25",
    "within_200", "within_750", "is_provisional", "fingerprint", "strength", "strength_error",
    "best_rank", "worst_rank",
]  # fmt: skip
PAIRING = [
    "scope__code", "player", "model", "photos", "mean_difference", "low", "high", "wins", "ties",
    "losses",
]  # fmt: skip


def board():
    return {
        "scopes": sorted(Scope.objects.values_list("code", "kind", "players")),
        "standings": sorted(Standing.objects.values_list(*STANDING)),
        "pairings": sorted(Pairing.objects.values_list(*PAIRING), key=str),
        "difficulties": sorted(PhotoDifficulty.objects.values_list("photo", "difficulty")),
    }


def assert_full_says_the_same():
    refresh()
    found = board()
    refresh(full=True)
    for part, rows in board().items():
        assert set(found[part]) ^ set(rows) == set()


def test_a_board_is_made_from_nothing():
    add_league(each=24)

    done = refresh()

    assert done.is_full
    assert {"all", "country-FR", "country-ZA"} <= set(Scope.objects.values_list("code", flat=True))
    assert Standing.objects.filter(scope__code="all").count() == 6 + 3  # model, crowd, baseline
    assert StaleResult.objects.count() == 0


def test_more_guesses_lead_where_a_full_refresh_leads():
    people, cards = add_league()
    refresh()
    played = set(Result.objects.filter(player=people[0]).values_list("photo", flat=True))
    for photo in [card for card in cards if card.pk not in played][:5]:
        add_guess(people[0], photo, near(photo, 40), at=days_ago(0))

    assert_full_says_the_same()


def test_a_new_player_leads_where_a_full_refresh_leads():
    _, cards = add_league()
    refresh()
    for photo in cards[:7]:
        add_guess(add_account(f"late {photo.pk}"), photo, near(photo, 400), pack="continent-EU")

    assert_full_says_the_same()


def test_a_model_that_comes_later_leads_where_a_full_refresh_leads():
    _, cards = add_league()
    refresh()
    other = add_locator("barycentric", 2)
    for card in cards[:20]:
        foretell(card, near(card, 100), other)

    assert_full_says_the_same()
    assert Pairing.objects.filter(model__locator=other, scope__code="all").exists()


def test_the_next_day_leads_where_a_full_refresh_leads():
    """What was guessed yesterday counts for regions from today on."""
    add_league()
    refresh()
    BoardRefresh.objects.update(settled_until=days_ago(5))
    Standing.objects.filter(scope__kind="region", kind="human").delete()

    refresh()
    found = board()
    refresh(full=True)

    assert found["standings"] == board()["standings"]


def test_a_player_who_is_deleted_is_gone_from_everywhere():
    people, _ = add_league()
    refresh()

    people[2].delete()

    assert_full_says_the_same()


def test_what_left_the_board_leaves_no_empty_scope():
    people, _ = add_league()
    refresh()

    Result.objects.filter(player__in=people).delete()
    refresh()

    kinds = set(Scope.objects.values_list("kind", flat=True))
    assert kinds == {"all", "region"}  # where the model has guessed


def test_nothing_new_is_done_at_once():
    add_league()
    refresh()

    done = refresh()

    assert (done.is_full, done.players, done.scopes) == (False, 0, 0)


def test_every_way_to_write_results_is_noticed():
    people, _ = add_league()
    refresh()

    Result.objects.filter(player=people[0]).first().delete()
    Result.objects.filter(player=people[1]).update(score=1)

    stale = set(StaleResult.objects.values_list("player_id", flat=True))
    assert {people[0].pk, people[1].pk} <= stale
    assert_full_says_the_same()


@pytest.mark.django_db(transaction=True)
def test_two_refreshes_at_once_are_one(transactional_db):
    add_league()
    found, is_locked, may_end = [], threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            found.append(refresh())
            is_locked.set()
            may_end.wait(20)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    is_locked.wait(20)
    second = refresh()
    may_end.set()
    thread.join()

    assert (found[0].is_full, second) == (True, None)
    assert BoardRefresh.objects.count() == 1
    assert refresh().scopes == 0  # nothing was lost or left


def test_the_command_says_what_it_did(capsys):
    add_league()

    call_command("refresh_board", "--full")

    assert "scopes in" in capsys.readouterr().out
