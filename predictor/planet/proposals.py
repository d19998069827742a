"""An endless stream of drives on land: a country, a town in it, a road near the town."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final
from zlib import crc32

import numpy as np

from predictor.geodesy import Floats, LatLng, destination
from predictor.planet.facts import countries
from predictor.planet.gazetteer import Gazetteer, Town
from predictor.planet.mix import country_weights
from predictor.planet.names import home_name
from predictor.planet.route import START_WITHIN_KM, Path, drive
from predictor.planet.shot import Country
from predictor.planet.world import Area, World

ROUND: Final = 128  # drives proposed together: points are located in bulk
STARTS: Final = 8  # tried around each town until one is on land and in its country
# Small places often have no name on record but the Latin one; signs there would look foreign.
NAMED_TRIES: Final = 6
GOLDEN: Final = (math.sqrt(5.0) - 1.0) / 2.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A drive that lies on land in its country, still without a split."""

    row: int  # of its town in the gazetteer
    seed: int
    path: Path
    areas: tuple[Area, ...]


def proposals(
    seed: int, world: World, towns: Gazetteer, mix: str, lengths: tuple[int, int]
) -> Iterator[Proposal]:
    """Each round depends on the arguments and its number alone."""
    population = {
        code: int(towns.population_T[rows].sum()) for code, rows in towns.by_country.items()
    }
    weights = country_weights(mix, world.area_km2, population, countries())
    for number in count():
        rng = np.random.default_rng((seed, crc32(mix.encode()), number))
        chosen = _choose_countries(weights, seed, number)
        rows = [_choose_town(code, towns, rng) for code in chosen]
        yield from _on_land(rows, world, towns, lengths, rng)


def _choose_countries(weights: dict[str, float], seed: int, number: int) -> list[str]:
    """Steps of the golden ratio fill [0, 1) evenly: shares hold from the first drives on."""
    start = np.random.default_rng(seed).random()
    draws = (start + (number * ROUND + np.arange(ROUND)) * GOLDEN) % 1.0
    shares = np.array(list(weights.values()))
    places = np.searchsorted(np.cumsum(shares / shares.sum())[:-1], draws)
    codes = list(weights)
    return [codes[place] for place in places]


def _choose_town(code: str, towns: Gazetteer, rng: np.random.Generator) -> int:
    rows = towns.by_country[code]
    weight = np.cumsum(towns.weights[rows])
    drawn = rng.random(NAMED_TRIES) * weight[-1]
    chosen = [int(row) for row in rows[np.searchsorted(weight, drawn)]]
    country = countries()[code]
    named = (row for row in chosen if has_local_name(towns.town(row), country))
    return next(named, chosen[0])


def has_local_name(town: Town, country: Country) -> bool:
    return country.script == "Latn" or home_name(town, country) != town.latin


def _on_land(
    rows: list[int],
    world: World,
    towns: Gazetteer,
    lengths: tuple[int, int],
    rng: np.random.Generator,
) -> Iterator[Proposal]:
    starts = [_start_near(towns.latlng_T2[row], rng) for row in rows for _ in range(STARTS)]
    photos = rng.integers(lengths[0], lengths[1], len(rows), endpoint=True)
    bearings = rng.uniform(0.0, 360.0, len(rows))
    seeds = rng.integers(0, 2**53, len(rows))
    found = world.locate(np.array(starts))
    begun: list[tuple[int, int, Path]] = []
    for number, row in enumerate(rows):
        code = towns.town(row).country_code
        tried = range(number * STARTS, (number + 1) * STARTS)
        inside = next((each for each in tried if found[each].country_code == code), None)
        if inside is not None:
            path = drive(starts[inside], float(bearings[number]), int(photos[number]), rng)
            begun.append((row, int(seeds[number]), path))
    yield from _inside_all_along(begun, world, towns)


def _start_near(town: Floats, rng: np.random.Generator) -> LatLng:
    # Uniform in distance, not in area: roads gather where the town is.
    return destination(LatLng(*town), rng.uniform(0.0, 360.0), rng.uniform(0.05, START_WITHIN_KM))


def _inside_all_along(
    begun: list[tuple[int, int, Path]], world: World, towns: Gazetteer
) -> Iterator[Proposal]:
    """Without the drives that run into a bay or over a border."""
    points = [each for _, _, path in begun for each in path.latlngs]
    areas = iter(world.locate(np.array(points).reshape(-1, 2)))
    for row, seed, path in begun:
        along = tuple(next(areas) for _ in path.latlngs)
        if {area.country_code for area in along} == {towns.town(row).country_code}:
            yield Proposal(row, seed, path, along)
