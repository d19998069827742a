"""Which photos a world holds: countries, towns, drives and splits, before any drawing."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final
from zlib import crc32

import numpy as np

from predictor.geodesy import Floats, LatLng, bearing_deg, destination, distance_km
from predictor.planet.facts import countries, country_at
from predictor.planet.gazetteer import Gazetteer, Town, gazetteer
from predictor.planet.mix import country_weights
from predictor.planet.names import home_name
from predictor.planet.route import LENGTHS, START_WITHIN_KM, Path, Route, Signpost, drive
from predictor.planet.shot import Country
from predictor.planet.splits import Split, Splitter
from predictor.planet.world import Area, World

ROUND: Final = 128  # drives proposed together: one draw of countries spread evenly
STARTS: Final = 8  # tried around each town until one is on land and in its country
# Small places often have no name on record but the Latin one; signs there would look foreign.
NAMED_TRIES: Final = 4
NO_TOWN: Final = Signpost("", "", 0)
# Direction signs name towns at such a distance.
SIGNED_KM: Final = (4.0, 150.0)


@dataclass(frozen=True)
class Plan:
    """A bigger plan of the same seed, mix and lengths begins with the same photos."""

    seed: int
    photos: int
    routes: tuple[Route, ...]

    def photos_of(self, route: Route) -> int:
        """The last drive may be cut short by the number of photos asked for."""
        return min(len(route), self.photos - route.first_index)

    def locate(self, index: int) -> tuple[Route, int]:
        """The route of a photo and its step along it."""
        if not 0 <= index < self.photos:
            raise IndexError(f"photo {index} of {self.photos}")
        place = bisect_right(self.routes, index, key=lambda route: route.first_index) - 1
        return self.routes[place], index - self.routes[place].first_index


@dataclass(frozen=True, slots=True)
class Proposal:
    """A drive that lies on land in its country, still without a split."""

    row: int  # of its town in the gazetteer
    seed: int
    path: Path
    areas: tuple[Area, ...]


def plan(
    photos: int,
    seed: int,
    world: World,
    mix: str = "surface",
    lengths: tuple[int, int] = LENGTHS,
) -> Plan:
    """Metadata only: the same arguments and boundaries give the same plan on every machine.

    Countries are visited as `mix` says, towns by the land they stand for and a little by their
    people; each drive starts within 5 km of its town and keeps its split to itself.
    """
    towns = gazetteer()
    splitter = Splitter()
    routes: list[Route] = []
    planned = 0
    for proposal in _proposals(seed, world, towns, mix, lengths):
        if planned >= photos:
            break
        split = splitter.assign(proposal.row, proposal.path.latlngs)
        if split is None:
            continue
        routes.append(_route(len(routes), planned, proposal, split, towns))
        planned += len(routes[-1])
    return Plan(seed, photos, tuple(routes))


def _proposals(
    seed: int, world: World, towns: Gazetteer, mix: str, lengths: tuple[int, int]
) -> Iterator[Proposal]:
    population = {
        code: int(towns.population_T[rows].sum()) for code, rows in towns.by_country.items()
    }
    weights = country_weights(mix, world.area_km2, population, countries())
    shares = np.array(list(weights.values()))
    edges = np.cumsum(shares / shares.sum())
    codes = list(weights)
    for number in count():
        rng = np.random.default_rng((seed, crc32(mix.encode()), number))
        # One draw in each of ROUND equal slices: shares come out even, not by luck.
        slices = (rng.permutation(ROUND) + rng.random(ROUND)) / ROUND
        chosen = [
            codes[min(int(place), len(codes) - 1)] for place in np.searchsorted(edges, slices)
        ]
        rows = [_choose_town(code, towns, rng) for code in chosen]
        yield from _on_land(rows, world, towns, lengths, rng)


def _choose_town(code: str, towns: Gazetteer, rng: np.random.Generator) -> int:
    rows = towns.by_country[code]
    weight = np.cumsum(towns.weights[rows])
    drawn = rng.random(NAMED_TRIES) * weight[-1]
    chosen = [int(row) for row in rows[np.searchsorted(weight, drawn)]]
    country = countries()[code]
    named = (row for row in chosen if _has_local_name(towns.town(row), country))
    return next(named, chosen[0])


def _has_local_name(town: Town, country: Country) -> bool:
    return country.script == "Latn" or home_name(town, country) != town.latin


def _on_land(
    rows: list[int],
    world: World,
    towns: Gazetteer,
    lengths: tuple[int, int],
    rng: np.random.Generator,
) -> Iterator[Proposal]:
    paths = [
        _path_near(LatLng(*towns.latlng_T2[row]), photos, rng)
        for row in rows
        for photos in rng.integers(lengths[0], lengths[1], STARTS, endpoint=True)
    ]
    seeds = rng.integers(0, 2**53, len(rows))
    ends = world.locate(
        _rows([end for path in paths for end in (path.latlngs[0], path.latlngs[-1])])
    )
    good: list[tuple[int, int, Path]] = []
    for number, row in enumerate(rows):
        code = towns.town(row).country_code
        for attempt in range(number * STARTS, (number + 1) * STARTS):
            if all(area.country_code == code for area in ends[2 * attempt : 2 * attempt + 2]):
                good.append((row, int(seeds[number]), paths[attempt]))
                break
    yield from _fully_inside(good, world, towns)


def _fully_inside(
    found: list[tuple[int, int, Path]], world: World, towns: Gazetteer
) -> Iterator[Proposal]:
    """Both ends are in the country; a bay between them still spoils a drive."""
    areas = iter(world.locate(_rows([each for _, _, path in found for each in path.latlngs])))
    for row, seed, path in found:
        along = tuple(next(areas) for _ in path.latlngs)
        if {area.country_code for area in along} == {towns.town(row).country_code}:
            yield Proposal(row, seed, path, along)


def _path_near(town: LatLng, photos: int, rng: np.random.Generator) -> Path:
    # Uniform in distance, not in area: roads gather where the town is.
    start = destination(town, rng.uniform(0.0, 360.0), rng.uniform(0.05, START_WITHIN_KM))
    return drive(start, rng.uniform(0.0, 360.0), int(photos), rng)


def _rows(latlngs: list[LatLng]) -> Floats:
    return np.array(latlngs, dtype=np.float64).reshape(-1, 2)


def _route(
    number: int, first_index: int, proposal: Proposal, split: Split, towns: Gazetteer
) -> Route:
    town = towns.town(proposal.row)
    here, area = proposal.path.latlngs[0], proposal.areas[0]
    return Route(
        number=number,
        seed=proposal.seed,
        first_index=first_index,
        split=split,
        country_code=town.country_code,
        region_name=area.region_name,
        region_codes=tuple(each.region_code for each in proposal.areas),
        town=_signpost(proposal.row, here, area, towns),
        next_town=_next_town(proposal, towns),
        town_latlng=LatLng(town.lat, town.lng),
        population=town.population,
        path=proposal.path,
    )


def _signpost(row: int, here: LatLng, area: Area, towns: Gazetteer) -> Signpost:
    town = towns.town(row)
    country = country_at(area.country_code, area.region_name)
    name = home_name(town, country)
    km = distance_km(here, LatLng(town.lat, town.lng))
    return Signpost(name, town.latin, max(1, round(km)))


def _next_town(proposal: Proposal, towns: Gazetteer) -> Signpost:
    """A compatriot town as far ahead as possible among the nearest that signs would name."""
    here, ahead_deg = proposal.path.latlngs[0], proposal.path.bearings_deg[0]
    code = towns.town(proposal.row).country_code
    best, best_turn_deg = None, 360.0
    for row in towns.around(proposal.row, 12):
        other = LatLng(*towns.latlng_T2[row])
        away_km = distance_km(here, other)
        turn_deg = abs((bearing_deg(here, other) - ahead_deg + 180.0) % 360.0 - 180.0)
        signed = SIGNED_KM[0] <= away_km <= SIGNED_KM[1]
        if signed and turn_deg < best_turn_deg and towns.town(row).country_code == code:
            best, best_turn_deg = row, turn_deg
    return NO_TOWN if best is None else _signpost(best, here, proposal.areas[0], towns)
