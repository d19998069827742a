"""Throttles count in Redis for all processes, and let everybody through without it."""

import threading
import time
import uuid

import pytest
from django.test import Client

from tests.geoweb.api.conftest import PASSWORD

AT = "/api/regions/at/?lat=north"


@pytest.fixture
def address():
    number = uuid.uuid4().int
    return f"10.{number % 250}.{number // 250 % 250}.{number // 62_500 % 250}"


def ask(address):
    return Client(REMOTE_ADDR=address).get(AT)


def test_calls_of_an_address_are_counted(settings, address):
    settings.API_ADDRESS_PER_MINUTE = 3
    statuses = [ask(address).status_code for _ in range(3)]
    refused = ask(address)

    assert statuses == [400, 400, 400]
    assert (refused.status_code, refused.json()["code"]) == (429, "throttled")
    assert 1 <= int(refused["Retry-After"]) <= 60


def test_calls_at_once_are_all_counted(settings, address):
    settings.API_ADDRESS_PER_MINUTE = 5
    statuses = []
    threads = [
        threading.Thread(target=lambda: statuses.append(ask(address).status_code))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [400] * 5 + [429] * 7


def test_forged_header_is_no_other_address(settings, address):
    settings.API_ADDRESS_PER_MINUTE = 1
    ask(address)
    forged = Client(REMOTE_ADDR=address, headers={"X-Forwarded-For": "192.0.2.7"})

    assert forged.get(AT).status_code == 429


def test_account_has_a_limit_of_its_own(settings, bearer, address):
    settings.API_ADDRESS_PER_MINUTE = 1
    settings.API_USER_PER_MINUTE = 3
    client = Client(REMOTE_ADDR=address)
    statuses = [client.get("/api/uploads/", headers=bearer).status_code for _ in range(4)]

    assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize("changing", ["address", "name"])
def test_guessing_a_password_is_slow(settings, ada, address, changing):
    settings.API_LOGINS_PER_MINUTE = 2
    ada.username = name = uuid.uuid4().hex
    ada.save()
    statuses = []
    for number in range(3):
        client = Client(REMOTE_ADDR=address if changing == "name" else f"{address}{number}")
        guess = {"username": name if changing == "address" else f"x{number}", "password": "guess"}
        statuses.append(client.post("/api/token/", guess, "application/json").status_code)

    assert statuses == [401, 401, 429]


@pytest.mark.parametrize("away", ["redis://127.0.0.1:1/0", "unix:///nowhere/redis.sock"])
def test_without_redis_calls_are_answered_uncounted(settings, ada, address, away):
    settings.REDIS_URL = away
    settings.API_ADDRESS_PER_MINUTE = settings.API_LOGINS_PER_MINUTE = 1
    began = time.monotonic()
    statuses = [ask(address).status_code for _ in range(3)]
    login = {"username": "ada", "password": PASSWORD}

    assert statuses == [400, 400, 400]
    assert Client().post("/api/token/", login, "application/json").status_code == 201
    assert time.monotonic() - began < 2
