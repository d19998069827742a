"""Reads of the gazetteer: towns by the first letters of their name."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from geoweb.memory import Memory
from predictor.geodesy import LatLng
from predictor.models import Place, Region
from predictor.models.points import to_latlng
from predictor.plain_text import search_form
from predictor.regions import locate_regions

MOST: Final = 8
EXACT: Final = 3


@dataclass(frozen=True, slots=True)
class FoundPlace:
    name: str
    province: str  # only where names alone do not tell them apart
    country: str
    country_code: str
    population: int
    latlng: LatLng


def has_regions() -> bool:
    """Whether there is a map to draw; once there is, that is not asked for a minute."""
    known = regions_known.values([True], lambda _: {True: True} if Region.objects.exists() else {})
    return True in known


regions_known: Memory[bool, bool] = Memory(seconds=60.0, most=1)


def search_places(letters: str, most: int = MOST) -> list[FoundPlace]:
    """The largest; and what is called just so, however small."""
    wanted = search_form(letters)
    if not wanted:
        return []
    starting = Place.objects.filter(search_name__startswith=wanted).order_by("-population", "pk")
    exact = list(starting.filter(search_name=wanted)[:EXACT])
    largest = [place for place in starting[:most] if place not in exact][: most - len(exact)]
    return named(sorted(largest + exact, key=lambda place: (-place.population, place.pk)))


def named(places: list[Place]) -> list[FoundPlace]:
    codes = {place.country_code for place in places}
    known = Region.objects.filter(level=0, country_code__in=codes).order_by("-pk")
    countries = dict(known.values_list("country_code", "name"))
    provinces = provinces_of(places)
    return [
        FoundPlace(
            place.name,
            provinces.get(place.pk, ""),
            countries.get(place.country_code, place.country_code),
            place.country_code,
            place.population,
            to_latlng(place.point),
        )
        for place in places
    ]


def provinces_of(places: list[Place]) -> dict[int, str]:
    counts = Counter((place.name, place.country_code) for place in places)
    alike = [place for place in places if counts[place.name, place.country_code] > 1]
    located = locate_regions([to_latlng(place.point) for place in alike])
    return {
        place.pk: where.province.name
        for place, where in zip(alike, located, strict=True)
        if where.province
    }
