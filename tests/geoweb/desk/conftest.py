"""The cast: two who annotate, one who reviews, one who only plays; no checks unless asked for."""

import pytest

from geoweb.models import User
from tests.geoweb.desk.at_desk import add_worker


@pytest.fixture(autouse=True)
def no_checks(settings):
    settings.DESK_CHECKS_PERCENT = 0


@pytest.fixture
def ann(db):
    return add_worker("ann")


@pytest.fixture
def bob(db):
    return add_worker("bob")


@pytest.fixture
def rita(db):
    return add_worker("rita", "reviewers")


@pytest.fixture
def player(db):
    return User.objects.create_user("player")
