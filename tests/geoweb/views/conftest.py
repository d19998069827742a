"""Visitors with a cookie of their own, and pictures as browsers send them."""

import io

import pytest
from django.core.signing import get_cookie_signer
from django.test import Client

from geoweb.visitors import COOKIE
from tests.album import jpeg
from tests.geoweb.sent import add_player


def as_player(player, **options):
    client = Client(**options)
    client.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + COOKIE).sign(str(player.public_id))
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
