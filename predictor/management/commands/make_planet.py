"""Builds the demonstration world: drawn photos of real places, without any download."""

import json
import os
import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from predictor.management.arguments import whole
from predictor.planet.drawing import DrawingError, Job, draw_jobs
from predictor.planet.mix import MixError
from predictor.planet.plan import Plan, plan
from predictor.planet.route import LENGTHS
from predictor.planet.scene import draw
from predictor.planet.sheet import write_sheet
from predictor.planet.world import Outlines
from predictor.planet_photos import (
    NoProvincesError,
    missing_steps,
    region_ids,
    save_drawn,
    world_name,
    world_of_regions,
)


class Command(BaseCommand):
    help = "Draw the demonstration world; what is drawn already is kept, so it can be resumed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--photos", type=whole(0, 10_000_000), default=5000)
        parser.add_argument("--seed", type=whole(0, 2**32 - 1), default=1)
        parser.add_argument(
            "--mix", default="surface", help="surface, population, uniform, or like FR=2,JP=1"
        )
        parser.add_argument(
            "--lengths", type=lengths, default=LENGTHS, help="photos in a drive, like 2-6"
        )
        cores = len(os.sched_getaffinity(0))
        parser.add_argument("--processes", type=whole(1, 256), default=cores)
        parser.add_argument("--sheet", type=Path, help="write a contact sheet here, store nothing")
        parser.add_argument("--no-captions", action="store_true", help="a sheet to guess from")
        parser.add_argument("--json", action="store_true", help="the closing line for a script")

    def handle(self, **options: Any) -> None:
        try:
            world = world_of_regions()
            if options["sheet"]:
                self.write_sheet(world, options)
                return
            planned = plan(
                options["photos"], options["seed"], world, options["mix"], options["lengths"]
            )
            self.draw(planned, options)
        except NoProvincesError as error:
            raise CommandError(
                "The database holds no provinces. Run: manage.py load_regions"
            ) from error
        except (MixError, DrawingError) as error:
            raise CommandError(str(error)) from error

    def write_sheet(self, world: Outlines, options: dict[str, Any]) -> None:
        shown = write_sheet(
            options["sheet"], world, options["seed"], draw, not options["no_captions"]
        )
        self.stdout.write(f"{options['sheet']}: one photo from each of {shown} countries")

    def draw(self, planned: Plan, options: dict[str, Any]) -> None:
        began = time.monotonic()
        world = world_name(options["seed"], options["mix"], options["lengths"])
        regions = region_ids()
        jobs = [Job(route, steps) for route, steps in missing_steps(planned, world)]
        wanted = sum(len(job.steps) for job in jobs)
        drawn = 0
        with tqdm(total=wanted, unit="photo", desc="planet", disable=None) as bar:
            for batch in draw_jobs(jobs, options["processes"]):
                drawn += save_drawn(batch, world, regions)
                bar.update(len(batch.jpegs))
        self.report(planned, drawn, time.monotonic() - began, as_json=options["json"])

    def report(self, planned: Plan, drawn: int, seconds: float, *, as_json: bool) -> None:
        figures = {
            "photos": planned.photos,
            "drawn": drawn,
            "countries": len({route.country_code for route in planned.routes}),
            "seconds": round(seconds, 1),
            "photos_per_s": round(drawn / seconds, 1) if drawn else 0.0,
        }
        if as_json:
            self.stdout.write(json.dumps(figures))
            return
        self.stdout.write(
            "{photos} photos in {countries} countries; {drawn} drawn in {seconds} s, "
            "{photos_per_s} photos/s".format(**figures)
        )


def lengths(text: str) -> tuple[int, int]:
    shortest, _, longest = text.partition("-")
    if shortest.isdecimal() and longest.isdecimal() and 1 <= int(shortest) <= int(longest) <= 30:
        return int(shortest), int(longest)
    raise ArgumentTypeError(f"{text!r}: give two whole numbers from 1 to 30, like 2-6")
