"""Who asks: a reviewer, an administrator, and those who may not."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from geoweb.domain.review_refresh import refresh
from geoweb.models import User
from tests.geoweb.review.reviewed import add_world


def add_reviewer(name="rita"):
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get_or_create(name="reviewers")[0])
    return user


@pytest.fixture
def locators(db):
    found = add_world()
    refresh()
    return found


@pytest.fixture
def rita(db):
    client = Client()
    client.force_login(add_reviewer())
    return client
