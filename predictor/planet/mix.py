"""How often each country is visited: by its land, its people, all alike, or as told."""

from collections.abc import Iterable, Mapping
from typing import Final

NAMED: Final = ("surface", "population", "uniform")


class MixError(ValueError):
    """A mix that names no country the planet can draw."""


def country_weights(
    mix: str, area_km2: Mapping[str, float], population: Mapping[str, int], drawn: Iterable[str]
) -> dict[str, float]:
    """Positive weights by country code, in a fixed order; only countries with facts and land."""
    known = sorted(code for code in drawn if area_km2.get(code) and population.get(code))
    if mix == "surface":
        return {code: area_km2[code] for code in known}
    if mix == "population":
        return {code: float(population[code]) for code in known}
    if mix == "uniform":
        return dict.fromkeys(known, 1.0)
    return _told(mix, known)


def _told(mix: str, known: list[str]) -> dict[str, float]:
    weights = dict(sorted(_pair(pair, mix) for pair in mix.split(",")))
    if strangers := sorted(set(weights) - set(known)):
        odd, good = ", ".join(strangers), ", ".join(known)
        raise MixError(f"No facts, land or towns for {odd}. Known are {good}.")
    return weights


def _pair(pair: str, mix: str) -> tuple[str, float]:
    code, _, weight = pair.strip().partition("=")
    try:
        value = float(weight or 1)
    except ValueError:
        value = 0.0
    if not (len(code) == 2 and 0.0 < value < float("inf")):
        raise MixError(f"{mix!r} is no mix: one of {', '.join(NAMED)}, or like FR=2,JP=1")
    return code.upper(), value
