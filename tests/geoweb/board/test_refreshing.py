"""However the board is brought up to date, it says the same."""

import pytest

from geoweb.domain.board import refresh
from geoweb.models import (
    Pairing,
    PhotoDifficulty,
    Result,
    Scope,
    StaleResult,
    Standing,
)
from tests.geoweb.board.league import add_guess, add_league, days_ago, near
from tests.geoweb.dealt import add_account

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
    assert found == board()


def test_a_board_is_made_from_nothing():
    add_league()

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
