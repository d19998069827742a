"""Brings the review by region up to date, beside the beat that does so all the time."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from geoweb.domain.review_refresh import refresh


class Command(BaseCommand):
    help = "Refresh the review by region: what changed since the last time, or everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="work out every row from nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        done = refresh(full=options["full"])
        if done is None:
            raise CommandError("The reviews are being refreshed already. Try again in a minute.")
        self.stdout.write(
            f"{done.outcomes} answers measured, {done.reviews} reviews in {done.took_s:.1f} s."
        )
