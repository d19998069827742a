"""What a game asks of the database: two hundred players share two cores."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geoweb.domain.dealing import deal
from geoweb.domain.playing import start
from geoweb.enums import GameMode
from geoweb.models import Round
from tests.geoweb.dealt import add_playable
from tests.geoweb.views.conftest import as_player

pytestmark = pytest.mark.django_db
PIN = {"lat": "45.0", "lng": "5.0"}


@pytest.fixture
def client_and_address(ada):
    add_playable(8)
    game = start(deal(ada, mode=GameMode.CLASSIC), ada)
    return as_player(ada), f"/games/{game.public_id}/rounds/1/"


def asked(act):
    with CaptureQueriesContext(
        connection,
    ) as found:
        act()
    return [query["sql"] for query in found if "SAVEPOINT" not in query["sql"]]


def test_a_round_page_asks_little(client_and_address):
    client, address = client_and_address

    assert len(asked(lambda: client.get(address))) <= 5


def test_a_photo_asks_for_nothing_but_its_file(client_and_address):
    client, address = client_and_address
    client.get(address)

    assert len(asked(lambda: client.get(f"{address}photo.jpg"))) <= 2


def test_a_guess_asks_little_and_reads_no_coast(client_and_address):
    client, address = client_and_address
    client.get(address)

    statements = asked(lambda: client.post(address, PIN))

    assert len(statements) <= 9
    assert not any('"predictor_region"."geom"' in each for each in statements)


def test_what_came_of_a_round_asks_less_the_second_time(client_and_address):
    client, address = client_and_address
    client.get(address)
    client.post(address, PIN)
    first = asked(lambda: client.get(address))  # players of models are made, names looked up

    assert len(first) <= 20
    assert len(asked(lambda: client.get(address))) <= 10


def test_dealing_five_rounds_asks_for_all_at_once(ada):
    add_playable(8)
    deck = deal(ada, mode=GameMode.CLASSIC)

    assert len(asked(lambda: start(deck, ada))) <= 8
    assert Round.objects.count() == 5
