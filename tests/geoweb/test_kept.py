"""Reads that are worked out once say what the querysets say that they were built from."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from geoweb.domain.dealing import deal
from geoweb.domain.playing import not_guessed, start, unguessed_rounds
from geoweb.enums import GameMode
from geoweb.kept import KeptRead
from geoweb.models import Player
from geoweb.queries.rounds import kept_rounds, rounds_of
from tests.geoweb.dealt import add_playable
from tests.geoweb.sent import add_player

pytestmark = pytest.mark.django_db
SAMPLE = -7_000_001


@pytest.fixture
def game():
    add_playable(6)
    ada = add_player("Ada")
    return start(deal(ada, mode=GameMode.CLASSIC), ada)


def test_rows_are_those_of_the_queryset(game):
    kept = unguessed_rounds.all(game=game.pk, player=game.player_id)
    slow = list(not_guessed(game.pk, game.player_id))

    assert [vars_of(each) for each in kept] == [vars_of(each) for each in slow]
    assert [vars_of(each.photo) for each in kept] == [vars_of(each.photo) for each in slow]
    assert len(kept) == 5


def vars_of(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_related_rows_need_no_further_statement(game, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = kept_rounds.first(player=game.player_id, game=game.public_id, number=2)
        assert found.game.deck.pk == game.deck_id
        assert found.game.player.name == "Ada"

    assert found == rounds_of(game.player).get(number=2)


def test_values_of_an_earlier_call_are_forgotten():
    players = KeptRead(lambda name: Player.objects.filter(name=name), name="a sample")
    ada, bob = add_player("Ada"), add_player("Bob")

    assert [players.first(name=name) for name in ("Ada", "Bob", "Ada")] == [ada, bob, ada]
    assert players.first(name="nobody") is None


def test_a_number_of_any_size_finds_nothing(game):
    assert kept_rounds.first(player=game.player_id, game=game.public_id, number=10**30) is None
    assert kept_rounds.first(player=game.player_id, game=uuid.uuid4(), number=1) is None


def test_a_value_cannot_end_the_statement():
    players = KeptRead(lambda name: Player.objects.filter(name=name), name="a sample")

    assert players.first(name="'; DELETE FROM geoweb_player; --") is None
    assert players.first(name="%s a sample") is None


def test_a_sample_that_does_not_occur_is_refused():
    careless = KeptRead(lambda player: Player.objects.all(), player=SAMPLE)

    with pytest.raises(ValueError, match="sample"):
        careless.first(player=1)


def test_threads_do_not_share_what_reads_points(game):
    with ThreadPoolExecutor(4) as threads:
        plans = {id(each) for each in threads.map(plan_here, range(4))}

    assert id(plan_here(0)) not in plans


def plan_here(_number):
    unguessed_rounds.all(game=0, player=0)
    return unguessed_rounds.own.plan
