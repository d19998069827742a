"""The board, worked out anew: after some results changed, or from nothing, to the same numbers."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from geoweb.domain.board_fits import fit_scopes
from geoweb.domain.board_rows import (
    MACHINES,
    PEOPLE,
    Which,
    rebuild,
    region_scopes,
    rows,
    working_tables,
)
from geoweb.domain.results import keep_machine_results
from geoweb.enums import PlayerKind, ScopeKind
from geoweb.models import BoardRefresh, LabelEvent, Scope
from geoweb.sql import load

KEPT_FOR: Final = timedelta(days=7)
Row = tuple[int, int, str | None]  # player, photo, kind of the player


@dataclass(slots=True)
class Stale:
    """What a refresh has to see to."""

    people: set[int] = field(default_factory=set)
    guessed_by: dict[str, set[int]] = field(default_factory=dict)  # kind of machine: photos
    guessed: set[int] = field(default_factory=set)  # photos, by people
    is_somebody_gone: bool = False

    def add(self, found: Iterable[Row]) -> None:
        for player, photo, kind in found:
            if kind == PlayerKind.HUMAN:
                self.people.add(player)
                self.guessed.add(photo)
            elif kind is None:
                self.is_somebody_gone = True
            else:
                self.guessed_by.setdefault(kind, set()).add(photo)

    def __bool__(self) -> bool:
        return bool(self.people or self.guessed_by)


def refresh(*, full: bool = False) -> BoardRefresh | None:
    """None where another refresh is at work: what this one would have seen waits for the next."""
    started, now = time.perf_counter(), timezone.now()
    with transaction.atomic():
        if not rows("lock_board")[0][0]:
            return None
        settled_until = now.replace(hour=0, minute=0, second=0, microsecond=0)
        stale = take_stale(settled_until)
        # Nothing says which rows were those of somebody who is gone.
        full = full or stale.is_somebody_gone or last_refresh() is None
        keep_machine_results(settled_until, None if full else stale.guessed)
        stale.add(rows("take_stale_results"))
        codes = rebuilt(stale, settled_until, full=full) if stale or full else set()
        BoardRefresh.objects.filter(at__lt=now - KEPT_FOR).delete()
        return BoardRefresh.objects.create(
            is_full=full,
            players=len(stale.people),
            scopes=len(codes),
            settled_until=settled_until,
            at=now,
            took_s=time.perf_counter() - started,
        )


def take_stale(settled_until: datetime) -> Stale:
    stale = Stale()
    stale.add(rows("take_stale_results"))
    last = last_refresh()
    if last is not None and last.settled_until < settled_until:
        window = {"since": last.settled_until, "until": settled_until}
        stale.add(rows("settled_results", **window))
    return stale


def rebuilt(stale: Stale, settled_until: datetime, *, full: bool) -> set[str]:
    """Codes of the scopes that were fitted again."""
    with working_tables():
        people = None if full else sorted(stale.people | opponents(stale))
        changed = rebuild(Which(PEOPLE, settled_until, players=people))
        codes = None if full else sorted(changed | scopes_of(stale, settled_until))
        rebuild(Which(MACHINES, settled_until, codes=codes))
        fitted = fit_scopes(codes, settled_until)
        tidy()
    return fitted


def opponents(stale: Stale) -> set[int]:
    """People whose photos a model has guessed now, or guessed otherwise."""
    photos = sorted(stale.guessed_by.get(PlayerKind.MODEL, ()))
    return {row[0] for row in rows("people_of_photos", photos=photos)} if photos else set()


def scopes_of(stale: Stale, settled_until: datetime) -> set[str]:
    """Where machines have other results than before."""
    codes: set[str] = set()
    for kind, photos in stale.guessed_by.items():
        boards = {ScopeKind.ALL.value, ScopeKind.PACK.value, ScopeKind.REGION.value}
        if kind != PlayerKind.CROWD:
            boards.add(ScopeKind.DAY.value)
            codes |= left_regions(photos)
        found = rows(
            "scopes_of_photos",
            photos=sorted(photos),
            boards=sorted(boards),
            settled_until=settled_until,
        )
        codes |= {row[0] for row in found}
    return codes


def left_regions(photos: set[int]) -> set[str]:
    """Where the photos counted once: a photo whose label was corrected may have left a region.

    Whatever else may have moved a photo wrote no history, and all regions are looked at.
    """
    scopes = Scope.objects.filter(kind=ScopeKind.REGION).values_list("code", flat=True)
    events = LabelEvent.objects.filter(photo__in=photos)
    moved = set(events.values_list("photo", flat=True))
    if moved != photos:
        return set(scopes)
    countries = set(events.values_list("region_before__country_code", flat=True))
    left = {code for country, code in region_scopes() if country in countries}
    return left & set(scopes)


def tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(load("tidy_scopes"))
        cursor.execute(load("remove_difficulties"))
    Scope.objects.filter(players=0).delete()


def last_refresh() -> BoardRefresh | None:
    return BoardRefresh.objects.order_by("-at").first()
