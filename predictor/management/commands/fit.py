"""Fits a recipe to the photos in the database and publishes the locator."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from predictor.errors import HomingError
from predictor.management.arguments import add_changes, add_recipe
from predictor.management.locking import alone
from predictor.recipes import read


class Command(BaseCommand):
    help = "Fit a recipe and publish the locator; stages done before are not done again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_recipe(parser)
        add_changes(parser, "cells.min_photos=20")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument(
            "--draft", action="store_true", help="fit, but leave the published locator in place"
        )
        parser.add_argument(
            "--allow-leaks", action="store_true", help="fit although the splits share photos"
        )

    def handle(self, **options: Any) -> None:
        try:
            recipe = read(options["recipe"], options["changes"])
            # torch takes seconds to import: an odd recipe is refused before.
            from predictor.fitting.fit import fit, job_of  # noqa: PLC0415

            cache = Path(settings.DATA_DIR) / "fits"
            job = job_of(recipe, cache)
            if options["dry_run"]:
                self.show_plan(job)
                return
            with alone(cache):
                choices = {"allow_leaks": options["allow_leaks"], "publish": not options["draft"]}
                fit(job, self.say, **choices)
        except HomingError as error:
            raise CommandError(str(error)) from error

    def show_plan(self, job: Any) -> None:
        from predictor.fitting.fit import plan  # noqa: PLC0415  # torch comes with it

        for stage in plan(job):
            self.say(f"{stage.name:<12}{stage.key[:12]}  {stage.todo or 'done'}")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
