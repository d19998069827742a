"""Who is asking, and from where: for pages and API alike."""

import ipaddress
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from geoweb.domain.players import find_player, make_player
from geoweb.models import Player

COOKIE = "homing_player"
YEAR_S = 365 * 86_400
NEW = "_homing_new_player"

Response = TypeVar("Response", bound=HttpResponseBase)


def known_player(request: HttpRequest) -> Player | None:
    """Without making one: who only looks leaves no row."""
    made: Player | None = getattr(request, NEW, None)
    return made or find_player(request.user, remembered_id(request))


def remembered_id(request: HttpRequest) -> str:
    """Of the player that the cookie names; empty without one, or where somebody forged it."""
    return request.get_signed_cookie(COOKIE, default="", salt=COOKIE) or ""


def forget_guest(response: Response) -> Response:
    """The account knows the player from now on."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def ensured_player(request: HttpRequest) -> Player:
    """The response sets the cookie when the player is new and has no account."""
    player = known_player(request)
    if player is None:
        player = make_player(request.user)
        setattr(request, NEW, player)
    return player


class RememberPlayer:
    """Middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        player: Player | None = getattr(request, NEW, None)
        if player is not None and player.user_id is None:
            response.set_signed_cookie(
                COOKIE,
                str(player.public_id),
                salt=COOKIE,
                max_age=YEAR_S,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def address_of(request: HttpRequest) -> str:
    """Of the visitor, as far as our own proxies saw it: what stands left of theirs may be a lie."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXY_HOPS:
        passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(passed) >= settings.PROXY_HOPS:
            address = passed[-settings.PROXY_HOPS]
    return household(address)


def household(address: str) -> str:
    """An IPv6 visitor commands a whole /64, and would have as many quotas."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))
