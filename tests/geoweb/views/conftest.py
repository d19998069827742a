"""Visitors with a cookie of their own, and pictures as browsers send them."""

import io

import pytest
from django.core.signing import get_cookie_signer
from django.test import Client

from geoweb.models import Player
from geoweb.visitors import COOKIE
from tests.album import jpeg
from tests.geoweb.sent import add_player


def signed(player, salt):
    return get_cookie_signer(salt=salt).sign(str(player.public_id))


# Cookies that name a player without being ours: none may be believed.
FORGERIES = [
    pytest.param(lambda player: str(player.public_id), id="unsigned"),
    pytest.param(lambda player: f"{player.public_id}:abc:def", id="odd signature"),
    pytest.param(lambda player: signed(player, COOKIE + COOKIE)[:-2] + "xx", id="cut"),
    pytest.param(lambda player: signed(player, "sessionid" * 2), id="of another cookie"),
    pytest.param(lambda player: signed(add_player("me"), COOKIE * 2).replace(
        str(Player.objects.get(name="me").public_id), str(player.public_id)), id="of another player"),
    pytest.param(lambda player: "\x00:" * 20, id="bytes"),
]  # fmt: skip


def as_player(player, **options):
    client = Client(**options)
    client.cookies[COOKIE] = signed(player, COOKIE + COOKIE)
    return client


def picture(name="photo.jpg", body=None):
    file = io.BytesIO(body or jpeg())
    file.name = name
    return file


@pytest.fixture
def ada():
    return add_player("Ada")


@pytest.fixture
def adas(ada):
    """Ada's browser."""
    return as_player(ada)


@pytest.fixture(autouse=True)
def generous_quotas(settings):
    """Every test comes from one address."""
    settings.UPLOADS_PER_ADDRESS_HOUR = 1_000_000
