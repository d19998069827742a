"""Bring an empty or older installation to where the site can be served."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from predictor.models import Photo, Place, Region


class Command(BaseCommand):
    help = "Migrate, load regions and places, build the demonstration world; skips what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--photos", type=int, default=settings.PLANET_PHOTOS)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, photos: int, seed: int, **_: Any) -> None:
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            raise CommandError(f"No database: {error}. Run: make run") from error
        self.say("database: every migration is applied")
        if not Region.objects.exists():
            call_command("load_regions")
        if not Place.objects.exists():
            call_command("load_places")
        if Photo.objects.filter(dataset="planet").count() < photos:
            call_command("make_planet", photos=photos, seed=seed)
        self.say(f"world: {Region.objects.count()} regions, {Photo.objects.count()} photos")
        call_command("collectstatic", interactive=False, verbosity=0)
        self.say("static files: collected")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
