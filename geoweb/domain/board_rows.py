"""Rows of the board, worked out by set: whose they are, the statements that make them."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.db import connection
from scipy.stats import t as students

from geoweb.domain.packs import CONTINENT, CONTINENTS, COUNTRY, countries_of
from geoweb.enums import PlayerKind, ScopeKind
from geoweb.rating.paired import LEVEL
from geoweb.sql import load
from predictor.geodesy import EARTH_RADIUS_KM
from predictor.models import Region

PEOPLE: Final = [PlayerKind.HUMAN.value]
MACHINES: Final = [PlayerKind.MODEL.value, PlayerKind.CROWD.value, PlayerKind.BASELINE.value]
PROVISIONAL: Final = 30  # photos shared with a model, below which a row is provisional
FEWEST: Final = 5  # photos in a region or a pack, for a person to be listed there
FARTHEST_KM: Final = math.pi * EARTH_RADIUS_KM
# Beyond so many degrees of freedom Student's t differs from the normal by a thousandth.
LAST_DEGREE: Final = 1000


@dataclass(frozen=True, slots=True)
class Which:
    """Rows to be worked out anew: of these kinds, and of all or some players or scopes."""

    kinds: Sequence[str]
    settled_until: datetime
    players: Sequence[int] | None = None
    codes: Sequence[str] | None = None

    @property
    def boards(self) -> list[str] | None:
        return None if self.codes is None else boards_of(self.codes)


def boards_of(codes: Sequence[str]) -> list[str]:
    return sorted({board_of(code).value for code in codes})


def board_of(code: str) -> ScopeKind:
    first = code.partition("-")[0]
    return ScopeKind(first) if first in {"all", "day", "pack"} else ScopeKind.REGION


def rows(statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(load(statement), parameters or None)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


@contextmanager
def working_tables() -> Iterator[None]:
    """Of this transaction; a refresh before it in the same one has left nothing."""
    places = region_scopes()
    with connection.cursor() as cursor:
        cursor.execute(load("set_work_mem"))
        if rows("few_results_known")[0][0]:
            cursor.execute(load("analyze_results"))
        columns = {"countries": [row[0] for row in places], "codes": [row[1] for row in places]}
        cursor.execute(load("create_board_place"), columns)
        cursor.execute(load("create_board_member"))
    yield
    with connection.cursor() as cursor:
        cursor.execute(load("drop_board_tables"))


def region_scopes() -> list[tuple[str, str]]:
    """Country codes, and the codes of the scopes that their photos are in."""
    known = Region.objects.filter(level=0).values_list("country_code", flat=True).distinct()
    countries = [(code, f"{COUNTRY}{code}") for code in sorted(known)]
    continents = [
        (country, f"{CONTINENT}{continent}")
        for continent in CONTINENTS
        for country in sorted(countries_of(continent))
    ]
    return countries + continents


def rebuild(which: Which) -> set[str]:
    """Codes of the scopes where a row came, changed or went."""
    values = asdict(which) | {"boards": which.boards}
    if not anything(which):
        return set()
    with connection.cursor() as cursor:
        cursor.execute(load("create_board_touched"), values)
        cursor.execute(load("analyze_touched"))
        cursor.execute(load("create_fresh_standings"), LIMITS)
        cursor.execute(load("analyze_fresh"))
        cursor.execute(load("save_scopes"))
        changed = rows("save_standings") + rows("remove_standings", **values)
        cursor.execute(load("create_fresh_pairings"), {"students": quantiles()})
        cursor.execute(load("save_pairings"))
        cursor.execute(load("remove_pairings"), values)
        cursor.execute(load("drop_fresh_tables"))
    return {row[0] for row in changed}


def anything(which: Which) -> bool:
    """None means all of them; an empty list, that there is nothing to do."""
    return not any(some is not None and not some for some in (which.players, which.codes))


LIMITS: Final = {"farthest_km": FARTHEST_KM, "fewest": FEWEST, "provisional": PROVISIONAL}


@lru_cache(maxsize=1)
def quantiles() -> list[float]:
    return [float(students.ppf((1 + LEVEL) / 2, n)) for n in range(1, LAST_DEGREE + 1)]
