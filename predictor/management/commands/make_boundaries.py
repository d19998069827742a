"""Build the boundaries file that the project ships from Natural Earth's map."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from predictor.boundaries.errors import BoundariesError
from predictor.boundaries.geojson import write_outlines
from predictor.boundaries.outlines import outlines_of


class Command(BaseCommand):
    help = "Simplify Natural Earth's countries and provinces into one compressed GeoJSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, metavar="SOURCE", help="world_map.gpkg")
        parser.add_argument("output", type=Path, metavar="OUTPUT", help="regions.geojson.gz")

    def handle(self, *, source: Path, output: Path, **_: Any) -> None:
        try:
            outlines = outlines_of(source)
        except BoundariesError as error:
            raise CommandError(str(error)) from error
        size_mb = write_outlines(outlines, output) / 1e6
        countries = sum(outline.level == 0 for outline in outlines)
        provinces = len(outlines) - countries
        self.stdout.write(
            f"Wrote {countries} countries and {provinces} provinces to {output}, {size_mb:.1f} MB."
        )
