"""Bring an empty or older installation to where the site can be served."""

from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from geoweb.domain.dealing import playable
from predictor.models import Locator, Photo, Place, Region, Split

RECIPE: Final = "pigeon"
PLANET: Final = "planet"


class Command(BaseCommand):
    help = "Bring the database and the demonstration up to date; what is there already is kept."

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
        if Photo.objects.filter(dataset=PLANET).count() < photos:
            call_command("make_planet", photos=photos, seed=seed)
        self.say(f"world: {Region.objects.count()} regions, {Photo.objects.count()} photos")
        self.fit_demonstration()
        self.foretell_games()
        call_command("collectstatic", interactive=False, verbosity=0)
        self.say("static files: collected")

    def fit_demonstration(self) -> None:
        """The site opens without a locator too: whoever set an odd world up reads why."""
        published = Locator.objects.filter(state=Locator.State.PUBLISHED)
        if not published.exists() and Photo.objects.filter(dataset=PLANET).exists():
            try:
                call_command("fit", RECIPE)
            except CommandError as error:
                self.say(f"locator: none was fitted. {error}")
        for locator in published.order_by("name"):
            self.say(f"locator: {locator} answers")

    def foretell_games(self) -> None:
        """Only photos that a model has guessed can be played. Those of the demonstration are few
        beside the drawing of them; whatever else was brought, the workers do (`predict`)."""
        if (
            not Locator.objects.filter(state=Locator.State.PUBLISHED).exists()
            or not Photo.objects.filter(dataset=PLANET).exists()
        ):
            return
        try:
            call_command("predict", dataset=PLANET, split=Split.TEST, local=True)
        except CommandError as error:
            self.say(f"games: nothing can be played yet. {error}")
            return
        self.say(f"games: {playable().count()} photos can be played")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
