"""Which region packs hold enough photos for a game."""

from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.db.models import Count
from django.utils.functional import Promise

from geoweb.domain.dealing import ROUNDS, playable
from geoweb.domain.packs import CONTINENT, CONTINENTS, COUNTRY, countries_of
from predictor.models import Region

KEPT_S: Final = 300  # all playable photos are counted
KEY: Final = "photos-by-country"


@dataclass(frozen=True, slots=True)
class PackSize:
    code: str
    name: str | Promise
    photos: int


@dataclass(frozen=True, slots=True)
class PackSizes:
    photos: int
    continents: tuple[PackSize, ...]
    countries: tuple[PackSize, ...]

    @property
    def codes(self) -> set[str]:
        return {pack.code for pack in (*self.continents, *self.countries)}


def pack_sizes() -> PackSizes:
    counts: dict[str, int] = cache.get(KEY) or photos_by_country()
    continents = [
        PackSize(CONTINENT + code, name, sum(counts.get(each, 0) for each in countries_of(code)))
        for code, name in CONTINENTS.items()
    ]
    return PackSizes(sum(counts.values()), enough(continents), enough(countries(counts)))


def photos_by_country() -> dict[str, int]:
    rows = playable().order_by().values_list("region__country_code").annotate(Count("pk"))
    counts = {code or "": count for code, count in rows}
    if counts:  # an empty site is asked again: it may fill at any moment
        cache.set(KEY, counts, KEPT_S)
    return counts


def countries(counts: dict[str, int]) -> list[PackSize]:
    named = Region.objects.filter(level=0, country_code__in=[code for code in counts if code])
    names = dict(named.order_by("-pk").values_list("country_code", "name"))
    return [PackSize(COUNTRY + code, name, counts[code]) for code, name in names.items()]


def enough(packs: list[PackSize]) -> tuple[PackSize, ...]:
    fit = (pack for pack in packs if pack.photos >= ROUNDS)
    return tuple(sorted(fit, key=lambda pack: str(pack.name)))
