"""Which player a visitor is: the account's, or one without an account that a cookie remembers."""

import uuid

from django.contrib.auth.models import AnonymousUser

from geoweb.enums import PlayerKind
from geoweb.kept import KeptRead
from geoweb.models import Player, User

Visitor = User | AnonymousUser

guests = KeptRead(
    lambda public_id: Player.objects.filter(public_id=public_id, user=None, kind=PlayerKind.HUMAN),
    public_id=uuid.UUID(int=7_000_001),
)


def find_player(user: Visitor, remembered: str) -> Player | None:
    """`remembered` is the public id of the cookie, whose signature was checked, or nothing."""
    if isinstance(user, User):
        # Read with the user; that there was none then is asked again.
        known: Player | None = user._state.fields_cache.get("player")  # noqa: SLF001 - no statement
        return known or Player.objects.filter(user=user).first()
    try:
        public_id = uuid.UUID(remembered)
    except ValueError:
        return None
    # A player that was claimed by an account is reached by logging in, no longer by the cookie.
    return guests.first(public_id=public_id)


def make_player(user: Visitor) -> Player:
    if isinstance(user, User):
        name = user.get_full_name() or user.get_username()
        defaults = {"kind": PlayerKind.HUMAN, "name": name[:80]}
        return Player.objects.get_or_create(user=user, defaults=defaults)[0]
    public_id = uuid.uuid4()
    return Player.objects.create(
        public_id=public_id, kind=PlayerKind.HUMAN, name=f"Guest {public_id.hex[:6]}"
    )
