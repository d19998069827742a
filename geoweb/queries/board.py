"""Reads of the board: what is public about players, and nothing about photos."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from geoweb.enums import PlayerKind, ScopeKind
from geoweb.models import Guess, Pairing, Player, Scope, Standing
from predictor.models import Locator

RECENT_DAYS = 14


def offered_scopes() -> QuerySet[Scope, tuple[str, str]]:
    """Kinds and codes to choose from; the boards of earlier days stay at their addresses."""
    since = timezone.now() - timedelta(days=RECENT_DAYS)
    is_recent = Q(code__gte=f"day-{since:%Y-%m-%d}")
    offered = Scope.objects.filter(~Q(kind=ScopeKind.DAY) | is_recent).order_by("kind", "code")
    return offered.values_list("kind", "code")


def standings(scope: Scope, kind: str = "") -> QuerySet[Standing]:
    """Surest first: who has shared few photos with a model comes after the others."""
    found = Standing.objects.filter(scope=scope).select_related("player")
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("is_provisional", "-strength", "player")


def standing_of(player: Player | None, scope: Scope) -> list[Standing]:
    """One or none."""
    found = Standing.objects.filter(scope=scope, player=player).select_related("player")
    return list(found) if player else []


def headlines(scope: Scope) -> QuerySet[Pairing]:
    """People together against each model, the newest model first."""
    found = Pairing.objects.filter(scope=scope, player=None).select_related("model")
    return found.order_by("-model__locator")


def model_headline(locator: Locator) -> Pairing | None:
    """People together against one model, over all time."""
    found = Pairing.objects.filter(scope__code=ScopeKind.ALL, player=None, model__locator=locator)
    return found.first()


def pairings(scope: Scope, model: Player, players: Iterable[int]) -> dict[int | None, Pairing]:
    found = Pairing.objects.filter(scope=scope, model=model, player__in=players)
    return {pairing.player_id: pairing for pairing in found}


def public_players(visitor: Player | None) -> QuerySet[Player]:
    """Machines and accounts; a guest is nobody's business but the guest's own."""
    own = Q(pk=visitor.pk) if visitor else Q(pk=None)
    is_guest = Q(kind=PlayerKind.HUMAN, user=None)
    return Player.objects.filter(~is_guest | own)


def standings_of(player: Player, kind: ScopeKind) -> QuerySet[Standing]:
    found = Standing.objects.filter(player=player, scope__kind=kind).select_related("scope")
    return found.order_by("-scope__code") if kind == ScopeKind.DAY else found.order_by("-photos")


def pairings_of(player: Player) -> QuerySet[Pairing]:
    """Over all time."""
    found = Pairing.objects.filter(player=player, scope__kind=ScopeKind.ALL)
    return found.select_related("model").order_by("-model__locator")


def seen_guesses(player: Player) -> QuerySet[Guess]:
    """The newest first, with a pin: a round that was guessed has shown its truth to its player."""
    found = Guess.objects.filter(
        player=player, point__isnull=False, round__photo__point__isnull=False
    )
    return found.select_related("round__photo").order_by("-created_at")
