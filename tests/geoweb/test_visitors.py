"""Who asks, and from where."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from geoweb.models import Player, User
from geoweb.visitors import COOKIE, RememberPlayer, address_of, ensured_player, known_player


def asked(user=None, cookies=None, **extra):
    request = RequestFactory().get("/", **extra)
    request.user = user or AnonymousUser()
    request.COOKIES.update(cookies or {})
    return request


def cookie_after(request, view=ensured_player):
    def respond(request):
        view(request)
        return HttpResponse()

    return RememberPlayer(respond)(request).cookies.get(COOKIE)


@pytest.mark.django_db
def test_looking_leaves_no_player():
    assert known_player(asked()) is None
    assert cookie_after(asked(), known_player) is None
    assert Player.objects.count() == 0


@pytest.mark.django_db
def test_a_new_player_is_remembered_by_a_cookie_that_scripts_cannot_read():
    cookie = cookie_after(asked())

    player = known_player(asked(cookies={COOKIE: cookie.value}))
    assert player == Player.objects.get()
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.django_db
def test_one_request_makes_one_player():
    request = asked()

    assert ensured_player(request) == ensured_player(request)
    assert Player.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("forged", ["", "nonsense", str(uuid.UUID(int=1)), "a:b:c"])
def test_a_forged_cookie_is_nobody(forged):
    assert known_player(asked(cookies={COOKIE: forged})) is None


@pytest.mark.django_db
def test_a_cookie_of_a_claimed_player_is_nobody():
    cookie = cookie_after(asked())
    Player.objects.update(user=User.objects.create_user("ada"))

    assert known_player(asked(cookies={COOKIE: cookie.value})) is None


@pytest.mark.django_db
def test_an_account_has_one_player_and_no_cookie():
    user = User.objects.create_user("ada", first_name="Ada", last_name="Byron")

    assert cookie_after(asked(user)) is None
    assert ensured_player(asked(user)) == known_player(asked(user)) == user.player
    assert user.player.name == "Ada Byron"


@pytest.mark.parametrize(
    ("hops", "passed", "expected"),
    [
        (0, "198.51.100.9", "192.0.2.1"),  # nobody is believed
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "10.0.0.1, 198.51.100.9", "198.51.100.9"),  # what stands left of ours may be a lie
        (2, "10.0.0.1, 198.51.100.9, 203.0.113.5", "198.51.100.9"),
        (3, "198.51.100.9", "192.0.2.1"),  # fewer than there should be: somebody came around
        (1, "", "unknown"),
        (1, "not an address", "unknown"),
    ],
)
def test_the_address_is_what_our_own_proxies_saw(settings, hops, passed, expected):
    settings.PROXY_HOPS = hops

    request = asked(REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=passed)

    assert address_of(request) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
    ],
)
def test_an_ipv6_household_is_one_address(address, expected):
    assert address_of(asked(REMOTE_ADDR=address)) == expected
