"""Strengths, ranks, difficulties and the headline of scopes, by numpy, and back into their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np
from django.db import connection
from django.utils import timezone

from geoweb.domain.board_rows import board_of, boards_of
from geoweb.enums import PlayerKind
from geoweb.models import Pairing, PhotoDifficulty, Player, Scope, Standing
from geoweb.rating.paired import Floats, Ints, paired_difference
from geoweb.rating.strength import Fit, fit, ranks
from geoweb.sql import load
from predictor.scoring import SCORE_MAX

# Two ways to the same optimum end this close to each other; errors of strengths are far larger.
DECIMALS: Final = 4
# An array of numbers on the wire: five words about it, then each number behind its length.
# https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/arrayfuncs.c
HEADER_BYTES: Final = 20
NUMBER: Final = np.dtype([("bytes", ">i4"), ("value", ">i8")])


@dataclass(frozen=True, slots=True)
class Members:
    """Results of one scope: ids of players and photos, and the points."""

    player_N: Ints
    photo_N: Ints
    score_N: Ints


def fit_scopes(codes: Sequence[str] | None, settled_until: datetime) -> set[str]:
    """Of all scopes, or of some."""
    scopes = Scope.objects.all() if codes is None else Scope.objects.filter(code__in=codes)
    known = {scope.pk: scope for scope in scopes}
    for board in boards_of([scope.code for scope in known.values()]):
        some = [scope.code for scope in known.values() if board_of(scope.code) == board]
        for pk, members in members_of(some, settled_until):
            fit_scope(known[pk], members)
    scopes.update(fitted_at=timezone.now())
    return {scope.code for scope in known.values()}


def members_of(codes: Sequence[str], settled_until: datetime) -> Iterator[tuple[int, Members]]:
    values: dict[str, Any] = {
        "boards": boards_of(codes),
        "codes": list(codes),
        "settled_until": settled_until,
    }
    with connection.cursor() as cursor:
        cursor.execute(load("members_of_scopes"), values)
        for scope, *arrays in cursor:
            player_N, photo_N, score_N = map(numbers, arrays)
            # In one order whatever the plan was: sums of floats depend on it.
            order = np.lexsort((photo_N, player_N))
            yield scope, Members(player_N[order], photo_N[order], score_N[order])


def numbers(sent: bytes) -> Ints:
    """A million of them at once, where rows would take a second each million and column."""
    return np.frombuffer(sent, NUMBER, offset=HEADER_BYTES)["value"].astype(np.int64)


# --- Strength and difficulty


def fit_scope(scope: Scope, members: Members) -> None:
    players, player_N = np.unique(members.player_N, return_inverse=True)
    photos, photo_N = np.unique(members.photo_N, return_inverse=True)
    start = earlier_fit(scope, players, photos)
    found = rounded(fit(members.score_N / SCORE_MAX, player_N, photo_N, start))
    save_strengths(scope, players, found)
    if scope.code == "all":
        save_difficulties(photos, found)
    save_headlines(scope, members)


def earlier_fit(scope: Scope, players: Ints, photos: Ints) -> Fit:
    standings = Standing.objects.filter(scope=scope).values_list("player", "strength")
    difficulties = PhotoDifficulty.objects.all()
    if len(photos) < 1000:
        difficulties = difficulties.filter(photo__in=photos.tolist())
    strength_P = in_order(players, list(standings))
    difficulty_F = in_order(photos, list(difficulties.values_list("photo", "difficulty")))
    return Fit(strength_P, np.zeros(len(players)), difficulty_F)


def in_order(ids: Ints, known: Sequence[tuple[int, float]]) -> Floats:
    """Values by id; 0 for what is new."""
    values = np.zeros(len(ids))
    if known:
        table = np.array(known)
        place = np.searchsorted(ids, table[:, 0]).clip(max=len(ids) - 1)
        is_there = ids[place] == table[:, 0]
        values[place[is_there]] = table[is_there, 1]
    return values


def rounded(found: Fit) -> Fit:
    parts = (found.strength_P, found.error_P, found.difficulty_F)
    return Fit(*(np.round(part, DECIMALS) + 0.0 for part in parts))


def save_strengths(scope: Scope, players: Ints, found: Fit) -> None:
    ranked = ranks(found)
    values = {
        "scope": scope.pk,
        "players": players.tolist(),
        "strengths": found.strength_P.tolist(),
        "errors": found.error_P.tolist(),
        "bests": ranked.best_P.tolist(),
        "worsts": ranked.worst_P.tolist(),
    }
    execute("save_strengths", values)


def save_difficulties(photos: Ints, found: Fit) -> None:
    values = {"photos": photos.tolist(), "difficulties": found.difficulty_F.tolist()}
    execute("save_difficulties", values | {"at": timezone.now()})


def execute(statement: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(load(statement), values)


# --- The headline: all people together against each model


def save_headlines(scope: Scope, members: Members) -> None:
    kinds = dict(Player.objects.exclude(kind=PlayerKind.HUMAN).values_list("pk", "kind"))
    is_human_N = ~np.isin(members.player_N, list(kinds))
    Pairing.objects.filter(scope=scope, player=None).delete()
    models = [pk for pk, kind in kinds.items() if kind == PlayerKind.MODEL]
    found = [headline(scope, model, members, is_human_N) for model in sorted(models)]
    Pairing.objects.bulk_create(pairing for pairing in found if pairing)


def headline(
    scope: Scope, model: int, members: Members, is_human_N: np.ndarray[Any, np.dtype[np.bool_]]
) -> Pairing | None:
    is_models_N = members.player_N == model
    photos, scores = members.photo_N[is_models_N], members.score_N[is_models_N]
    pairs = is_human_N & np.isin(members.photo_N, photos)
    if not pairs.any():
        return None
    order = np.argsort(photos)
    opposite = scores[order][np.searchsorted(photos[order], members.photo_N[pairs])]
    difference_N = (members.score_N[pairs] - opposite).astype(np.float64)
    found = paired_difference(difference_N, members.player_N[pairs], members.photo_N[pairs])
    return Pairing(
        scope=scope,
        model_id=model,
        photos=found.count,
        mean_difference=found.mean,
        low=found.low if np.isfinite(found.low) else None,
        high=found.high if np.isfinite(found.high) else None,
        wins=found.wins,
        ties=found.ties,
        losses=found.losses,
    )
