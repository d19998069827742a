"""What the board's pages show: scopes by name, rows with their bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from geoweb.domain.packs import CONTINENT, CONTINENTS, COUNTRY
from geoweb.enums import ScopeKind
from geoweb.models import Pairing, Standing
from predictor.models import Region

BAR_WIDTH: Final = 120
BAR_EDGE: Final = 4
STEP: Final = 500  # points; scales are multiples of it
DAY: Final = "day-"
PACK: Final = "pack-"


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval on a scale with zero in the middle, in units of its picture."""

    low: float
    width: float
    mean: float
    zero: float = BAR_WIDTH / 2


@dataclass(frozen=True, slots=True)
class Row:
    standing: Standing
    pairing: Pairing | None
    bar: Bar | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Group:
    name: str | Promise
    options: Sequence[tuple[str, str]]
    chosen: str = ""

    @property
    def options_html(self) -> SafeString:
        """Hundreds of countries: a template takes longer for them than for the board itself."""
        chosen = [
            (code, " selected" if code == self.chosen else "", name) for code, name in self.options
        ]
        return format_html_join("", '<option value="{}"{}>{}</option>', chosen)


# --- Scopes


def country_names() -> dict[str, str]:
    return dict(Region.objects.filter(level=0).values_list("country_code", "name"))


def scope_name(code: str, countries: dict[str, str]) -> str:
    if code == ScopeKind.ALL:
        return _("All time")
    if code.startswith(DAY):
        return date_format(date.fromisoformat(code.removeprefix(DAY)), "DATE_FORMAT")
    code = code.removeprefix(PACK)
    if code.startswith(CONTINENT):
        return str(CONTINENTS.get(code.removeprefix(CONTINENT), code))
    country = code.removeprefix(COUNTRY)
    return countries.get(country, country)


def scope_groups(
    scopes: Iterable[tuple[str, str]], countries: dict[str, str], chosen: str
) -> list[Group]:
    """Days newest first; places by name, continents before countries."""
    by_kind: dict[str, list[tuple[str, str]]] = {kind: [] for kind in ScopeKind.values}
    for kind, code in scopes:
        by_kind[kind].append((code, scope_name(code, countries)))
    by_kind[ScopeKind.DAY].reverse()
    for kind in (ScopeKind.REGION, ScopeKind.PACK):
        by_kind[kind].sort(key=lambda each: (COUNTRY in each[0], each[1]))
    return [Group(kind.label, by_kind[kind], chosen) for kind in ScopeKind if by_kind[kind]]


# --- Rows


def scale_of(pairings: Iterable[Pairing]) -> int:
    """Points at the ends of all bars of a page."""
    farthest = [
        max(
            abs(value) for value in (each.mean_difference, each.low, each.high) if value is not None
        )
        for each in pairings
    ]
    return max(1, -(-int(max(farthest, default=0)) // STEP)) * STEP


def bar_of(pairing: Pairing | None, scale: int) -> Bar | None:
    if pairing is None:
        return None
    low = pairing.mean_difference if pairing.low is None else pairing.low
    high = pairing.mean_difference if pairing.high is None else pairing.high
    left, right, mean = (place(value, scale) for value in (low, high, pairing.mean_difference))
    return Bar(round(left, 1), round(max(right - left, 0.5), 1), round(mean, 1))


def place(points: float, scale: int) -> float:
    reach = BAR_WIDTH / 2 - BAR_EDGE
    return BAR_WIDTH / 2 + max(-1.0, min(1.0, points / scale)) * reach


def rows_of(
    standings: Iterable[Standing], paired: dict[int | None, Pairing], own: int | None, scale: int
) -> list[Row]:
    return [
        Row(each, found, bar_of(found, scale), each.player_id == own)
        for each in standings
        for found in [paired.get(each.player_id)]
    ]
