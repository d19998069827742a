"""What looks odd in how people play: a list for reviewers. Nothing is removed because of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

import numpy as np
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from geoweb.enums import GameMode, PlayerKind, SignalKind, SignalState
from geoweb.models import Game, Player, Result, Signal, User
from geoweb.rating.surprise import chances, surprise

# A page takes a second to appear: who is this close in less has not looked.
TOO_FAST_MS: Final = 2000
FAST_KM: Final = 200.0
FAST_TIMES: Final = 5
EXACT_KM: Final = 5.0
EXACT_TIMES: Final = 5
ONE_IN_A_MILLION: Final = 1e-6
# Friends share links too; accounts that were made on the day they all play one are rarer.
NEW_ACCOUNT: Final = timedelta(days=1)
ACCOUNTS: Final = 3


def look_for_signals() -> int:
    """How many are new. What was reviewed is not brought up again."""
    found = [*too_fast(), *too_exact(), *new_accounts(), *one_address()]
    with transaction.atomic():
        before = Signal.objects.count()
        Signal.objects.bulk_create(found, ignore_conflicts=True)
        return Signal.objects.count() - before


def too_fast() -> Iterator[Signal]:
    quick = Q(guesses__took_ms__lt=TOO_FAST_MS, guesses__distance_km__lt=FAST_KM)
    people = Player.objects.filter(quick, kind=PlayerKind.HUMAN, guesses__unranked="")
    for player in people.annotate(times=Count("guesses")).filter(times__gte=FAST_TIMES):
        detail = (
            f"{player.times} guesses within {FAST_KM:.0f} km in under {TOO_FAST_MS / 1000:.0f} s"
        )
        yield Signal(kind=SignalKind.TOO_FAST, player=player, detail=detail)


def too_exact() -> Iterator[Signal]:
    counted = Result.objects.filter(
        player__kind=PlayerKind.HUMAN, photo__difficulty__isnull=False
    ).values_list("player", "photo__difficulty__difficulty", "distance_km")
    table = np.array(list(counted), dtype=np.float64).reshape(-1, 3)
    if not len(table):
        return
    ids, player_N = np.unique(table[:, 0].astype(np.int64), return_inverse=True)
    is_exact_N = table[:, 2] <= EXACT_KM  # NaN, where time ran out, is not
    exact_P, expected_P, tail_P = surprise(is_exact_N, chances(is_exact_N, table[:, 1]), player_N)
    for number in np.flatnonzero((exact_P >= EXACT_TIMES) & (tail_P < ONE_IN_A_MILLION)):
        detail = (
            f"{exact_P[number]} guesses within {EXACT_KM:.0f} km, where photos as hard as these "
            f"make {expected_P[number]:.1f} likely"
        )
        yield Signal(kind=SignalKind.TOO_EXACT, player_id=int(ids[number]), detail=detail)


def new_accounts() -> Iterator[Signal]:
    """On one deck that is not everybody's: the daily deck has many new players every day."""
    games = Game.objects.exclude(deck__mode=GameMode.DAILY).filter(
        player__user__isnull=False, player__created_at__gte=F("started_at") - NEW_ACCOUNT
    )
    yield from crowded(games, ("deck",), "of less than a day on one link")


def one_address() -> Iterator[Signal]:
    """On any deck, the daily one too. A class shares an address as well: a reason to look."""
    games = Game.objects.exclude(started_from="").filter(player__user__isnull=False)
    yield from crowded(games, ("deck", "started_from"), "from one address on the same photos")


def crowded(games: QuerySet[Game], alike: Sequence[str], words: str) -> Iterator[Signal]:
    """One for each of the accounts whose games are alike. What it says names no address."""
    counted = games.values(*alike).annotate(n=Count("player", distinct=True))
    for row in counted.filter(n__gte=ACCOUNTS):
        detail = f"{row.pop('n')} accounts {words}"
        for player in games.filter(**row).values_list("player", flat=True).distinct():
            yield Signal(
                kind=SignalKind.MANY_ACCOUNTS, player_id=player, deck_id=row["deck"], detail=detail
            )


def review(signals: Iterable[Signal], *, state: SignalState, actor: User | None) -> None:
    """Upholding is a note, too: who is taken off the board is excluded, with a reason."""
    pks = [signal.pk for signal in signals]
    Signal.objects.filter(pk__in=pks).update(
        state=state, reviewed_by=actor, reviewed_at=timezone.now()
    )
