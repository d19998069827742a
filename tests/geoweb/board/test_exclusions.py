"""Excluded guesses do not count, the board follows, and everything can be taken back."""

import pytest

from geoweb.domain.board import refresh
from geoweb.domain.exclusions import NoReason, NotAPerson, exclude, lift
from geoweb.enums import PlayerKind, Unranked
from geoweb.models import Exclusion, Guess, Player, Result, Standing, User
from tests.geoweb.board.league import add_league
from tests.geoweb.board.test_refreshing import assert_full_says_the_same, board

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    people, _ = add_league()
    refresh()
    return people


def test_excluded_guesses_stay_and_do_not_count(people):
    exclude(people[0], why="looked the places up")
    refresh()

    assert Guess.objects.filter(player=people[0], unranked=Unranked.EXCLUDED).count() == 12
    assert Result.objects.filter(player=people[0]).count() == 0
    assert Standing.objects.filter(player=people[0]).count() == 0


def test_the_board_without_the_excluded_is_the_same_however_it_is_made(people):
    exclude(people[0], why="looked the places up")

    assert_full_says_the_same()


def test_lifting_brings_everything_back(people):
    before, results = board(), results_of(people[0])
    exclusion = exclude(people[0], why="looked the places up")
    refresh()

    lift(exclusion, why="it was somebody else")
    refresh()

    assert results_of(people[0]) == results
    assert board() == before


def results_of(player):
    rows = Result.objects.filter(player=player)
    return sorted(rows.values_list("photo", "guess", "distance_km", "score"))


def test_who_when_and_why_are_recorded(people):
    root = User.objects.create_user("root")
    exclusion = exclude(people[0], why="looked the places up", actor=root)
    lift(exclusion, why="it was somebody else", actor=root)

    kept = Exclusion.objects.get()
    assert (kept.why, kept.actor, kept.lifted_by) == ("looked the places up", root, root)
    assert kept.lifted_why == "it was somebody else"
    assert kept.at < kept.lifted_at


def test_excluding_again_is_the_same_as_once(people):
    assert exclude(people[0], why="one") == exclude(people[0], why="two")
    assert Exclusion.objects.count() == 1


def test_lifting_again_changes_nothing(people):
    exclusion = exclude(people[0], why="one")
    lift(exclusion, why="no")
    exclude(people[0], why="two")

    lift(exclusion, why="no")

    assert Result.objects.filter(player=people[0]).count() == 0


@pytest.mark.parametrize("why", ["", "   "])
def test_an_exclusion_needs_a_reason(people, why):
    with pytest.raises(NoReason):
        exclude(people[0], why=why)


def test_machines_are_not_excluded(people):
    with pytest.raises(NotAPerson):
        exclude(Player.objects.filter(kind=PlayerKind.MODEL).first(), why="too good")
