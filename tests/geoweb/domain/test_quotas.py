"""Quotas on a real Redis: each address and player so many, whoever asks at once."""

import threading
import uuid

import pytest
import redis

from geoweb.domain import quotas
from geoweb.domain.refusals import NotNow, QuotaPassed
from tests.geoweb.sent import add_player

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    return f"test-{uuid.uuid4()}"  # of its own: the counters outlive the test


def test_the_last_of_a_day_is_counted_and_the_next_refused(settings, address):
    settings.UPLOADS_PER_PLAYER_DAY = 3
    player = add_player()
    for _ in range(3):
        quotas.charge(player, address)

    with pytest.raises(QuotaPassed) as refused:
        quotas.charge(player, address)

    assert 86_000 < refused.value.retry_after_s <= 86_400


def test_a_new_player_at_the_same_address_shares_its_hour(settings, address):
    settings.UPLOADS_PER_ADDRESS_HOUR = 2
    for name in ("one", "two"):
        quotas.charge(add_player(name), address)

    with pytest.raises(QuotaPassed) as refused:
        quotas.charge(add_player("three"), address)

    assert 3_500 < refused.value.retry_after_s <= 3_600


def test_another_address_is_not_held_to_account(settings, address):
    settings.UPLOADS_PER_ADDRESS_HOUR = 1
    quotas.charge(add_player("one"), address)

    quotas.charge(add_player("two"), f"{address}-other")


@pytest.mark.parametrize("name", ["UPLOADS_PER_PLAYER_DAY", "UPLOADS_PER_ADDRESS_HOUR"])
def test_a_quota_of_zero_refuses_everybody(settings, address, name):
    setattr(settings, name, 0)

    with pytest.raises(QuotaPassed):
        quotas.charge(add_player(), address)


def test_many_at_once_get_no_more_than_the_quota(settings, address):
    settings.UPLOADS_PER_PLAYER_DAY, settings.UPLOADS_PER_ADDRESS_HOUR = 100, 20
    player, outcomes = add_player(), []

    def send():
        try:
            quotas.charge(player, address)
            outcomes.append("taken")
        except QuotaPassed:
            outcomes.append("refused")

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused"] * 30 + ["taken"] * 20


def test_without_redis_nothing_is_taken_and_the_visitor_hears_when_to_try_again(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    with pytest.raises(NotNow) as refused:
        quotas.charge(add_player(), "192.0.2.1")

    assert refused.value.status == 503
    assert refused.value.retry_after_s == 5


def test_counters_do_not_hold_addresses(settings, address):
    quotas.charge(add_player(), address)

    with redis.Redis.from_url(settings.REDIS_URL) as client:
        keys = b" ".join(client.scan_iter("*quota*"))
    assert address.encode() not in keys
