"""Accounts: signing up claims what was played without one, deleting leaves nobody's name."""

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from limits import RateLimitItemPerHour
from redis.exceptions import RedisError

from geoweb.domain.audit import digest
from geoweb.domain.players import find_player, make_player
from geoweb.domain.quotas import refuse_or_count
from geoweb.domain.refusals import Refusal
from geoweb.domain.removal import delete_all
from geoweb.models import Deck, Flag, Game, Guess, Player, Upload, User

# Of one address; a house with many players signs up more slowly, a machine that tries passwords
# gives up.
SIGN_UPS_AN_HOUR = 20
LOG_INS_AN_HOUR = 60
NOBODY = _("Deleted player")


class TooManyTries(Refusal):
    status = 429
    code = "too_many_tries"
    text = _("There were too many tries from your address.")
    remedy = _("Come back later.")


def allow_sign_up(*, address: str) -> None:
    allow("sign-up", SIGN_UPS_AN_HOUR, address)


def allow_log_in(*, address: str) -> None:
    allow("log-in", LOG_INS_AN_HOUR, address)


def allow(what: str, most: int, address: str) -> None:
    """Without Redis the door stays open: nobody shall be locked out of an account by that."""
    try:
        refuse_or_count(RateLimitItemPerHour(most), f"{what}-{digest(address)}")
    except RedisError:
        return
    except Refusal as refusal:
        raise TooManyTries(retry_after_s=refusal.retry_after_s) from refusal


def sign_up(*, user: User, remembered: str) -> Player:
    """`remembered`: the public id of the player that a signed cookie names, or nothing."""
    with transaction.atomic():
        user.save()
        guest = find_player(AnonymousUser(), remembered)
        if guest is None:
            return make_player(user)
        locked = Player.objects.select_for_update().get(pk=guest.pk)
        locked.user, locked.name = user, user.get_username()
        locked.save(update_fields=["user", "name"])
    return locked


def log_in(*, user: User, remembered: str) -> Player:
    """What was played as a guest on this device joins the account. It stays unranked."""
    with transaction.atomic():
        player = make_player(user)
        guest = find_player(AnonymousUser(), remembered)
        if guest is not None:
            join(Player.objects.select_for_update().get(pk=guest.pk), player)
    return player


def join(guest: Player, player: Player) -> None:
    """A guest's keys of uploads were for that guest: they may be the player's own, too."""
    Upload.objects.filter(player=guest).update(player=player, idempotency_key="")
    Deck.objects.filter(dealt_for=guest).update(dealt_for=player)
    Game.objects.filter(player=guest).update(player=player)
    Guess.objects.filter(player=guest).update(player=player)
    Flag.objects.filter(player=guest).update(player=player)
    guest.delete()


def delete_account(user: User) -> None:
    """Uploads go whole; guesses stay as those of nobody, for they are part of others' results."""
    with transaction.atomic():
        player = Player.objects.select_for_update().filter(user=user).first()
        if player is not None:
            delete_all(Upload.objects.filter(player=player))
            player.user, player.name = None, str(NOBODY)
            player.save(update_fields=["user", "name"])
            player.games.update(started_from="")
        user.delete()
