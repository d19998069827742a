"""Which photos a world holds: countries, towns, drives and splits, before any drawing."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from predictor.geodesy import LatLng, bearing_deg, distance_km
from predictor.planet.facts import country_at
from predictor.planet.gazetteer import Gazetteer, gazetteer
from predictor.planet.names import home_name
from predictor.planet.proposals import Proposal, proposals
from predictor.planet.route import LENGTHS, Route, Signpost
from predictor.planet.splits import Split, Splitter
from predictor.planet.world import Area, World

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
    for proposal in proposals(seed, world, towns, mix, lengths):
        if planned >= photos:
            break
        split = splitter.assign(proposal.row, proposal.path.latlngs)
        if split is None:
            continue
        routes.append(_route(len(routes), planned, proposal, split, towns))
        planned += len(routes[-1])
    return Plan(seed, photos, tuple(routes))


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
