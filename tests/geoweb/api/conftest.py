"""Callers of the API: programs with a token, browsers, strangers."""

import pytest
from django.test import Client

from geoweb.domain import quotas
from geoweb.domain.tokens import issue_token
from geoweb.models import User

PASSWORD = "a long pass phrase"


@pytest.fixture(autouse=True)
def many_calls(settings, monkeypatch):
    """All tests call from one address; the throttles have tests of their own."""
    settings.API_ADDRESS_PER_MINUTE = settings.API_LOGINS_PER_MINUTE = 1_000_000
    settings.UPLOADS_PER_ADDRESS_HOUR = 1_000_000
    monkeypatch.setattr(quotas, "REPORTS_AN_HOUR", 1_000_000)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A slow hash is for those who steal it; here it would cost a minute."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada", password=PASSWORD)


@pytest.fixture
def bearer(ada):
    key, _token = issue_token(user=ada)
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def stranger():
    """CSRF is checked as in production, unlike Django's usual test client."""
    return Client(enforce_csrf_checks=True)
