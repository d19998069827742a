"""How a game begins: dealt afresh, the daily one, or somebody's challenge; or it goes on."""

from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from geoweb.domain.dealing import daily_deck, deal
from geoweb.domain.playing import hold, settle, start
from geoweb.enums import GameMode
from geoweb.models import Deck, Game, Player


def begin(
    player: Player,
    *,
    mode: GameMode,
    pack: str = "",
    time_limit_s: int | None = None,
    address: str = "",
) -> Game:
    """One after the other, that two starts at once deal no photo twice."""
    today = daily_deck() if mode == GameMode.DAILY else None
    with transaction.atomic():
        hold(player)
        if today is not None:
            return unfinished(today, player) or start(today, player, address=address)
        deck = deal(player, mode=mode, pack=pack, time_limit_s=time_limit_s)
        return start(deck, player, address=address)


def accept(challenge: Deck, player: Player, *, address: str = "") -> Game:
    with transaction.atomic():
        hold(player)
        begun = unfinished(challenge, player)
        return begun or start(challenge, player, mode=GameMode.CHALLENGE, address=address)


def unfinished(deck: Deck, player: Player) -> Game | None:
    """Who begins again before the end goes on with what was begun."""
    begun = Game.objects.filter(deck=deck, player=player, finished_at=None)
    return next((game for game in begun.order_by("pk") if settle(game).finished_at is None), None)


def is_practice(game: Game) -> bool:
    """Of the games of one player with the same photos, the first alone may count."""
    if game.is_ranked:
        return False
    earlier = Game.objects.filter(deck=game.deck_id, player=game.player_id, pk__lt=game.pk)
    return earlier.exists()


# --- The daily game


def seconds_to_next_day(now: datetime | None = None) -> int:
    moment = (now or timezone.now()).astimezone(UTC)
    midnight = datetime.combine(moment.date() + timedelta(days=1), datetime.min.time(), UTC)
    return int((midnight - moment).total_seconds())


def days_in_a_row(player: Player | None, today: date) -> int:
    """Daily games played to the end, up to today or, while that is still to come, yesterday."""
    played = set(
        Game.objects.filter(
            player=player, mode=GameMode.DAILY, finished_at__isnull=False, deck__day__lte=today
        ).values_list("deck__day", flat=True)
    )
    day = today if today in played else today - timedelta(days=1)
    length = 0
    while day - timedelta(days=length) in played:
        length += 1
    return length


def daily_game(player: Player | None, today: date) -> Game | None:
    """The first attempt of that day."""
    games = Game.objects.filter(player=player, mode=GameMode.DAILY, deck__day=today)
    return games.order_by("pk").first()
